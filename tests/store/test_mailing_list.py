"""Lists of mailings: what is not over, and what a person looks for."""

from dataclasses import replace

import pytest

from depesha.store import mailing_list, mailings
from depesha.store.database import Database
from depesha.store.mailing_list import Wanted
from depesha.store.mailings import Mailing


@pytest.fixture
def c(tmp_path):
    database = Database(tmp_path / "d.db")
    with database.write() as connection:
        for n, state in enumerate(["draft", "running", "paused", "held", "stopped", "done"]):
            one = Mailing(
                key=str(n), channel="email", title=f"Заём {n}", subject=f"Тема {n}", body="B",
                state=state, created_at=n, start_at=100.0 * n,
            )  # fmt: skip
            mailings.insert(connection, one)
    yield database.reader
    database.close()


def test_what_is_not_over(c):
    assert [one.state for one in mailing_list.unfinished(c)] == ["running", "paused", "held"]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Wanted(), [6, 5, 4, 3, 2]),
        (Wanted(states=("done", "stopped")), [6, 5]),
        (Wanted(states=("running", "paused"), to_come_at=150.0), [3]),
        (Wanted(states=("running", "paused"), begun_by=150.0), [2]),
        (Wanted(text="ЗАЕМ 4"), [5]),
        (Wanted(text="тема 5"), [6]),
        (Wanted(text="%"), []),
    ],
)
def test_what_a_person_looks_for(c, wanted, found):
    assert list(mailing_list.ids(c, wanted)) == found


def test_mailings_by_their_ids(c):
    assert {one.id for one in mailing_list.get_many(c, [2, 6, 77])} == {2, 6}
    assert replace(mailing_list.get_many(c, [3])[0]) == mailings.get(c, 3)
