"""What a provider says of an address reaches the card; and one session knocks first."""

from dataclasses import replace

import pytest

from depesha.api import AccountBroken, Reason, Refused
from depesha.store import contacts


@pytest.fixture
def post(office):
    """The channel class of the office's provider."""
    return office.accounts.open("post", "main").channel


@pytest.mark.parametrize("reason", [Reason.BLOCKED_BY_RECIPIENT, Reason.NOT_SUBSCRIBED])
def test_a_subscription_that_ended_is_taken_off_the_card(office, post, monkeypatch, reason):
    monkeypatch.setattr(post, "missing", Reason.NOT_SUBSCRIBED)
    person = office.person(name="А", email="a@x.ru")
    office.post.by_address["a@x.ru"] = Refused(reason, "403")
    mailing_id = office.release()
    office.run()
    assert office.counts(mailing_id) == {"failed": 1}
    assert contacts.get(office.database.reader, person).email == ""


def test_where_addresses_are_no_subscriptions_they_stay(office):
    person = office.person(name="А", email="a@x.ru")
    office.post.by_address["a@x.ru"] = Refused(Reason.BLOCKED_BY_RECIPIENT, "550")
    office.release()
    office.run()
    assert contacts.get(office.database.reader, person).email == "a@x.ru"


def test_an_address_that_moved_is_followed(office):
    person = office.person(name="А", email="a@x.ru")
    office.post.moved["a@x.ru"] = "new@x.ru"
    office.release()
    office.run()
    assert contacts.get(office.database.reader, person).email == "new@x.ru"


def test_a_wrong_password_is_tried_once_not_once_per_session(office):
    office.people(40)
    office.accounts.known["main"] = replace(office.accounts.known["main"], connections=8)
    office.post.knocks = 0
    office.post.wrong_password = AccountBroken(Reason.LOGIN, "535")
    mailing_id = office.release()
    office.run()
    assert office.post.knocks == 1
    assert office.mailing(mailing_id).state == "held"
