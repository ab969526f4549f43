"""Which fates are asked for, and what the answers change."""

from decimal import Decimal

import pytest

from depesha.domain.states import State
from depesha.store import journal, mailings, status
from depesha.store.database import Database
from depesha.store.mailings import Mailing, Planned
from depesha.store.status import News


@pytest.fixture
def c(tmp_path):
    database = Database(tmp_path / "d.db")
    with database.write() as connection:
        mailing = Mailing(
            key="k2k3", channel="sms", title="Н", body="П", created_at=1.0, start_at=1.0
        )
        mailing_id = mailings.insert(connection, mailing)
        people = [
            Planned(person_kind="contact", person_id=n, code=n, name="", address=str(n), data="{}")
            for n in range(4)
        ]
        mailings.add(connection, mailing_id, 9, people, 1.0)
        mailings.release(connection, mailing_id, 1.0)
        for n, (state, next_at) in enumerate(
            [("accepted", 100.0), ("unknown", 50.0), ("accepted", None), ("waiting", 10.0)], 1
        ):
            connection.execute(
                "UPDATE delivery SET state=?, next_at=?, account='sms.main' WHERE id=?",
                (state, next_at, n),
            )
        yield connection
    database.close()


def test_due_are_accepted_and_unknown_ones_the_longest_waiting_first(c):
    assert [one.id for one in status.due(c, 100.0)] == [2, 1]
    assert [one.id for one in status.due(c, 60.0)] == [2]
    (first, *_rest) = status.due(c, 100.0)
    assert (first.mailing_key, first.account, first.state) == ("k2k3", "sms.main", State.UNKNOWN)
    assert [one.id for one in status.due(c, 100.0, limit=1)] == [2]


def test_the_user_need_not_wait(c):
    assert status.hasten(c, 5.0) == 2
    assert sorted(one.id for one in status.due(c, 5.0)) == [1, 2]
    assert status.hasten(c, 5.0, mailing_id=77) == 0


def test_news_change_state_history_and_next_question(c):
    news = [
        News(1, 0, State.ACCEPTED, State.DELIVERED, answer="1", parts=2, cost=Decimal("5.1")),
        News(2, 0, State.UNKNOWN, State.UNKNOWN, next_at=300.0),
    ]
    assert status.tell(c, news, 200.0) == 1
    (entry,) = journal.entries(c, journal.Filter(states=("delivered",)))
    assert (entry.id, entry.parts, entry.cost, entry.updated_at) == (1, 2, Decimal("5.1"), 200.0)
    assert [one.state for one in journal.attempts(c, 1)] == ["delivered"]
    assert journal.attempts(c, 2) == []
    assert [one.id for one in status.due(c, 1000.0)] == [2]


def test_nothing_is_told_of_what_was_stopped(c):
    c.execute("UPDATE delivery SET state='cancelled' WHERE id=1")
    assert status.tell(c, [News(1, 0, State.ACCEPTED, State.DELIVERED)], 200.0) == 0
    assert mailings.counts(c, 1)[State.CANCELLED] == 1
    assert journal.attempts(c, 1) == []


@pytest.mark.parametrize("now_state", ["queued", "waiting", "sending", "accepted"])
@pytest.mark.parametrize("said", [State.FAILED, State.DELIVERED, State.UNKNOWN])
def test_old_news_of_what_was_repeated_meanwhile_is_left_alone(c, now_state, said):
    c.execute("UPDATE delivery SET state=?, round=1, next_at=70.0 WHERE id=2", (now_state,))
    assert status.tell(c, [News(2, 0, State.UNKNOWN, said, next_at=999.0)], 200.0) == 0
    row = c.execute("SELECT state, next_at FROM delivery WHERE id=2").fetchone()
    assert row == (now_state, 70.0)
