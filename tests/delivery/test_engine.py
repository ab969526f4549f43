"""The engine: everybody once, whatever the provider answers, whoever breaks."""

import sqlite3
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


# --- When it ends, and when not -------------------------------------------------------------------


@pytest.mark.parametrize(("patience", "state"), [(0.1, "waiting"), (5.0, "accepted")])
def test_it_waits_for_what_is_due_within_its_patience(office, patience, state):
    office.people(1)
    office.post.script.append(NotNow(Reason.GREYLISTED, after=0.5))
    mailing_id = office.release()
    office.run(patience)
    assert office.counts(mailing_id) == {state: 1}


def test_what_is_given_back_while_it_looks_is_seen(office, monkeypatch):
    office.people(1)
    office.post.script.append(NotNow(Reason.GREYLISTED, after=0.05))
    mailing_id = office.release()
    look = ledger.ready

    def slow_look(c):
        work = look(c)
        while not work and office.counts(mailing_id) != {"accepted": 1}:
            if look(c):
                break  # given back just after we looked
        return work

    monkeypatch.setattr("depesha.store.ledger.ready", slow_look)
    office.run(patience=2.0)
    assert office.counts(mailing_id) == {"accepted": 1}


def test_a_session_that_broke_ends_an_endless_engine(office, monkeypatch):
    office.people(1)
    office.release()

    def full(*_args):
        raise OSError("disk full")

    monkeypatch.setattr("depesha.store.ledger.give_back", full)
    with pytest.raises(OSError, match="disk full"):
        office.engine().run()


IDLE = {
    "nothing to do": {},
    "a row that waits": {"script": NotNow(Reason.GREYLISTED, after=0.4)},
    "an account that waits": {"script": NotNow(Reason.THROTTLED, after=0.4, scope=Scope.ACCOUNT)},
    "a door that says later": {"door": NotNow(Reason.THROTTLED, after=0.4)},
    "a broken account": {"script": AccountBroken(Reason.LOGIN)},
    "a slow provider": {"slow": True},
    "a gap": {"settings": {"gap": 0.2}},
}


@pytest.mark.parametrize("state", IDLE)
def test_in_no_state_it_goes_round_without_rest(office, monkeypatch, state):
    what = IDLE[state]
    office.people(2)
    main = replace(office.accounts.known["main"], connections=2, **what.get("settings", {}))
    office.accounts.known["main"] = main
    if what:
        office.release()
    if "script" in what:
        office.post.script.append(what["script"])
    if "door" in what:
        office.post.doors.append(what["door"])
    rest = threading.Event()
    if what.get("slow"):
        office.post.on_send = lambda _m: rest.wait(0.4)
    looks, commits = [], []
    engine = office.engine(on_look=lambda: looks.append(1))
    claim = ledger.claim
    monkeypatch.setattr(
        "depesha.store.ledger.claim", lambda *args: commits.append(1) or claim(*args)
    )
    engine.run(patience=0.45)
    assert len(looks) <= 14
    assert len(commits) <= 14


def test_a_mailing_to_come_is_waited_for_without_work(office):
    office.people(1)
    now = office.clock.now()
    mailing_id = office.release(start_at=now + 0.3)
    office.run(patience=1.0)
    assert office.counts(mailing_id) == {"accepted": 1}


# --- Time ---------------------------------------------------------------------------------------


def test_a_start_missed_in_sleep_asks_first(office, turned, monkeypatch):
    monkeypatch.setattr("depesha.delivery.engine.LOOK", 0.05)
    office.people(1)
    now = turned.now()
    mailing_id = office.release(start_at=now + 3600, latest_start=now + 4500)
    looks = []

    def sleep():
        looks.append(1)
        if len(looks) == 1:
            turned.turn(8 * 3600.0)  # the lid was shut

    office.engine(on_look=sleep).run(patience=1.5)
    assert len(looks) >= 1
    office.run(patience=0.1)
    assert office.post.took == []
    assert (office.mailing(mailing_id).state, office.mailing(mailing_id).why) == (
        "held",
        "late_start",
    )


def test_who_waits_his_turn_behind_another_mailing_is_not_late(office, turned):
    office.people(1)
    now = turned.now()
    mailing_id = office.release(start_at=now + 1, latest_start=now + 2)
    office.accounts.quiet = Quiet(days=frozenset())
    looks = []

    def look():
        looks.append(1)
        if len(looks) < 4:
            turned.turn(30.0)

    office.engine(on_look=look).run(patience=1.0)
    assert office.mailing(mailing_id).state == "running"


def test_a_hold_of_three_hours_survives_a_restart(office, turned):
    office.people(3)
    office.accounts.known["main"] = replace(office.accounts.known["main"], connections=1)
    wait = NotNow(Reason.THROTTLED, "429", after=3 * 3600.0, scope=Scope.ACCOUNT)
    office.post.script.extend([None, wait])
    mailing_id = office.release()
    for _engine in range(3):
        office.run(patience=60.0)
        assert len(office.post.took) == 1
    turned.turn(3 * 3600.0)
    office.run()
    assert office.counts(mailing_id) == {"accepted": 3}


@pytest.mark.parametrize("jump", [3600.0, -3600.0, 86400.0, -86400.0])
def test_a_clock_that_jumps_loses_nobody_and_sends_nobody_twice(office, turned, jump):
    office.people(20)
    mailing_id = office.release()

    put_off = []

    def turn(message):
        if message.address == "a3@x.ru" and not put_off:
            put_off.append(message)
            raise NotNow(Reason.GREYLISTED, after=0.2)
        if len(office.post.took) == 8:
            turned.turn(jump)

    office.post.on_send = turn
    office.run()
    if jump < 0:  # what begins later than now waits until the clock is there again
        assert set(office.counts(mailing_id)) <= {"accepted", "queued", "waiting"}
        turned.turn(-jump)
        office.run()
    assert office.counts(mailing_id) == {"accepted": 20}
    assert set(office.post.counted().values()) == {1}


# --- Accounts that come and go --------------------------------------------------------------------


def test_two_mailings_share_two_accounts_within_their_limits(office, turned):
    main = replace(office.accounts.known["main"], connections=2, per_minute=7)
    office.accounts.known = {"main": main, "second": replace(main, per_minute=5)}
    office.people(15)
    one, two = office.release(), office.release(account="second")
    for _minute in range(6):
        before = len(office.entries(states=("accepted",)))
        office.run(patience=1.0)
        assert len(office.entries(states=("accepted",))) - before <= 12
        turned.turn(60.0)
    assert office.counts(one) == office.counts(two) == {"accepted": 15}
    assert {entry.account for entry in office.entries(mailing_id=two)} == {"post.second"}
    for account, most in (("post.main", 7), ("post.second", 5)):
        starts = ledger.usage(office.database.reader, account, 0.0)
        assert all(b - a >= 60.0 for a, b in zip(starts, starts[most:], strict=False))


def test_an_account_that_is_not_filled_in_leaves_the_work_to_the_others(office):
    office.people(4)
    mailing_id = office.release()
    office.accounts.names = lambda _channel: ["main", "half filled in"]
    office.run()
    assert office.counts(mailing_id) == {"accepted": 4}
    assert office.broken == []


def test_without_any_account_the_mailing_waits_and_somebody_is_told(office):
    office.people(1)
    mailing_id = office.release()
    known, office.accounts.known = office.accounts.known, {}
    office.run()
    assert (office.mailing(mailing_id).state, office.mailing(mailing_id).why) == (
        "held",
        "configuration",
    )
    assert [one.answer for one in office.broken] == [office.mailing(mailing_id).answer]
    assert "no account yet" in office.broken[0].answer
    office.accounts.known = known
    control.resume(office.database, mailing_id)
    office.run()
    assert office.counts(mailing_id) == {"accepted": 1}


def test_settings_that_cannot_be_read_hold_the_mailing_and_end_nothing(office, monkeypatch):
    office.people(2)
    mailing_id = office.release()

    def names(_channel):
        raise InputError("settings.toml, line 7: nothing is closed here.")

    with monkeypatch.context() as patch:
        patch.setattr(office.accounts, "names", names)
        office.run()
    assert office.mailing(mailing_id).answer == "settings.toml, line 7: nothing is closed here."
    control.resume(office.database, mailing_id)
    office.run()
    assert office.counts(mailing_id) == {"accepted": 2}


def test_an_account_renamed_meanwhile_holds_its_own_mailings_alone(office):
    office.people(3)
    named, any_of_them = office.release(account="main"), office.release()
    office.accounts.known = {"renamed": office.accounts.known["main"]}
    office.run()
    assert office.mailing(named).state == "held"
    assert office.counts(any_of_them) == {"accepted": 3}
    assert [one.account for one in office.broken] == ["post.main"]


def test_a_mailing_of_next_week_is_not_held_by_todays_broken_account(office):
    office.people(1)
    office.post.script.append(AccountBroken(Reason.LOGIN, "535"))
    now = office.clock.now()
    today, later = office.release(), office.release(start_at=now + 7 * 86400)
    office.run()
    assert office.mailing(today).state == "held"
    assert office.mailing(later).state == "running"


def test_a_person_may_resume_while_a_session_is_still_at_its_last_message(office, monkeypatch):
    monkeypatch.setattr("depesha.delivery.engine.LOOK", 0.05)
    office.people(8)
    office.accounts.known["main"] = replace(office.accounts.known["main"], connections=2)
    slow, resumed = threading.Event(), threading.Event()

    def answer(_message):
        if not slow.is_set():
            slow.set()
            assert resumed.wait(10)
        elif not resumed.is_set():
            raise AccountBroken(Reason.LOGIN, "535")

    def look():
        if office.mailing(mailing_id).state == "held" and not resumed.is_set():
            control.resume(office.database, mailing_id)
            looks.append(1)
        elif looks:
            looks.append(1)
            if len(looks) == 3:  # the engine has looked at it in between
                resumed.set()

    looks = []
    office.post.on_send = answer
    mailing_id = office.release()
    office.engine(on_look=look).run(patience=3.0)
    assert office.counts(mailing_id) == {"accepted": 8}
    assert len(office.broken) == 1


def test_another_process_may_keep_the_database_for_a_while(office):
    office.people(5)
    mailing_id = office.release()
    other = sqlite3.connect(office.database.path, isolation_level=None, check_same_thread=False)
    let_go = threading.Timer(0.3, other.rollback)

    def keep(_message):
        if not office.post.took:
            other.execute("BEGIN IMMEDIATE")
            let_go.start()

    office.accounts.known["main"] = replace(office.accounts.known["main"], connections=1)
    office.post.on_send = keep
    office.run()
    assert office.counts(mailing_id) == {"accepted": 5}
    let_go.join()
    other.close()
