"""The engine: everybody once, whatever the provider answers, whoever breaks."""

import threading
from contextlib import suppress
from dataclasses import replace
from datetime import time

import pytest

from depesha.api import AccountBroken, NotNow, Reason, Refused, Scope
from depesha.delivery import control, instance
from depesha.delivery.engine import BusyError
from depesha.delivery.keys import message_key
from depesha.domain.errors import InputError
from depesha.domain.quiet import Quiet
from depesha.domain.states import State
from depesha.store import ledger
from depesha.store.lock import EngineLock


def test_everybody_gets_an_own_message_once(office):
    office.people(50)
    mailing_id = office.release()
    office.run()
    assert office.counts(mailing_id) == {"accepted": 50}
    assert office.mailing(mailing_id).state == "done"
    assert len(office.post.took) == 50
    assert set(office.post.counted().values()) == {1}
    assert office.post.took[0].text == f"Привет, Контакт {office.post.took[0].address[1:-5]}!"
    assert office.post.most_sessions == 2


def test_refused_people_do_not_stop_the_rest(office):
    office.people(10)
    office.post.by_address = {
        "a3@x.ru": Refused(Reason.ADDRESS_REJECTED, "550 5.1.1 no such user"),
        "a4@x.ru": ConnectionResetError("line broke after the data"),
    }
    mailing_id = office.release()
    office.run()
    assert office.counts(mailing_id) == {"accepted": 8, "failed": 1, "unknown": 1}
    failed = office.entries(states=("failed",))[0]
    assert (failed.reason, failed.answer) == ("address_rejected", "550 5.1.1 no such user")
    unknown = office.entries(states=("unknown",))[0]
    assert (unknown.reason, unknown.address) == ("lost_answer", "a4@x.ru")
    office.run()
    assert "a4@x.ru" not in office.post.counted(), "unknown is never sent again by itself"


def test_what_certainly_did_not_go_is_tried_again(office):
    office.people(3)
    office.post.script.extend([NotNow(Reason.GREYLISTED, "451", after=0.02)] * 3)
    mailing_id = office.release()
    office.run()
    assert office.counts(mailing_id) == {"accepted": 3}
    assert set(office.post.counted().values()) == {1}


def test_a_row_is_given_up_in_the_end(office):
    office.people(2)
    office.post.by_address["a1@x.ru"] = NotNow(Reason.GREYLISTED, "451 later")
    mailing_id = office.release()
    office.run()
    assert office.counts(mailing_id) == {"accepted": 1, "failed": 1}
    assert office.entries(states=("failed",))[0].reason == "greylisted"


def test_when_the_whole_account_must_wait_no_row_fails(office):
    office.people(6)
    wait = NotNow(Reason.THROTTLED, "429", after=0.05, scope=Scope.ACCOUNT)
    office.post.script.extend([None, wait, wait, wait, wait, wait])
    mailing_id = office.release()
    office.run()
    assert office.counts(mailing_id) == {"accepted": 6}


def test_no_connection_counts_as_waiting(office):
    office.people(4)
    office.post.doors.extend([ConnectionRefusedError("refused"), TimeoutError()] * 3)
    mailing_id = office.release()
    office.run()
    assert office.counts(mailing_id) == {"accepted": 4}


def test_a_broken_account_holds_the_mailing_and_says_why_once(office):
    office.people(10)
    office.accounts.known["main"] = replace(office.accounts.known["main"], connections=1)
    broken = AccountBroken(Reason.LOGIN, "535 5.7.8 bad password", cure="Use an app password.")
    office.post.script.extend([None, None, broken])
    mailing_id = office.release()
    office.run()
    mailing = office.mailing(mailing_id)
    assert (mailing.state, mailing.why, mailing.answer) == (
        "held",
        "login",
        "535 5.7.8 bad password",
    )
    assert [(one.reason, one.cure) for one in office.broken] == [("login", "Use an app password.")]
    assert office.counts(mailing_id) == {"accepted": 2, "queued": 8}
    office.run()
    assert len(office.post.took) == 2, "nothing goes before a person looked"
    control.resume(office.database, mailing_id)
    office.run()
    assert office.counts(mailing_id) == {"accepted": 10}


def test_another_account_takes_over(office):
    office.people(10)
    office.accounts.known = dict.fromkeys(("main", "second"), office.accounts.known["main"])
    office.accounts.broken = {"main"}
    mailing_id = office.release()
    office.run()
    assert office.counts(mailing_id) == {"accepted": 10}
    assert {entry.account for entry in office.entries()} == {"post.second"}


def test_an_account_not_filled_in_holds_the_mailing(office):
    office.people(1)
    mailing_id = office.release()
    office.accounts.known = {"other": office.accounts.known["main"]}
    with office.database.write() as c:
        c.execute("UPDATE batch SET account='main'")
        c.execute("UPDATE mailing SET account='main'")
    office.run()
    assert office.mailing(mailing_id).why == "configuration"
    assert office.broken[0].answer == "The account is not filled in."


def test_test_mode_keeps_files_and_sends_nothing(office):
    office.people(3)
    mailing_id = office.release(mode="test")
    office.run()
    assert office.counts(mailing_id) == {"accepted": 3}
    assert office.post.took == []
    kept = sorted((office.folder / "outbox").rglob("*.txt"))
    assert len(kept) == 3
    assert "Привет, Контакт" in kept[0].read_text(encoding="utf-8")


def test_pause_stops_at_once_and_resume_goes_on(office):
    office.people(40)
    mailing_id = office.release()

    def pause(_message):
        if len(office.post.took) >= 10:
            with suppress(InputError):
                control.pause(office.database, mailing_id)

    office.post.on_send = pause
    office.run()
    took = len(office.post.took)
    assert 10 <= took <= 14, "at most what was in flight"
    assert office.mailing(mailing_id).state == "paused"
    office.post.on_send = lambda _message: None
    control.resume(office.database, mailing_id)
    office.run()
    assert office.counts(mailing_id) == {"accepted": 40}
    assert set(office.post.counted().values()) == {1}


def test_stop_cancels_the_rest(office):
    office.people(30)
    mailing_id = office.release()

    def stop(_message):
        if len(office.post.took) >= 5 and office.mailing(mailing_id).state == "running":
            with suppress(InputError):
                control.stop(office.database, mailing_id, office.clock)

    office.post.on_send = stop
    office.run()
    counts = office.counts(mailing_id)
    assert counts["accepted"] + counts["cancelled"] == 30
    assert counts["accepted"] <= 9
    assert office.mailing(mailing_id).state == "stopped"


def test_what_was_stopped_and_repeated_under_way_goes_once(office):
    office.people(30)
    mailing_id = office.release()
    stopped = threading.Event()

    def stop_and_repeat(_message):
        if len(office.post.took) >= 5 and not stopped.is_set():
            stopped.set()
            control.stop(office.database, mailing_id, office.clock)
            cancelled = [State.CANCELLED]
            control.retry(office.database, mailing_id, office.clock, states=cancelled, batch_size=1)

    office.post.on_send = stop_and_repeat
    office.run()
    assert office.counts(mailing_id) == {"accepted": 30}
    assert set(office.post.counted().values()) == {1}
    keys = {message_key(one.key, one.id, one.round) for one in office.entries()}
    assert {message.key for message in office.post.took} == keys


def test_the_engine_ends_when_told_and_loses_nothing(office):
    office.people(200)
    mailing_id = office.release()
    engine = office.engine()
    office.post.on_send = lambda _m: engine.stop() if len(office.post.took) == 20 else None
    engine.run()
    counts = office.counts(mailing_id)
    assert counts["accepted"] == len(office.post.took) < 200
    assert counts["queued"] == 200 - counts["accepted"]
    office.post.on_send = lambda _m: None
    office.run()
    assert office.counts(mailing_id) == {"accepted": 200}


def test_an_engine_told_to_stop_rests_no_more(office):
    engine = office.engine()
    assert engine.rest(0.0)
    engine.stop()
    assert not engine.rest(60.0)


def test_one_broken_lane_does_not_rob_the_others_of_their_answers(office, monkeypatch):
    office.people(4)
    one = replace(office.accounts.known["main"], connections=1)
    office.accounts.known = dict.fromkeys(("main", "second"), one)
    mailing_id = office.release()
    engine = office.engine()
    in_flight = threading.Event()
    intend = ledger.intend

    def broken(c, row, account, at):
        if account == "post.second":
            return intend(c, row, account, at)
        if in_flight.is_set():
            raise OSError("disk full")
        return False

    def slow(_message):
        in_flight.set()
        # The answer comes when the engine is already on its way out.
        while engine.rest(0.01):
            pass

    monkeypatch.setattr("depesha.store.ledger.intend", broken)
    office.post.on_send = slow
    with pytest.raises(OSError, match="disk full"):
        engine.run()
    assert office.counts(mailing_id) == {"accepted": 1, "queued": 3}


def test_limits_are_kept_across_engines(office):
    office.people(10)
    office.accounts.known["main"] = replace(office.accounts.known["main"], per_minute=4)
    mailing_id = office.release()
    for _engine in range(3):
        office.run(patience=0.2)
    assert office.counts(mailing_id) == {"accepted": 4, "queued": 6}


def test_quiet_hours_keep_everything_back(office):
    office.people(2)
    now = office.clock.local(office.clock.now()).time()
    office.accounts.quiet = Quiet(time(0), time(23, 59, 59, 999999))
    assert now < time(23, 59, 59)
    mailing_id = office.release()
    office.run(patience=0.2)
    assert office.counts(mailing_id) == {"queued": 2}


def test_a_later_start_waits_and_a_missed_one_asks(office):
    office.people(2)
    now = office.clock.now()
    later = office.release(start_at=now + 500, latest_start=now + 900)
    missed = office.release(start_at=now - 900, latest_start=now - 500)
    office.run(patience=0.2)
    assert office.post.took == []
    assert office.mailing(later).state == "running"
    assert (office.mailing(missed).state, office.mailing(missed).why) == ("held", "late_start")
    control.resume(office.database, missed)
    office.run(patience=0.2)
    assert office.counts(missed) == {"accepted": 2}


def test_a_copied_database_does_not_send_by_itself(office):
    office.people(5)
    office.release()
    office.run()
    mailing_id = office.release()
    mark = office.database.path.with_name("d.db.mark")
    mark.write_text(mark.read_text().replace('"place": "', '"place": "elsewhere'))
    office.run()
    assert (office.mailing(mailing_id).state, office.mailing(mailing_id).why) == (
        "held",
        instance.WHY,
    )
    assert len(office.post.took) == 5
    control.resume(office.database, mailing_id)
    office.run()
    assert len(office.post.took) == 10


def test_only_one_engine_at_a_time(office):
    lock = EngineLock(office.database.path)
    assert lock.acquire()
    with pytest.raises(BusyError):
        office.run()
    lock.release()


def test_an_endless_engine_sees_what_is_put_in_later(office):
    office.people(3)
    engine = office.engine()
    thread = threading.Thread(target=engine.run)
    thread.start()
    mailing_id = office.release()
    wait = threading.Event()
    office.post.on_send = lambda _m: wait.set()
    assert wait.wait(5)
    while office.mailing(mailing_id).state != "done":
        assert not wait.wait(0.01) or thread.is_alive()
    engine.stop()
    thread.join(5)
    assert office.counts(mailing_id) == {"accepted": 3}


def test_a_fault_in_the_database_ends_the_engine_loudly(office, monkeypatch):
    office.people(3)
    office.release()

    def full(*_args):
        raise OSError("disk full")

    monkeypatch.setattr("depesha.store.ledger.intend", full)
    with pytest.raises(OSError, match="disk full"):
        office.run()
    assert office.post.took == []
