"""Opening the file, reading and writing it from several threads."""

import sqlite3
import threading

import pytest

from depesha.store import database as module
from depesha.store.database import Database, UnusableError
from depesha.store.migrations import ForeignFileError, TooNewError


@pytest.fixture
def path(tmp_path):
    return tmp_path / "new folder" / "depesha.db"


@pytest.fixture
def database(path):
    database = Database(path)
    yield database
    database.close()


def put(c, key):
    c.execute("INSERT INTO layout (fingerprint, mapping) VALUES (?, '')", (key,))


def keys(c):
    return [key for (key,) in c.execute("SELECT fingerprint FROM layout ORDER BY 1")]


def test_what_is_written_is_read_here_and_after_opening_again(database, path):
    with database.write() as c:
        put(c, "a")
    assert keys(database.reader) == ["a"]
    database.close()
    again = Database(path)
    assert keys(again.reader) == ["a"]
    again.close()


def test_writing_is_durable_and_references_are_held(database):
    with database.write() as c:
        assert c.execute("PRAGMA synchronous").fetchone() == (2,)
        assert c.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        with pytest.raises(sqlite3.IntegrityError):
            c.execute(
                "INSERT INTO consent (contact_id, channel, granted, at, source, note) "
                "VALUES (99, '', 0, 0, '', '')"
            )
    assert database.reader.execute("PRAGMA synchronous").fetchone() == (2,)


def write(database, *statements):
    with database.write() as c:
        for statement in statements:
            c.execute(statement)


PUT = "INSERT INTO layout (fingerprint, mapping) VALUES ('a', '')"
ORPHAN = "INSERT INTO document_line VALUES (99, 0, '', '', '1', '1', '')"


@pytest.mark.parametrize(
    ("statements", "error"),
    [
        ([PUT, PUT], "UNIQUE"),
        # As if the disk were full: SQLite ends the transaction itself.
        ([PUT, "ROLLBACK", "nonsense"], "syntax error"),
        # Found out at the commit.
        (["PRAGMA defer_foreign_keys = ON", PUT, ORPHAN], "FOREIGN KEY"),
    ],
)
def test_a_block_that_fails_leaves_nothing_and_the_next_one_works(database, statements, error):
    with pytest.raises(sqlite3.Error, match=error):
        write(database, *statements)
    assert keys(database.reader) == []
    write(database, PUT)
    assert keys(database.reader) == ["a"]


def test_readers_see_what_was_committed_and_cannot_write(database):
    with database.write() as c:
        put(c, "a")
        assert keys(database.reader) == []
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            put(database.reader, "b")
    assert keys(database.reader) == ["a"]


def test_every_thread_has_its_own_reader(database):
    mine, seen = database.reader, []
    thread = threading.Thread(target=lambda: seen.extend([database.reader, database.reader]))
    thread.start()
    thread.join()
    assert seen[0] is seen[1] is not mine
    assert database.reader is mine


def test_a_thread_that_ends_gives_its_reader_back(database):
    reader = database.reader
    database.close_reader()
    database.close_reader()
    with pytest.raises(sqlite3.ProgrammingError):
        keys(reader)
    assert keys(database.reader) == []


def test_writers_take_turns(database):
    def write(name):
        for number in range(25):
            with database.write() as c:
                put(c, f"{name}{number}")

    threads = [threading.Thread(target=write, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(keys(database.reader)) == 100


def test_sqlite_can_fold(database):
    assert database.reader.execute("SELECT fold('ЁЛКА')").fetchone() == ("елка",)


@pytest.mark.parametrize("content", [b"not a database " * 100, b"SQLite format 3\0" + b"x" * 5000])
def test_a_damaged_file_is_said_and_left_alone(path, content):
    path.parent.mkdir()
    path.write_bytes(content)
    with pytest.raises(UnusableError, match=r"depesha\.db is damaged\. Put a backup"):
        Database(path)
    assert path.read_bytes() == content
    assert list(path.parent.iterdir()) == [path]


def test_a_file_that_cannot_be_used_is_let_go_of(path, monkeypatch):
    opened, connect = [], sqlite3.connect

    def remember(*args, **kwargs):
        opened.append(connect(*args, **kwargs))
        return opened[-1]

    monkeypatch.setattr(sqlite3, "connect", remember)
    path.parent.mkdir()
    path.write_bytes(b"not a database " * 100)
    with pytest.raises(UnusableError):
        Database(path)
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        opened[0].execute("SELECT 1")


def test_a_file_whose_first_page_is_lost(database, path):
    database.close()
    content = bytearray(path.read_bytes())
    content[100:4096] = b"\xee" * 3996
    path.write_bytes(content)
    with pytest.raises(UnusableError, match="is damaged"):
        Database(path)


def test_a_folder_is_no_file(path):
    path.mkdir(parents=True)
    with pytest.raises(UnusableError, match=r"depesha\.db cannot be used: "):
        Database(path)


def test_a_file_is_no_folder(path):
    path.parent.write_text("in the way")
    with pytest.raises(UnusableError, match=r"depesha\.db cannot be used: "):
        Database(path)


def test_a_locked_file(path, monkeypatch):
    monkeypatch.setattr(module, "BUSY_SECONDS", 0.05)
    path.parent.mkdir()
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(UnusableError, match=r"keeps the database .* locked"):
        Database(path)
    other.execute("ROLLBACK")
    other.close()
    Database(path).close()


def test_a_file_that_another_keeps_locked(path, monkeypatch):
    monkeypatch.setattr(module, "BUSY_SECONDS", 0.05)
    database, other = Database(path), Database(path)
    with other.write(), pytest.raises(UnusableError, match=r"keeps the database .* locked"):
        write(database, PUT)
    write(database, PUT)
    assert keys(database.reader) == ["a"]
    for one in (database, other):
        one.close()


def test_a_fault_met_while_reading_is_said_in_words(database, path):
    with pytest.raises(UnusableError, match="damaged"), module.faults_in_words(path):
        raise fault(sqlite3.SQLITE_CORRUPT)
    with pytest.raises(sqlite3.OperationalError), module.faults_in_words(path):
        database.reader.execute("SELECT nonsense")


def fault(code):
    error = sqlite3.DatabaseError("as SQLite calls it")
    error.sqlite_errorcode = code
    return error


def test_a_full_disk(database):
    with database.write() as c:
        pages = c.execute("PRAGMA page_count").fetchone()[0]
        c.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(UnusableError, match=r"no room left on the disk .*depesha\.db"):
        write(database, *(PUT.replace("'a'", f"'{n:03}{'x' * 900}'") for n in range(100)))
    assert keys(database.reader) == []


def test_the_switch_to_wal_waits_for_others(path):
    path.parent.mkdir()
    other, mine = (sqlite3.connect(path, isolation_level=None) for _ in range(2))
    other.execute("BEGIN IMMEDIATE")
    waited = []

    def let_go(statement):
        if statement == "BEGIN EXCLUSIVE":
            waited.append(statement)
            other.execute("ROLLBACK")

    mine.set_trace_callback(let_go)
    module._use_wal(mine)
    assert waited
    assert mine.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    mine.close()
    other.close()


@pytest.mark.parametrize(
    ("sql", "error"),
    [
        ("PRAGMA user_version = 9999", TooNewError),
        ("PRAGMA application_id = 1", ForeignFileError),
    ],
)
def test_files_of_others_stay_as_they_are(database, path, sql, error):
    database._writer.execute("PRAGMA journal_mode = DELETE")
    database._writer.execute(sql)
    database.close()
    before = path.read_bytes()
    with pytest.raises(error):
        Database(path)
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def test_whoever_still_reads_when_all_is_closed_does_so_to_its_end(tmp_path):
    database = Database(tmp_path / "d.db")
    reading, closed, seen = threading.Event(), threading.Event(), []

    def read():
        rows = database.reader.execute("SELECT 1 UNION SELECT 2")
        seen.append(next(rows))
        reading.set()
        assert closed.wait(10)
        seen.extend(rows)
        try:
            with database.write():
                pass
        except sqlite3.ProgrammingError as error:
            seen.append(str(error))
        database.close_reader()

    thread = threading.Thread(target=read)
    thread.start()
    assert reading.wait(10)
    database.close()
    closed.set()
    thread.join(10)
    assert seen[:2] == [(1,), (2,)]
    assert "closed" in seen[2]
    assert database._opened == {}
