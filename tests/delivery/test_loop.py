"""One thread carries many: sockets, commits and what blocks, each session in its own order."""

import socket
import threading
from contextlib import contextmanager

import pytest

from depesha.api import Wait
from depesha.delivery.clock import Clock
from depesha.delivery.loop import Commit, Loop
from depesha.delivery.writer import Writer
from depesha.store.database import Database


@pytest.fixture
def database(tmp_path):
    opened = Database(tmp_path / "d.db")
    with opened.write() as c:
        c.execute("CREATE TABLE t (n INTEGER UNIQUE)")
    yield opened
    opened.close()


@pytest.fixture
def loop(database):
    with Writer(database) as writer:
        made = Loop(writer, Clock())
        yield made
        made.close()


def insert(n):
    def work(c):
        c.execute("INSERT INTO t VALUES (?)", (n,))
        return n

    return Commit(work)


def stored(database):
    return [n for (n,) in database.reader.execute("SELECT n FROM t ORDER BY n")]


def test_what_is_asked_for_comes_back_where_it_was_asked(loop, database):
    here, there = socket.socketpair()
    seen = []

    def course():
        seen.append((yield insert(1)))
        seen.append(stored(database))
        there.send(b"x")
        seen.append((yield Wait(here.fileno(), 5.0)))
        seen.append((yield threading.get_ident) != threading.get_ident())

    loop.add(course(), "one")
    loop.run()
    assert seen == [1, [1], None, True]
    assert loop.idle
    here.close()
    there.close()


def test_what_goes_wrong_is_raised_where_it_was_asked(loop, database):
    here, there = socket.socketpair()
    seen = []

    def attempt(asked):
        try:
            yield asked
        except BaseException as error:  # noqa: BLE001
            seen.append(type(error))

    def course():
        yield insert(1)
        yield from attempt(insert(1))
        yield from attempt(Wait(here.fileno(), 0.01))
        yield from attempt(lambda: exec("raise SystemExit"))
        yield insert(2)

    loop.add(course(), "one")
    loop.run()
    assert [error.__name__ for error in seen] == ["IntegrityError", "TimeoutError", "SystemExit"]
    assert stored(database) == [1, 2]
    here.close()
    there.close()


def test_one_that_waits_keeps_nobody_waiting(loop, database):
    here, there = socket.socketpair()
    slow = threading.Event()

    def waiting():
        yield Wait(here.fileno(), 30.0)

    def blocking():
        yield lambda: slow.wait(30)

    def quick():
        for n in range(20):
            yield insert(n)
        slow.set()
        there.send(b"x")

    for name, course in (("a", waiting()), ("b", blocking()), ("c", quick())):
        loop.add(course, name)
    loop.run()
    assert stored(database) == list(range(20))
    here.close()
    there.close()


def test_what_all_ask_at_one_moment_shares_a_commit(loop, database, monkeypatch):
    commits = []
    write = database.write

    @contextmanager
    def counting():
        commits.append(1)
        with write() as c:
            yield c

    monkeypatch.setattr(database, "write", counting)

    def course(k):
        for n in range(10):
            yield insert(100 * k + n)

    for k in range(8):
        loop.add(course(k), str(k))
    loop.run()
    assert len(stored(database)) == 80
    # The writer may begin with the first of a group, before the others are put in.
    assert len(commits) <= 21


def test_what_blocks_in_one_session_is_always_met_by_one_thread(loop):
    idents = {}

    def course(name):
        found = idents[name] = set()
        for _n in range(5):
            found.add((yield threading.get_ident))

    for name in "abc":
        loop.add(course(name), name)
    loop.run()
    assert all(len(found) == 1 for found in idents.values())
    assert len(set.union(*idents.values())) == 3


def test_another_thread_may_add_a_session_while_it_runs(loop, database):
    go_on = threading.Event()
    added = threading.Event()

    def first():
        yield lambda: added.wait(10)

    def second():
        yield insert(7)
        go_on.set()

    def bring():
        loop.add(second(), "second")
        go_on.wait(10)
        added.set()

    loop.add(first(), "first")
    thread = threading.Timer(0.05, bring)
    thread.start()
    loop.run()
    thread.join()
    assert stored(database) == [7]
