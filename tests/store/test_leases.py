"""Leases: one holder at a time, and none for ever."""

import pytest

from depesha.store import leases
from depesha.store.database import Database


@pytest.fixture
def c(tmp_path):
    database = Database(tmp_path / "d.db")
    with database.write() as connection:
        yield connection
    database.close()


def test_one_holder_at_a_time(c):
    assert leases.take(c, "chat", "a", 100.0, 30.0)
    assert leases.take(c, "chat", "a", 110.0, 30.0)
    assert not leases.take(c, "chat", "b", 139.0, 30.0)
    assert leases.take(c, "other", "b", 139.0, 30.0)
    assert leases.holder(c, "chat", 139.0) == "a"
    assert leases.holder(c, "chat", 141.0) == ""
    assert leases.take(c, "chat", "b", 141.0, 30.0)
    assert not leases.take(c, "chat", "a", 142.0, 30.0)


def test_given_back_by_its_holder_alone(c):
    leases.take(c, "chat", "a", 100.0, 30.0)
    leases.give_back(c, "chat", "b")
    assert leases.holder(c, "chat", 101.0) == "a"
    leases.give_back(c, "chat", "a")
    assert leases.take(c, "chat", "b", 101.0, 30.0)


def test_a_clock_that_ran_ahead_and_was_set_right_blocks_nobody(c):
    leases.take(c, "chat", "a", 1_000_000.0, 30.0)
    assert leases.take(c, "chat", "b", 100.0, 30.0)
