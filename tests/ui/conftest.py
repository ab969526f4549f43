"""A screen of our own, a window manager on it, a window on an office, and somebody at the keys."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from depesha import bootstrap
from depesha.delivery.office import Office
from depesha.domain.people import Contact
from depesha.domain.states import State
from depesha.render import values
from depesha.store import contacts, ledger, mailings
from depesha.store.ledger import Settled
from depesha.store.mailings import Mailing, Planned
from depesha.ui.app import App

NAMES = ("Анна", "Борис", "Вера", "Глеб")
ADDRESSES = ("a@x.ru", "b@x.ru", "c@x.ru", "")


@pytest.fixture(autouse=True)
def _garbage_stays(garbage_stays: None) -> None:
    """Also where a test makes its window itself."""


@pytest.fixture
def office(profile: Path) -> Iterator[Office]:
    """An empty office."""
    path = list(sys.path)
    found = bootstrap.office(profile)
    yield found
    found.close()
    sys.path[:] = path  # what lay in the profile's plugin folder is gone with it


@pytest.fixture
def app(screen: str, garbage_stays: None, office: Office, driver_of: Any) -> Iterator[App]:
    """The whole window on the office, begun; what goes wrong in a callback fails the test."""
    app = App(office, lambda failed: bootstrap.background(office, failed))
    app.root.geometry("1180x720+20+20")
    app.begin()
    driver_of(app.root).until(
        lambda: app.services.bridge.idle and office.knows_plugins, "the start"
    )
    yield app
    if app.root.children:  # a test may have left by itself
        app.services.engine.stop(5)
        app.close()


@pytest.fixture
def person(app: App, driver_of: Any) -> Any:
    """Somebody at the keys of the whole window."""
    return driver_of(app.root)


@pytest.fixture
def told(office):
    """A mailing of which one arrived, one failed, one is unknown and one was left out: its id; its
    deliveries are 1 to 4."""
    now = office.clock.now()
    with office.database.write() as c:
        people = [contacts.insert(c, Contact(name=name)) for name in NAMES]
        mailing = Mailing(
            key="k", channel="email", title="Новости", subject="Тема", body="Привет, {КЛИЕНТ.ИМЯ}!",
            created_at=now, start_at=now,
        )  # fmt: skip
        number = mailings.insert(c, mailing)
        planned = [
            Planned(person_kind="contact", person_id=one, code=one, name=name, address=address,
                    data=values.dumps(values.Values({"CLIENT.NAME": name}, "")), reason=reason)
            for one, name, address, reason in zip(
                people, NAMES, ADDRESSES, ("", "", "", "no_address"), strict=True,
            )
        ]  # fmt: skip
        mailings.add(c, number, 9, planned, now)
        mailings.release(c, number, now)
        ledger.settle(c, [
            Settled(1, State.ACCEPTED, "email.main", now, now, answer="250 ok", provider_id="id-7"),
            Settled(2, State.FAILED, "email.main", now, now, "mailbox_full", "452 full"),
            Settled(3, State.UNKNOWN, "email.main", now, now, "lost_answer"),
        ])  # fmt: skip
        c.execute("UPDATE batch SET state = 'done'")
        ledger.finish(c, number, now)
    return number
