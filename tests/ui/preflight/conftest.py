"""An office in test mode whose window shows the pre-flight sheet of a small mailing."""

import pytest

from depesha.delivery.composition import Composition
from depesha.delivery.selection import select
from depesha.domain.people import Contact
from depesha.store import contacts
from depesha.ui.preflight.view import open_preflight


@pytest.fixture
def people(office):
    """Three who get an e-mail and one without an address: their ids."""
    office.settings.change({"email.mode": "test", "office.secrets": "file"})
    with office.database.write() as c:
        return [
            contacts.insert(c, Contact(name=name, email=email))
            for name, email in (
                ("Анна", "a@x.ru"), ("Борис", "b@x.ru"), ("Вера", "v@x.ru"), ("Глеб", ""),
            )
        ]  # fmt: skip


@pytest.fixture
def compose(office, people):
    """A composition for everybody."""

    def make(body="Привет, {КЛИЕНТ.ИМЯ}!", **more):
        chosen = select(office.database.reader, ["all"])
        return Composition(channel="email", subject="Тема", body=body, people=chosen, **more)

    return make


@pytest.fixture
def sheet(app, person, compose):
    """Opens the sheet and waits until it is there; `sent` holds what was released."""
    sent = []

    def show(*args, **more):
        open_preflight(app.services, compose(*args, **more), sent.append)
        view = app.services.tabs.view(app.services.tabs.front)
        person.until(lambda: view._found or view._error["text"], "the sheet")
        person.until(lambda: app.services.bridge.idle, "its people")
        return view

    show.sent = sent
    return show
