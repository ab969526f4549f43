"""Holds outlive the process, and a person's word lifts them."""

import pytest

from depesha.store import holds
from depesha.store.database import Database
from depesha.store.holds import Hold


def test_a_hold_is_kept_replaced_and_lifted(tmp_path):
    broken = Hold("email.main", None, "login", "535 5.7.8", "Use an app password.")
    wait = Hold("sms.main", 500.0, "throttled", "429", "")
    database = Database(tmp_path / "d.db")
    with database.write() as c:
        holds.put(c, Hold("email.main", 9.0, "connection", "", ""))
        holds.put(c, broken)
        holds.put(c, wait)
    database.close()

    database = Database(tmp_path / "d.db")
    assert holds.get(database.reader, "email.main") == broken
    assert holds.get(database.reader, "email.other") is None
    with database.write() as c:
        holds.lift_broken(c, "sms")
    assert holds.get(database.reader, "sms.main") == wait, "waiting is not a person's matter"
    with database.write() as c:
        holds.lift_broken(c, "email")
        holds.lift(c, "sms.main")
    assert holds.get(database.reader, "email.main") is None
    assert holds.get(database.reader, "sms.main") is None
    database.close()


def test_whoever_looked_need_not_wait_for_the_line(tmp_path):
    database = Database(tmp_path / "d.db")
    down = Hold("email.main", 500.0, "connection", "Connection refused", "")
    asked = Hold("email.second", 500.0, "greylisted", "451", "")
    other = Hold("sms.main", 500.0, "timeout", "", "")
    with database.write() as c:
        for hold in (down, asked, other):
            holds.put(c, hold)
    assert sorted(hold.account for hold in holds.of_channel(database.reader, "email")) == [
        "email.main",
        "email.second",
    ]
    with database.write() as c:
        holds.lift_broken(c, "email")
    assert holds.of_channel(database.reader, "email") == [asked]
    assert holds.of_channel(database.reader, "sms") == [other]
    database.close()


@pytest.mark.parametrize(
    ("first", "second", "holds_until"),
    [(900.0, 60.0, 900.0), (60.0, 900.0, 900.0), (None, 60.0, None), (60.0, None, None)],
)
def test_of_two_words_the_longer_holds(tmp_path, first, second, holds_until):
    database = Database(tmp_path / "d.db")
    with database.write() as c:
        for until in (first, second):
            holds.put(c, Hold("sms.main", until, str(until), "", ""))
    hold = holds.get(database.reader, "sms.main")
    assert (hold.until, hold.reason) == (holds_until, str(holds_until))
    database.close()


def test_the_newest_reason_of_two_broken_ones_is_shown(tmp_path):
    database = Database(tmp_path / "d.db")
    with database.write() as c:
        holds.put(c, Hold("sms.main", None, "login", "", ""))
        holds.put(c, Hold("sms.main", None, "no_money", "", ""))
    assert holds.get(database.reader, "sms.main").reason == "no_money"
    database.close()
