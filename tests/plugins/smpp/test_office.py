"""A whole office with an operator's SMS centre: written to, told of delivery, in doubt."""

import sys

import pytest

from depesha import bootstrap
from depesha.api import Secret
from depesha.delivery import polling
from depesha.delivery.composer import Composers
from depesha.delivery.engine import Desk, Engine
from depesha.delivery.plan import Planner
from depesha.delivery.selection import select
from depesha.delivery.ways import way_of
from depesha.domain.people import Contact
from depesha.store import contacts, mailings
from depesha.store.mailings import Mailing
from depesha.testing import Fault
from depesha.testing.smsc import PASSWORD

TEXT = "Здравствуйте, {КЛИЕНТ.ИМЯ}! " + "Ваш заказ готов, ждём вас. " * 4


@pytest.fixture
def office(profile, smsc):
    path = list(sys.path)
    made = bootstrap.office(profile)
    named = {f"sms.main.{name}": str(value) for name, value in smsc.account().items()}
    made.settings.change(
        {"office.secrets": "file", "sms.mode": "on", "sms.main.sender": "Depesha", **named}
    )
    made.settings.set_secret("sms.main.password", Secret(PASSWORD))
    with made.database.write() as c:
        for number, name in enumerate(("Анна", "Борис", "Вера")):
            contacts.insert(c, Contact(name=name, mobile_phone=f"+7916000000{number}"))
    yield made
    made.close()
    sys.path[:] = path


@pytest.fixture
def mailing(office):
    """Sent to everybody."""
    now = office.clock.now()
    planned = Mailing(
        key="", channel="sms", title="Заказ", subject="", body=TEXT, created_at=now, start_at=now
    )
    way = way_of(office.accounts, office.channel("sms"), "", office.host.checks("sms"))
    planner = Planner(office.database, office.lookup, office.clock)
    sheet = planner.plan(planned, (), select(office.database.reader, ["all"]), way)
    with office.database.write() as c:
        mailings.release(c, sheet.mailing.id, now)

    def send():
        composers = Composers(office.channel)
        desk = Desk(office.database, office.accounts, composers, office.clock, office.backoff)
        Engine(desk).run(5.0)
        return states()

    def states():
        return mailings.counts(office.database.reader, sheet.mailing.id)

    send.states, send.parts = states, sheet.parts
    return send


def test_everybody_gets_it_and_it_is_known(office, smsc, mailing):
    assert mailing() == {"accepted": 3}
    assert len(smsc.parts) == mailing.parts == 6
    assert sorted(one.text[14:18] for one in smsc.received) == ["Анна", "Бори", "Вера"]
    for part in smsc.parts[:4]:
        smsc.tell(part.id, "DELIVRD")
    smsc.tell(smsc.parts[5].id, "UNDELIV")
    assert polling.ask_now(office.database, office.accounts, office.clock) == (3, 3)
    assert mailing.states() == {"delivered": 2, "failed": 1}


def test_a_line_that_breaks_leaves_one_unknown_and_nobody_twice(smsc, mailing):
    smsc.fail(Fault.DROP_AFTER, address="+79160000001")
    assert mailing() == {"accepted": 2, "unknown": 1}
    assert mailing() == {"accepted": 2, "unknown": 1}
    addresses = [one.address for one in smsc.parts]
    # Of the one in doubt the first segment went, and nothing after it.
    assert addresses.count("+79160000001") == 1
    assert len(addresses) == 5
