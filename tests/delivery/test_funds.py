"""What money the accounts have, asked of a played service."""

from decimal import Decimal

import pytest

from depesha import bootstrap
from depesha.api import Secret
from depesha.delivery import funds
from depesha.delivery.composition import Composition, plan
from depesha.delivery.selection import select
from depesha.domain.people import Contact
from depesha.store import balances, contacts
from depesha.testing.sms_formats import API_ID
from depesha.testing.sms_gateways import SmsGateways


@pytest.fixture
def sms():
    with SmsGateways() as server:
        yield server


@pytest.fixture
def office(profile, sms):
    made = bootstrap.office(profile)
    made.settings.change(
        {
            "office.secrets": "file",
            "sms.mode": "on",
            "sms.main.gateway": "smsru",
            "sms.main.base_url": sms.url("smsru"),
        }
    )
    made.settings.set_secret("sms.main.api_id", Secret(API_ID))
    with made.database.write() as c:
        for n in range(4):
            contacts.insert(c, Contact(name=f"P{n}", mobile_phone=f"+7916100000{n}"))
    yield made
    made.close()


@pytest.fixture
def warned(office):
    def ask(**more):
        people = select(office.database.reader, ["all"])
        return list(
            plan(office, Composition(channel="sms", body="text", people=people, **more)).warnings
        )

    return ask


def known(office, account="sms.main"):
    found = balances.get(office.database.reader, account)
    return found and found.amount


def questions(sms):
    return sum("balance" in target for target in sms.targets)


def test_enough_money_is_no_news_and_is_remembered(office, sms, warned):
    assert warned() == []
    assert known(office) == Decimal(10000)


def test_too_little_for_the_mailing_is_told_before_anything_leaves(office, sms, warned):
    sms.balances["smsru"] = Decimal("7.50")
    assert warned() == [
        "Not enough money for this mailing: it costs about 10,00 р., the account has 7,50 р."
    ]
    assert not sms.received


def test_several_accounts_are_counted_together(office, sms, warned):
    office.settings.change({"sms.second.gateway": "smsru", "sms.second.base_url": sms.url("smsru")})
    office.settings.set_secret("sms.second.api_id", Secret(API_ID))
    sms.balances["smsru"] = Decimal("7.50")
    assert warned() == [], "twice 7.50 is enough for 10.00"
    sms.balances["smsru"] = Decimal("4.90")
    assert "9,80" in warned()[0]


def test_of_an_account_that_tells_nothing_nothing_is_claimed(office, sms, warned):
    office.settings.change({"sms.main.price": "2.50", "sms.main.base_url": sms.url("nothing")})
    assert warned() == []
    assert known(office) is None


def test_nothing_is_asked_in_test_mode(office, sms, warned):
    office.settings.change({"sms.mode": "test"})
    assert warned() == []
    assert questions(sms) == 0


def test_a_services_own_test_mode_is_told(office, sms, warned):
    office.settings.change({"sms.main.trial": "true"})
    [words] = warned()
    assert words.startswith("The account sms.main is in the test mode of its service")
    assert questions(sms) == 0


def test_only_watched_accounts_are_asked_and_not_too_often(office, sms, monkeypatch):
    funds.look(office)
    assert questions(sms) == 0
    office.settings.change({"sms.main.low_balance": "50"})
    funds.look(office)
    funds.look(office)
    assert questions(sms) == 1
    now = office.clock.now()
    monkeypatch.setattr(office.clock, "now", lambda: now + funds.AGAIN)
    funds.look(office)
    assert questions(sms) == 2


def test_another_limit_is_looked_at_soon(office, sms):
    sms.balances["smsru"] = Decimal(60)
    office.settings.change({"sms.main.low_balance": "50"})
    funds.look(office)
    assert not balances.get(office.database.reader, "sms.main").is_low
    office.settings.change({"sms.main.low_balance": "100"})
    funds.look(office)
    assert balances.get(office.database.reader, "sms.main").is_low


def test_what_is_off_or_broken_is_passed_over(office, sms):
    office.settings.change({"sms.main.low_balance": "50", "sms.mode": "off"})
    funds.look(office)
    office.settings.change({"sms.mode": "on", "sms.main.gateway": "twilio"})
    funds.look(office)
    assert questions(sms) == 0


def test_money_in_words():
    assert funds.in_words(Decimal("83.6"), "EUR") == "83,60 EUR"
    assert funds.in_words(Decimal("83.6"), "") == "83,60"
