"""What a provider says of an address reaches the card; and one session knocks first."""

import threading
from dataclasses import replace

import pytest

from depesha.api import AccountBroken, Reason, Refused
from depesha.delivery.run import Door
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


def test_the_door_is_tried_by_one_until_it_was_open_and_then_by_all_at_once():
    door = Door()
    inside, most, lock = [], [], threading.Lock()

    def knock():
        with lock:
            inside.append(1)
            most.append(len(inside))
        threading.Event().wait(0.02)
        with lock:
            inside.pop()
        return is_open

    def all_at_once():
        most.clear()
        threads = [threading.Thread(target=door.pass_through, args=(knock,)) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(10)
        return max(most)

    is_open = False
    assert all_at_once() == 1
    is_open = True
    assert door.pass_through(knock)
    assert all_at_once() > 1
    is_open = False
    assert not door.pass_through(knock), "it was shut again"
    assert all_at_once() == 1
