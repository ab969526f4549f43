"""The single writer: durable when it returns, one commit for many, each its own answer."""

import sqlite3
import threading
from contextlib import contextmanager

import pytest

from depesha.delivery.writer import GROUP_MAX, TRIES, Writer
from depesha.store.database import Database, UnusableError


@pytest.fixture
def database(tmp_path):
    opened = Database(tmp_path / "d.db")
    with opened.write() as c:
        c.execute("CREATE TABLE t (n INTEGER UNIQUE)")
    yield opened
    opened.close()


def insert(n):
    def work(c):
        c.execute("INSERT INTO t VALUES (?)", (n,))
        return n

    return work


def stored(database):
    return [n for (n,) in database.reader.execute("SELECT n FROM t ORDER BY n")]


class Together:
    """Lets requests gather while the writer is busy, so that they share one commit."""

    def __init__(self, writer):
        self.writer = writer
        self.results = {}
        self.threads = []
        self._busy, self._go_on = threading.Event(), threading.Event()

    def __enter__(self):
        self.threads.append(threading.Thread(target=self.writer.run, args=(self._block,)))
        self.threads[0].start()
        assert self._busy.wait(10)
        return self

    def _block(self, _c):
        self._busy.set()
        assert self._go_on.wait(10)

    def ask(self, name, work):
        def run():
            try:
                self.results[name] = self.writer.run(work)
            except BaseException as error:  # noqa: BLE001
                self.results[name] = error

        queued = self.writer._requests.qsize()
        thread = threading.Thread(target=run)
        thread.start()
        self.threads.append(thread)
        while self.writer._requests.qsize() == queued:
            thread.join(0.001)

    def __exit__(self, *_exc):
        self._go_on.set()
        for thread in self.threads:
            thread.join(10)
            assert not thread.is_alive()


@pytest.fixture
def commits(database, monkeypatch):
    """Counts the transactions."""
    counted = []
    write = database.write

    @contextmanager
    def counting():
        counted.append(1)
        with write() as c:
            yield c

    monkeypatch.setattr(database, "write", counting)
    return counted


def test_what_returned_is_on_disk(database):
    with Writer(database) as writer:
        assert writer.run(insert(1)) == 1
        other = sqlite3.connect(database.path)
        assert other.execute("SELECT n FROM t").fetchall() == [(1,)]
        other.close()


def test_what_is_asked_at_one_moment_shares_a_commit(database, commits):
    with Writer(database) as writer, Together(writer) as all_at_once:
        for n in range(10):
            all_at_once.ask(n, insert(n))
    assert all_at_once.results == {n: n for n in range(10)}
    assert len(commits) == 2


def test_a_commit_has_a_greatest_size(database, commits):
    with Writer(database) as writer, Together(writer) as all_at_once:
        for n in range(GROUP_MAX + 1):
            all_at_once.ask(n, insert(n))
    assert len(commits) == 3
    assert len(stored(database)) == GROUP_MAX + 1


def test_one_that_fails_takes_nobody_with_it(database):
    with Writer(database) as writer, Together(writer) as all_at_once:
        all_at_once.ask("first", insert(1))
        all_at_once.ask("again", insert(1))
        all_at_once.ask("third", insert(3))
        all_at_once.ask("exit", lambda _c: exec("raise SystemExit(1)"))
        all_at_once.ask("last", insert(4))
    results = all_at_once.results
    assert isinstance(results.pop("again"), sqlite3.IntegrityError)
    assert isinstance(results.pop("exit"), SystemExit)
    assert results == {"first": 1, "third": 3, "last": 4}
    assert stored(database) == [1, 3, 4]


def test_what_failed_left_nothing_and_the_writer_goes_on(database):
    def half(c):
        c.execute("INSERT INTO t VALUES (1)")
        raise ValueError("half way")

    with Writer(database) as writer:
        with pytest.raises(ValueError, match="half way"):
            writer.run(half)
        assert writer.run(insert(2)) == 2
    assert stored(database) == [2]


def test_all_that_was_asked_is_written_before_it_closes(database):
    with Writer(database) as writer:
        threads = [threading.Thread(target=writer.run, args=(insert(n),)) for n in range(50)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert stored(database) == list(range(50))
    assert not writer._thread.is_alive()


def test_who_does_not_wait_is_told_when_it_is_on_disk(database):
    told, end = [], threading.Event()
    with Writer(database) as writer:
        writer.ask(insert(1), lambda n, error: told.append((n, error, stored(database))))
        writer.ask(insert(1), lambda n, error: (told.append((n, type(error))), end.set()))
        assert end.wait(10)
    assert told == [(1, None, [1]), (None, sqlite3.IntegrityError)]


def test_it_waits_for_another_process_that_writes(database):
    other = sqlite3.connect(database.path, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    waiting = threading.Event()
    with Writer(database) as writer:
        thread = threading.Thread(target=lambda: (waiting.set(), writer.run(insert(1))))
        thread.start()
        assert waiting.wait(10)
        thread.join(0.2)
        assert thread.is_alive(), "it waits"
        other.execute("ROLLBACK")
        thread.join(20)
    other.close()
    assert stored(database) == [1]


def test_a_file_that_is_locked_for_very_long_is_waited_for_several_times(database, commits):
    database._writer.execute("PRAGMA busy_timeout = 1")
    other = sqlite3.connect(database.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with Writer(database) as writer:
        with pytest.raises(UnusableError, match="keeps the database"):
            writer.run(insert(1))
        assert len(commits) == TRIES
        other.execute("ROLLBACK")
        assert writer.run(insert(2)) == 2
    other.close()


def test_a_file_at_fault_is_the_same_for_all_and_not_tried_for_each(database, commits):
    def fill(c):
        pages = c.execute("PRAGMA page_count").fetchone()[0]
        c.execute(f"PRAGMA max_page_count = {pages}")

    large = "INSERT INTO big VALUES (zeroblob(100000))"
    with database.write() as c:
        c.execute("CREATE TABLE big (b BLOB)")
    fill(database._writer)
    commits.clear()
    with Writer(database) as writer, Together(writer) as all_at_once:
        for n in range(8):
            all_at_once.ask(n, lambda c: c.execute(large))
    assert len(commits) == 1 + TRIES
    assert {type(error) for error in all_at_once.results.values()} == {UnusableError}
    assert "no room left" in str(all_at_once.results[0])
