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
        News(1, "sms.main", State.DELIVERED, changed=True, answer="1", parts=2, cost=Decimal("5.1")),
        News(2, "sms.main", State.UNKNOWN, changed=False, next_at=300.0),
    ]
    status.tell(c, news, 200.0)
    (entry,) = journal.entries(c, journal.Filter(states=("delivered",)))
    assert (entry.id, entry.parts, entry.cost, entry.updated_at) == (1, 2, Decimal("5.1"), 200.0)
    assert [one.state for one in journal.attempts(c, 1)] == ["delivered"]
    assert journal.attempts(c, 2) == []
    assert [one.id for one in status.due(c, 1000.0)] == [2]


def test_nothing_is_told_of_what_was_stopped(c):
    c.execute("UPDATE delivery SET state='cancelled' WHERE id=1")
    status.tell(c, [News(1, "sms.main", State.DELIVERED, changed=True)], 200.0)
    assert mailings.counts(c, 1)[State.CANCELLED] == 1
