"""What is known before anything leaves."""

from decimal import Decimal

import pytest

from depesha import bootstrap
from depesha.api import Secret
from depesha.delivery.chains import Chain
from depesha.delivery.composition import Composition
from depesha.delivery.preflight import prepare
from depesha.delivery.selection import select
from depesha.domain.people import Contact
from depesha.domain.segments import Spelling
from depesha.store import contacts


@pytest.fixture
def found(profile):
    made = bootstrap.office(profile)
    made.settings.change(
        {"office.secrets": "file", "sms.mode": "test", "sms.quiet": "21:00-09:00",
         "sms.days": "1-5",         "sms.main.gateway": "smsru", "sms.main.price": "2.50"}
    )  # fmt: skip
    with made.database.write() as c:
        for n in range(3):
            contacts.insert(c, Contact(name=f"P{n}", mobile_phone=f"+7916100000{n}"))
    yield made
    made.close()


def composed(found, body, **more):
    people = select(found.database.reader, ["all"])
    return Composition(channel="sms", body=body, people=people, **more)


def judge(found, composition):
    (judged,) = prepare(found, Chain((composition,))).links
    return judged


def test_ways_to_pay_for_fewer_sms_are_found(found):
    [one] = judge(found, composed(found, "x" * 150 + " — ")).savings
    assert (one.spelling, one.before, one.after) == (Spelling.PLAIN, 9, 3)
    judged = judge(found, composed(found, "ё" * 150, spelling=Spelling.LATIN))
    assert (judged.savings, judged.spelling) == ((), Spelling.LATIN)


def test_nothing_waits_in_a_rehearsal(found):
    judged = judge(found, composed(found, "{CLIENT.NAME}"))
    assert (judged.rehearsal, judged.quiet, judged.days, judged.channel) == (True, "", "", "SMS")
    assert (judged.sheet.parts, judged.sheet.ready) == (3, 3)


def test_what_waits_is_told(found):
    found.settings.change({"sms.mode": "on", "sms.main.base_url": "http://127.0.0.1:9"})
    found.settings.set_secret("sms.main.api_id", Secret("0" * 8))
    judged = judge(found, composed(found, "text"))
    assert (judged.rehearsal, judged.quiet, judged.days) == (False, "21:00-09:00", "1-5")
    assert judged.sheet.cost == Decimal("7.50")
