"""Snapshots of what is being sent, whichever process sends it."""

from dataclasses import replace

import pytest

from depesha.api import AccountBroken, Reason
from depesha.delivery import control
from depesha.delivery.progress import Watch, hold_text, progress_of, wait_text, waiting_for
from depesha.store import holds
from depesha.store.holds import Hold


@pytest.fixture
def watch(office, post, monkeypatch):
    monkeypatch.setattr(office, "channel", lambda _id: post, raising=False)
    return Watch(office)


def test_all_that_is_not_over_is_seen(office, watch):
    office.people(4)
    assert watch.look() == ()
    first = office.release()
    later = office.release(start_at=office.clock.now() + 3600)
    running, to_come = watch.look()
    assert (running.mailing.id, to_come.mailing.id) == (first, later)
    assert (running.total, running.done, running.left, running.over) == (4, 0, 4, False)
    assert (running.to_come, to_come.to_come) == (False, True)
    control.pause(office.database, first)
    assert [one.mailing.state for one in watch.look()] == ["paused", "running"]


def test_people_left_out_do_not_count(office, watch):
    office.people(2)
    office.person(name="Без адреса")
    mailing_id = office.release()
    assert watch.look()[0].total == 2
    office.run()
    assert watch.look() == ()
    progress = progress_of(office, office.mailing(mailing_id))
    assert (progress.over, progress.total, progress.done) == (True, 2, 2)
    assert progress.counts["skipped"] == 1


def test_the_forecast_comes_from_the_limits_and_is_kept_a_while(office, watch, turned):
    office.accounts.known["main"] = replace(office.accounts.known["main"], gap=10.0)
    office.people(7)
    mailing_id = office.release()
    seen = watch.look()[0]
    assert seen.finish_at - seen.seen_at == pytest.approx(60.0, abs=1)
    turned.turn(5)
    assert watch.look()[0].finish_at == seen.finish_at
    control.pause(office.database, mailing_id)
    assert watch.look()[0].finish_at is None, "nobody knows when a person resumes"


def test_what_it_waits_for_is_told(office, watch):
    office.people(1)
    office.post.wrong_password = AccountBroken(Reason.LOGIN, "535 no")
    mailing_id = office.release()
    office.run()
    (seen,) = watch.look()
    assert (seen.mailing.state, seen.mailing.why) == ("held", "login")
    control.resume(office.database, mailing_id)
    with office.database.write() as c:
        holds.put(c, Hold("post.main", office.clock.now() + 60, "throttled", "429", ""))
    (seen,) = watch.look()
    assert [hold.account for hold in seen.holds] == ["post.main"]
    assert wait_text(office, seen.holds[0]).startswith("post.main waits until ")
    other = replace(seen.mailing, account="other")
    assert waiting_for(office.database.reader, other, office.clock.now()) == []


def test_an_account_that_is_gone_only_costs_the_forecast(office, watch):
    office.people(1)
    office.release()
    office.accounts.known.clear()
    assert watch.look()[0].finish_at is None


def test_why_an_account_stands_still(office):
    said = hold_text(Hold("email.main", None, "login", "535 no", "Use an app password."))
    assert said == "Login refused — 535 no — Use an app password."
    assert "Check login and password" in hold_text(Hold("email.main", None, "login", "", ""))
    broken = Hold("email.main", None, "login", "535 no", "Use an app password.")
    assert wait_text(office, broken) == f"email.main: {said}"
