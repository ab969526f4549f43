"""Claim, intend, settle, recover: the life of a delivery."""

from dataclasses import replace
from decimal import Decimal

import pytest

from depesha.domain.states import MailingState, State
from depesha.store import journal, ledger, mailings
from depesha.store.database import Database
from depesha.store.ledger import Batch, Settled
from depesha.store.mailings import Mailing, Planned

NEWS = Mailing(
    key="k2k3", channel="email", title="Новости", body="Привет", created_at=1.0, start_at=1.0
)
ANY = ("", "main")


@pytest.fixture
def c(tmp_path):
    database = Database(tmp_path / "d.db")
    with database.write() as connection:
        yield connection
    database.close()


def release(c, people=4, size=2, mailing=NEWS):
    mailing_id = mailings.insert(c, mailing)
    planned = [
        Planned(
            person_kind="contact", person_id=n, code=n, name="", address=f"a{n}@x.ru", data="{}"
        )
        for n in range(people)
    ]
    mailings.add(c, mailing_id, size, planned, 1.0)
    mailings.release(c, mailing_id, 1.0)
    return mailing_id


def settled(row, state=State.ACCEPTED, **more):
    return Settled(row.id, state, "email.main", 10.0, 11.0, **more)


def state_of(c, delivery_id):
    return c.execute("SELECT state FROM delivery WHERE id=?", (delivery_id,)).fetchone()[0]


def test_a_batch_is_claimed_once(c):
    release(c)
    claims = [ledger.claim(c, "email", ANY, 5.0) for _n in range(3)]
    assert [bool(one) for one in claims] == [True, True, False]
    assert claims[0].id != claims[1].id


@pytest.mark.parametrize(
    ("change", "channel", "now"),
    [
        ({}, "sms", 5.0),
        ({"start_at": 100.0}, "email", 5.0),
        ({"account": "other"}, "email", 5.0),
    ],
)
def test_what_is_not_for_this_lane_now_is_left_alone(c, change, channel, now):
    release(c, mailing=replace(NEWS, **change))
    assert ledger.claim(c, channel, ANY, now) is None


def test_an_accounts_own_and_anybodys_batches_are_its_work(c):
    release(c, people=1, mailing=replace(NEWS, account="main"))
    release(c, people=1, mailing=replace(NEWS, key="k9"))
    assert ledger.claim(c, "email", ANY, 5.0)
    assert ledger.claim(c, "email", ANY, 5.0)


def test_intention_then_answer(c):
    mailing_id = release(c)
    batch = ledger.claim(c, "email", ANY, 5.0)
    first, second = ledger.queued(c, batch.id, 5.0)
    ledger.intend(c, first, "email.main", 9.0)
    assert state_of(c, first.id) == "sending"
    answer = settled(first, provider_id="<1@x>", parts=2, cost=Decimal("0.10"), answer="250 ok")
    ledger.settle(c, [answer])
    (entry,) = journal.entries(c, journal.Filter(states=("accepted",)))
    assert (entry.provider_id, entry.parts, entry.cost) == ("<1@x>", 2, Decimal("0.10"))
    (attempt,) = journal.attempts(c, first.id)
    assert (attempt.started_at, attempt.state, attempt.answer) == (10.0, "accepted", "250 ok")
    assert ledger.usage(c, "email.main", 0.0) == [10.0]
    assert ledger.usage(c, "email.main", 10.0) == []
    ledger.settle(c, [settled(second, State.FAILED, tried=False)])
    ledger.give_back(c, batch, 20.0)
    assert mailings.get(c, mailing_id).state == "running", "the other batch is left"
    assert ledger.usage(c, "email.main", 0.0) == [10.0], "a row that was not tried costs nothing"


def test_an_answer_never_overwrites_a_final_state(c):
    release(c)
    batch = ledger.claim(c, "email", ANY, 5.0)
    row = ledger.queued(c, batch.id, 5.0)[0]
    c.execute("UPDATE delivery SET state='cancelled' WHERE id=?", (row.id,))
    assert not ledger.intend(c, row, "email.main", 9.0), "it must not be sent"
    ledger.settle(c, [settled(row)])
    assert state_of(c, row.id) == "cancelled"


def test_a_batch_comes_back_for_those_that_wait(c):
    release(c, people=2)
    batch = ledger.claim(c, "email", ANY, 5.0)
    first, second = ledger.queued(c, batch.id, 5.0)
    ledger.settle(c, [settled(first), settled(second, State.WAITING, failures=1, next_at=60.0)])
    ledger.give_back(c, batch, 12.0)
    assert ledger.ready(c) == [("email", "", 60.0)]
    assert ledger.claim(c, "email", ANY, 59.0) is None
    again = ledger.claim(c, "email", ANY, 60.0)
    (row,) = ledger.queued(c, again.id, 60.0)
    assert (row.id, row.failures) == (second.id, 1)


def test_what_comes_back_unsent_to_a_stopped_mailing_is_cancelled(c):
    mailing_id = release(c, people=2)
    batch = ledger.claim(c, "email", ANY, 5.0)
    first, second = ledger.queued(c, batch.id, 5.0)
    ledger.settle(c, [settled(second)])
    ledger.intend(c, first, "email.main", 9.0)
    mailings.set_state(c, mailing_id, MailingState.STOPPED, MailingState)
    assert mailings.cancel_rest(c, mailing_id, 10.0) == 0
    ledger.settle(c, [settled(first, State.WAITING, failures=1, next_at=60.0)])
    ledger.give_back(c, batch, 12.0)
    assert mailings.counts(c, mailing_id) == {State.CANCELLED: 1, State.ACCEPTED: 1}


def test_the_last_batch_ends_the_mailing(c):
    mailing_id = release(c, people=1)
    batch = ledger.claim(c, "email", ANY, 5.0)
    ledger.settle(c, [settled(ledger.queued(c, batch.id, 5.0)[0])])
    ledger.give_back(c, batch, 12.0)
    mailing = mailings.get(c, mailing_id)
    assert (mailing.state, mailing.finished_at) == ("done", 12.0)


def test_after_a_crash_only_what_was_in_flight_is_unknown(c):
    mailing_id = release(c, people=3, size=3)
    batch = ledger.claim(c, "email", ANY, 5.0)
    rows = ledger.queued(c, batch.id, 5.0)
    ledger.settle(c, [settled(rows[0])])
    ledger.intend(c, rows[1], "email.main", 9.0)
    assert ledger.recover(c, 50.0) == 1
    assert [state_of(c, row.id) for row in rows] == ["accepted", "unknown", "queued"]
    assert 9.0 in ledger.usage(c, "email.main", 0.0), "it counts against the limits"
    batch = ledger.claim(c, "email", ANY, 51.0)
    assert [row.id for row in ledger.queued(c, batch.id, 51.0)] == [rows[2].id]
    ledger.settle(c, [settled(rows[2])])
    ledger.give_back(c, batch, 52.0)
    assert mailings.get(c, mailing_id).state == "done"
    assert ledger.recover(c, 60.0) == 0


def test_only_running_mailings_go_on(c):
    release(c)
    batch = ledger.claim(c, "email", ANY, 5.0)
    first, second = ledger.queued(c, batch.id, 5.0)
    assert ledger.intend(c, first, "email.main", 9.0)
    c.execute("UPDATE mailing SET state='paused'")
    assert not ledger.intend(c, second, "email.main", 9.0)
    assert state_of(c, second.id) == "queued"
    assert ledger.ready(c) == []


def test_how_far_the_ledger_has_come(c):
    assert ledger.last_attempt(c) == 0
    release(c, people=1)
    batch = ledger.claim(c, "email", ANY, 5.0)
    assert isinstance(batch, Batch)
    ledger.settle(c, [settled(ledger.queued(c, batch.id, 5.0)[0])])
    assert ledger.last_attempt(c) == 1


def test_a_batch_with_a_row_in_flight_is_not_given_back(c):
    mailing_id = release(c, people=2)
    batch = ledger.claim(c, "email", ANY, 5.0)
    first, second = ledger.queued(c, batch.id, 5.0)
    ledger.intend(c, first, "email.main", 9.0)
    ledger.settle(c, [settled(second)])
    ledger.give_back(c, batch, 12.0)
    assert mailings.get(c, mailing_id).state == "running", "somebody is still on the way"
    assert ledger.recover(c, 20.0) == 1
    assert [state_of(c, row.id) for row in (first, second)] == ["unknown", "accepted"]
    assert mailings.get(c, mailing_id).state == "done"


def test_a_clock_that_is_set_back_puts_nothing_off(c):
    release(c)
    batch = ledger.claim(c, "email", ANY, 90000.0)
    ledger.give_back(c, batch, 90000.0)
    again = ledger.claim(c, "email", ANY, 5.0)
    assert again == batch


@pytest.mark.parametrize("state", [MailingState.PAUSED, MailingState.HELD])
def test_a_mailing_that_is_through_is_done_even_if_it_was_just_paused(c, state):
    mailing_id = release(c, people=1)
    batch = ledger.claim(c, "email", ANY, 5.0)
    (row,) = ledger.queued(c, batch.id, 5.0)
    ledger.intend(c, row, "email.main", 9.0)
    mailings.set_state(c, mailing_id, state, [MailingState.RUNNING])
    ledger.settle(c, [settled(row)])
    ledger.give_back(c, batch, 12.0)
    assert mailings.get(c, mailing_id).state == "done"


def test_a_stopped_mailing_stays_stopped(c):
    mailing_id = release(c, people=1)
    batch = ledger.claim(c, "email", ANY, 5.0)
    mailings.set_state(c, mailing_id, MailingState.STOPPED, [MailingState.RUNNING])
    ledger.give_back(c, batch, 12.0)
    assert mailings.get(c, mailing_id).state == "stopped"


def test_the_earliest_batch_of_all_mailings_goes_first_and_paused_ones_stay(c):
    first = release(c, people=2, size=1)
    second = release(c, people=1, mailing=replace(NEWS, key="k9"))
    paused = release(c, people=1, mailing=replace(NEWS, key="k8"))
    mailings.set_state(c, paused, MailingState.PAUSED, [MailingState.RUNNING])
    c.execute("UPDATE batch SET run_at = 3.0 WHERE mailing_id = ?", (first,))
    c.execute("UPDATE batch SET run_at = 2.0 WHERE mailing_id = ?", (second,))
    assert ledger.ready(c) == [("email", "", 2.0)]
    order = [ledger.claim(c, "email", ANY, 5.0) for _n in range(4)]
    assert [one and one.mailing_id for one in order] == [second, first, first, None]


def test_no_look_reads_every_batch(c):
    """A mailing through a narrow account has a hundred thousand of them."""
    release(c, people=9, size=1)
    statements = []
    c.set_trace_callback(statements.append)
    ledger.ready(c)
    batch = ledger.claim(c, "email", ANY, 5.0)
    ledger.finish(c, batch.mailing_id, 6.0)
    c.set_trace_callback(None)
    assert len(statements) == 3
    for statement in statements:
        plan = [row[3] for row in c.execute("EXPLAIN QUERY PLAN " + statement)]
        assert not [step for step in plan if step.startswith("SCAN batch")]
        assert not [step for step in plan if "batch_mailing" in step], plan
