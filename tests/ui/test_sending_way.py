"""From the sheet to a provider on loopback, to the results, and again to whom it failed."""

import pytest

from depesha.api import Secret
from depesha.delivery.composition import Composition
from depesha.delivery.selection import select
from depesha.domain.people import Contact
from depesha.store import contacts
from depesha.testing.sms_gateways import Fault, SmsGateways
from depesha.ui.modal import in_front
from depesha.ui.preflight.view import open_preflight

PHONES = [f"+7916100000{n}" for n in range(4)]


@pytest.fixture
def provider(office):
    with SmsGateways() as gateways:
        account = gateways.account("smsru")
        secrets = {key: account.pop(key) for key in list(account) if key in {"api_id", "password"}}
        office.settings.change(
            {"office.secrets": "file", "sms.mode": "on"}
            | {f"sms.main.{key}": value for key, value in account.items()}
        )
        for key, value in secrets.items():
            office.settings.set_secret(f"sms.main.{key}", Secret(value))
        with office.database.write() as c:
            for n, phone in enumerate(PHONES):
                contacts.insert(c, Contact(name=f"P{n}", mobile_phone=phone))
        yield gateways


def test_the_whole_way(provider, app, person, office, monkeypatch):
    opened = []
    monkeypatch.setattr("depesha.ui.sending.actions.open_file", opened.append)
    provider.fail(Fault.REFUSE, address=PHONES[1])
    people = select(office.database.reader, ["all"])
    composed = Composition(channel="sms", body="Hello, {CLIENT.NAME}!", title="H", people=people)
    open_preflight(app.services, composed)
    sheet = app.services.tabs.view(app.services.tabs.front)
    person.until(lambda: sheet._found, "the sheet")
    person.focus(sheet.send_button)
    person.keys("Return")
    person.until(lambda: sheet._countdown, "the countdown")
    assert provider.received == [], "not yet"
    person.keys("Return")
    person.until(lambda: app.services.tabs.front == "results:1", "the results")
    results = app.services.tabs.view("results:1")
    person.until(lambda: results.progress and results.progress.over, "the end")
    assert (results.progress.counts["accepted"], results.progress.counts["failed"]) == (3, 1)
    # The end is told by a box, or by a notice while somebody types.
    person.until(
        lambda: in_front(app.root) is not app.root or app.services.notices.shown, "the word"
    )
    if in_front(app.root) is not app.root:
        person.until(lambda: opened, "the report of those who were not reached")
        person.keys("Escape")
    app.services.tabs.refresh_commands()
    (again,) = [one for one in app.services.commands.all() if one.id == "mailing.retry"]
    assert again.enabled()
    again.run()
    person.until(lambda: results.progress.counts["accepted"] == 4, "everybody")
    assert sorted(one.address.lstrip("+") for one in provider.received) == [
        phone.lstrip("+") for phone in PHONES
    ]
