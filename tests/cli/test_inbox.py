"""`depesha inbox`: what there is, and what is decided. The whole way is in tests/e2e."""

import pytest

from depesha.store import inbound
from depesha.store.database import Database
from depesha.store.inbound import Letter


@pytest.fixture
def letters(office, profile):
    database = Database(profile / "depesha.db")
    leaving = Letter(
        0, "email", "opt_out", None, None, "a@b.ru", "", "", "Стоп\x1b[2J\nи всё", 1e9, ""
    )
    with database.write() as c:
        for ref in ("one", "two"):
            inbound.add(c, "email.main", ref, leaving)
    database.close()


def test_nothing_came(office):
    assert office("inbox", "opt-outs", "--json").json == []
    assert office("inbox", "answers", "1", "--json").json == []
    assert office("inbox", "confirm", "1").code == 2


def test_a_table_is_harmless(office, letters):
    shown = office("inbox", "opt-outs").out
    assert shown.count("a@b.ru") == 2
    assert "\x1b" not in shown
    assert "и всё" in shown


def test_each_is_decided_once(office, letters):
    first, second = (row["number"] for row in office("inbox", "opt-outs", "--json").json)
    ran = office("inbox", "confirm", first)
    assert ran.code == 0
    assert "a@b.ru gets no more" in ran.out
    assert office("inbox", "dismiss", second, "--json").json["opted_out"] is False
    ran = office("inbox", "dismiss", first)
    assert ran.code == 2
    assert "depesha inbox opt-outs" in ran.err
    assert office("inbox", "opt-outs", "--json").json == []


def test_poll_says_only_what_there_is(office):
    ran = office("poll")
    assert ran.code == 0
    assert "came" not in ran.out
    assert office("poll", "--json").json["heard"]["failures"] == {}
