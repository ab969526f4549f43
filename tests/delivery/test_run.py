"""What a provider says of an address reaches the card; and one session knocks first."""

import threading
from dataclasses import replace

import pytest

from depesha.api import AccountBroken, Reason, Refused
from depesha.delivery import control
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


def in_bulk(office, people, many, **account):
    office.people(people)
    office.post.many = many
    main = office.accounts.known["main"]
    office.accounts.known["main"] = replace(main, connections=1, **account)
    return office.release()


def test_several_go_in_one_request_after_the_first_one_went_alone(office):
    mailing_id = in_bulk(office, 40, 4)
    office.run()
    assert office.counts(mailing_id) == {"accepted": 40}
    assert set(office.post.counted().values()) == {1}
    sizes = [len(one) for one in office.post.requests]
    assert office.post.took[0].address not in office.post.requests[0]
    assert (min(sizes), max(sizes)) == (2, 4), "a single one is no request of several"
    assert {row.provider_id for row in office.entries()} == {
        f"p-{message.key}" for message in office.post.took
    }


def test_each_message_of_a_request_has_an_outcome_of_its_own(office):
    office.post.by_address = {
        "a3@x.ru": Refused(Reason.SPAM, "no"),
        "a4@x.ru": ConnectionResetError(),
    }
    mailing_id = in_bulk(office, 8, 8)
    office.run()
    assert office.counts(mailing_id) == {"accepted": 6, "failed": 1, "unknown": 1}
    rows = {row.address: row for row in office.entries()}
    assert rows["a3@x.ru"].answer == "no"
    assert rows["a4@x.ru"].state == "unknown"


def test_a_lost_answer_makes_exactly_these_messages_unknown(office):
    lost = []

    def lose(messages):
        if not lost:
            lost.extend(one.address for one in messages)
            raise ConnectionResetError

    office.post.on_request = lose
    mailing_id = in_bulk(office, 40, 5)
    office.run()
    assert len(lost) == 5
    assert office.counts(mailing_id) == {"accepted": 35, "unknown": 5}
    assert {row.address for row in office.entries(states=("unknown",))} == set(lost)
    assert not set(lost) & set(office.post.counted()), "nothing goes again by itself"


def test_after_a_lost_answer_the_line_is_tried_with_one_message(office, turned):
    """Three lost answers stop an account; of many messages each they would be many unknown."""

    def lose(_messages):
        office.post.script.extend([ConnectionResetError()] * 2)
        raise ConnectionResetError

    office.post.on_request = lose
    mailing_id = in_bulk(office, 40, 7)
    office.engine().run(0.0)
    assert office.counts(mailing_id)["unknown"] == 7 + 2


def test_limits_hold_for_each_message_of_a_request(office, turned):
    mailing_id = in_bulk(office, 30, 20, per_hour=12)
    office.engine().run(1.0)
    assert office.counts(mailing_id) == {"accepted": 12, "queued": 18}
    turned.turn(3601)
    office.engine().run(1.0)
    assert office.counts(mailing_id) == {"accepted": 24, "queued": 6}


def test_the_intention_of_all_is_on_disk_before_they_go(office):
    seen = []

    def look(messages):
        rows = {row.address: row.state for row in office.entries()}
        seen.append({rows[one.address] for one in messages})

    office.post.on_request = look
    in_bulk(office, 20, 6)
    office.run()
    assert seen
    assert all(states == {"sending"} for states in seen)


def test_a_paused_mailing_sends_nothing_of_the_next_request(office):
    mailing_id = in_bulk(office, 40, 5)
    office.post.on_request = lambda _messages: control.pause(office.database, mailing_id)
    office.engine().run(0.0)
    assert len(office.post.requests) == 1
    assert office.counts(mailing_id) == {"accepted": 6, "queued": 34}


def test_what_was_taken_settles_though_one_of_them_breaks_the_account(office):
    office.post.by_address["a4@x.ru"] = AccountBroken(Reason.NO_MONEY, "0.00")
    mailing_id = in_bulk(office, 40, 8)
    office.run()
    counts = office.counts(mailing_id)
    assert counts["queued"] == 40 - counts["accepted"]
    assert office.mailing(mailing_id).state == "held"
    assert len(office.post.took) == counts["accepted"]
