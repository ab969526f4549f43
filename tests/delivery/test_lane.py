"""A lane among providers that hang up, slam the door, forget to answer and never say goodbye."""

import threading
from dataclasses import replace
from itertools import pairwise

import pytest

from depesha.api import AccountBroken, NotNow, Reason, Refused, Scope
from depesha.delivery import control
from depesha.delivery.run import DOUBTS
from depesha.store import holds


@pytest.fixture
def alone(office):
    """One session, so that the order of things is known."""
    connect(office, 1)


def connect(office, connections, **more):
    office.accounts.known["main"] = replace(
        office.accounts.known["main"], connections=connections, **more
    )


def on_disk(office, address):
    query = "SELECT state FROM delivery WHERE address = ?"
    return office.database.reader.execute(query, (address,)).fetchone()[0]


@pytest.mark.usefixtures("alone")
def test_the_intention_is_on_disk_before_the_message_leaves(office):
    office.people(5)
    seen = []
    office.post.on_send = lambda message: seen.append(on_disk(office, message.address))
    office.release()
    office.run()
    assert seen == ["sending"] * 5


@pytest.mark.usefixtures("alone")
def test_each_answer_is_on_disk_before_the_next_message_leaves(office):
    office.people(5)
    before = []

    def look(message):
        number = int(message.address[1])
        before.append(on_disk(office, f"a{number - 1}@x.ru") if number else "accepted")

    office.post.on_send = look
    office.release()
    office.run()
    assert before == ["accepted"] * 5


@pytest.mark.usefixtures("alone")
@pytest.mark.parametrize(
    "answer",
    [ConnectionResetError(), NotNow(Reason.THROTTLED, scope=Scope.ACCOUNT, after=0.01)],
    ids=["lost", "later"],
)
def test_no_goodbye_and_no_door_keeps_an_answer_from_the_disk(office, answer):
    office.people(2)
    office.post.script.append(answer)
    seen = []
    office.post.on_door = office.post.on_goodbye = lambda: seen.append(on_disk(office, "a0@x.ru"))
    office.release()
    office.run()
    assert "sending" not in seen
    assert len(seen) == 4, "two doors, two goodbyes"


@pytest.mark.usefixtures("alone")
def test_who_says_later_at_the_door_is_left_alone_so_long(office, fast):
    office.people(1)
    office.post.doors.extend([NotNow(Reason.THROTTLED, "421", after=2.0)] * 4)
    knocked = []
    office.post.on_door = lambda: knocked.append(fast.now())
    mailing_id = office.release()
    office.run(patience=10.0)
    assert office.counts(mailing_id) == {"accepted": 1}
    assert len(knocked) == 5
    assert all(later - earlier >= 2.0 for earlier, later in pairwise(knocked))


def test_one_broken_line_is_one_failure_however_many_sessions_it_cuts(office, turned):
    connect(office, 8)
    office.people(64)
    office.post.doors.append(ConnectionRefusedError())
    mailing_id = office.release()
    begin = turned.now()
    office.run(patience=1.0)
    hold = holds.get(office.database.reader, "post.main")
    assert hold is not None
    assert hold.reason == "connection"
    assert hold.until - begin < 30.0, "the first wait is a quarter of a minute, not half an hour"
    assert office.counts(mailing_id) == {"queued": 64}
    assert office.post.knocks == 1, "the others see that the door is shut"
    turned.turn(15.0)
    office.run(patience=1.0)
    assert office.counts(mailing_id) == {"accepted": 64}


def test_a_provider_that_never_answers_does_not_get_a_whole_mailing(office, turned):
    connect(office, 2)
    office.people(100)
    office.post.on_send = break_off
    mailing_id = office.release()
    office.run(patience=1.0)
    counts = office.counts(mailing_id)
    assert DOUBTS <= counts["unknown"] <= DOUBTS + 1
    assert counts["unknown"] + counts["queued"] == 100
    hold = holds.get(office.database.reader, "post.main")
    assert hold is not None
    assert hold.reason == "lost_answer"
    assert office.mailing(mailing_id).state == "running", "it goes on by itself, slowly"
    office.post.on_send = lambda _m: None
    turned.turn(3600.0)
    office.run(patience=1.0)
    assert office.counts(mailing_id) == {
        "unknown": counts["unknown"],
        "accepted": 100 - counts["unknown"],
    }
    assert len(office.post.took) == 100 - counts["unknown"]


def break_off(_message):
    raise ConnectionResetError("the line broke")


@pytest.mark.usefixtures("alone")
def test_now_and_then_a_lost_answer_holds_nobody_up(office, turned):
    office.people(20)
    office.post.by_address = {f"a{n}@x.ru": ConnectionResetError() for n in range(0, 20, 2)}
    mailing_id = office.release()
    office.run(patience=1.0)
    assert office.counts(mailing_id) == {"accepted": 10, "unknown": 10}
    assert holds.get(office.database.reader, "post.main") is None


@pytest.mark.parametrize(
    "harm", [SystemExit(3), KeyboardInterrupt(), GeneratorExit(), MemoryError()]
)
def test_no_exception_of_a_plugin_ends_the_engine(office, harm):
    office.people(6)
    office.post.by_address = {"a2@x.ru": harm}
    mailing_id = office.release()
    office.run()
    assert office.counts(mailing_id) == {"accepted": 5, "unknown": 1}
    assert office.mailing(mailing_id).state == "done"


@pytest.mark.usefixtures("alone")
def test_a_text_that_fails_for_one_person_fails_for_one_alone(office, monkeypatch):
    office.people(3)
    mailing_id = office.release()
    with office.database.write() as c:
        c.execute("UPDATE delivery SET data = 'no values' WHERE address = 'a1@x.ru'")
    office.run()
    assert office.counts(mailing_id) == {"accepted": 2, "failed": 1}
    assert office.entries(states=("failed",))[0].reason == "bad_template"


def test_a_mailing_without_a_text_waits_for_a_person_and_the_others_go_on(office):
    office.people(4)
    broken, sound = office.release(), office.release()
    with office.database.write() as c:
        c.execute("UPDATE mailing SET body = '{НЕТ.ТАКОГО}' WHERE id = ?", (broken,))
    office.run()
    mailing = office.mailing(broken)
    assert (mailing.state, mailing.why) == ("held", "bad_template")
    assert "НЕТ.ТАКОГО" in mailing.answer
    assert office.counts(broken) == {"queued": 4}
    assert office.counts(sound) == {"accepted": 4}


def test_a_short_wait_heard_late_does_not_open_a_broken_account(office):
    connect(office, 2)
    office.people(8)
    first, second = threading.Event(), threading.Event()

    def answer(_message):
        if not first.is_set():
            first.set()
            assert second.wait(10)
            raise NotNow(Reason.THROTTLED, after=0.01, scope=Scope.ACCOUNT)
        second.set()
        raise AccountBroken(Reason.NO_MONEY)

    office.post.on_send = answer
    mailing_id = office.release()
    office.run()
    assert (office.mailing(mailing_id).state, office.mailing(mailing_id).why) == (
        "held",
        "no_money",
    )
    office.post.on_send = lambda _m: None
    control.resume(office.database, mailing_id)
    office.run()
    assert office.counts(mailing_id) == {"accepted": 8}


@pytest.mark.usefixtures("alone")
def test_a_limit_that_is_far_away_closes_the_session_and_returns_the_rest(office, turned):
    connect(office, 1, per_minute=3)
    office.people(7)
    mailing_id = office.release()
    office.run(patience=1.0)
    assert office.counts(mailing_id) == {"accepted": 3, "queued": 4}
    assert office.post.sessions == 0
    left = office.database.reader.execute("SELECT DISTINCT state FROM batch WHERE state <> 'done'")
    assert left.fetchall() == [("ready",)]


@pytest.mark.usefixtures("alone")
def test_refusals_do_not_close_the_session(office):
    office.people(9)
    refused = [f"a{n}@x.ru" for n in range(0, 9, 2)]
    office.post.by_address = dict.fromkeys(refused, Refused(Reason.ADDRESS_REJECTED))
    doors = []
    office.post.on_door = lambda: doors.append(1)
    mailing_id = office.release()
    office.run()
    assert office.counts(mailing_id) == {"accepted": 4, "failed": 5}
    assert len(doors) == 1
