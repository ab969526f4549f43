"""Steps forward: whole or not at all, with a backup, by one process at a time."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from depesha.domain.errors import DepeshaError
from depesha.store import migrations
from depesha.store.migrations import APPLICATION_ID, ForeignFileError, TooNewError, migrate

FIRST = "-- people\nCREATE TABLE a (x TEXT);\nINSERT INTO a VALUES ('old; text');\n"
SECOND = """CREATE TABLE b (y);
CREATE TRIGGER t AFTER INSERT ON a BEGIN
    INSERT INTO b VALUES (new.x);
    INSERT INTO b VALUES (2);
END;
INSERT INTO a VALUES ('new');  -- the last word
"""


@pytest.fixture
def steps(monkeypatch):
    """The steps the program knows, for the test to change."""
    known = [FIRST]
    monkeypatch.setattr(migrations, "steps", lambda: list(known))
    return known


@pytest.fixture
def path(tmp_path):
    return tmp_path / "depesha.db"


@pytest.fixture
def connection(path):
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        yield connection


def everything(path):
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


def version(connection):
    return connection.execute("PRAGMA user_version").fetchone()[0]


def test_the_shipped_steps_are_numbered_and_lead_to_the_newest_version(path, connection):
    folder = Path(migrations.__file__).parent / "schema"
    names = sorted(one.name for one in folder.glob("*.sql"))
    assert [int(name[:4]) for name in names] == list(range(1, len(names) + 1))
    migrate(connection, path)
    assert version(connection) == len(names)
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert not list(path.parent.glob("*.before-*"))


def test_a_second_time_changes_nothing(path, connection):
    migrate(connection, path)
    before = path.read_bytes()
    migrate(connection, path)
    assert path.read_bytes() == before


def test_a_file_is_backed_up_and_moved_forward(steps, path, connection):
    migrate(connection, path)
    old = everything(path)
    steps.append(SECOND)
    migrate(connection, path)
    assert version(connection) == 2
    assert connection.execute("SELECT * FROM a").fetchall() == [("old; text",), ("new",)]
    assert connection.execute("SELECT * FROM b").fetchall() == [("new",), (2,)]
    backup = path.with_name("depesha.db.before-2")
    assert everything(backup) == old
    assert sorted(path.parent.iterdir()) == [path, backup]
    with closing(sqlite3.connect(backup, isolation_level=None)) as copy:
        migrate(copy, backup)
        assert version(copy) == 2


@pytest.mark.parametrize(
    "bad",
    [
        "INSERT INTO nowhere VALUES (1);",
        "CREATE TABLE c (z",
        "CREATE TABLE a (x);",
        "nonsense",
        "-- 1; 2\nSELECT 1; SELECT 2;",
    ],
)
def test_a_failure_in_the_middle_leaves_the_file_as_it_was(steps, path, connection, bad):
    migrate(connection, path)
    old = everything(path)
    steps += [SECOND, f"CREATE TABLE c (z);\n{bad}"]
    with pytest.raises(sqlite3.Error):
        migrate(connection, path)
    assert not connection.in_transaction
    assert version(connection) == 1
    assert everything(path) == old
    steps.pop()
    migrate(connection, path)
    assert version(connection) == 2


def test_a_backup_that_cannot_be_written_stops_the_step(steps, path, connection):
    migrate(connection, path)
    steps.append(SECOND)
    path.with_name("depesha.db.before-2.part").mkdir()
    with pytest.raises(OSError, match=r"before-2\.part"):
        migrate(connection, path)
    assert version(connection) == 1


def test_a_newer_file_is_not_touched(steps, path, connection):
    migrate(connection, path)
    connection.execute("PRAGMA user_version = 9")
    before = path.read_bytes()
    with pytest.raises(TooNewError, match=r"depesha\.db belongs to a newer Depesha"):
        migrate(connection, path)
    assert path.read_bytes() == before
    assert issubclass(TooNewError, DepeshaError)


@pytest.mark.parametrize("pragma", ["user_version = 0", "user_version = 1", "application_id = 5"])
def test_another_programs_file_is_not_touched(path, connection, pragma):
    connection.execute("CREATE TABLE bookmarks (url)")
    connection.execute(f"PRAGMA {pragma}")
    before = path.read_bytes()
    with pytest.raises(ForeignFileError, match="database of another program"):
        migrate(connection, path)
    assert path.read_bytes() == before


def test_one_who_waited_for_the_lock_looks_again(steps, path, connection, monkeypatch):
    """The other process finishes between our look at the version and our lock."""
    migrate(connection, path)
    steps.append(SECOND)
    looks, look = [], migrations._seen

    def and_then_the_other_one_moves(*args):
        seen = look(*args)
        if not looks:
            looks.append(seen)
            with closing(sqlite3.connect(path, isolation_level=None)) as other:
                migrate(other, path)
        return seen

    monkeypatch.setattr(migrations, "_seen", and_then_the_other_one_moves)
    migrate(connection, path)
    assert looks == [1]
    assert connection.execute("SELECT count(*) FROM a").fetchone() == (2,)
    assert len(everything(path.with_name("depesha.db.before-2"))) < len(everything(path))


PROCESS = """
import sys
from pathlib import Path
from depesha.store import migrations
from depesha.store.database import Database
path, steps = Path(sys.argv[1]), sys.argv[2:]
if steps:
    migrations.steps = lambda: steps
print("ready", flush=True)
sys.stdin.readline()
Database(path).close()
print("done", flush=True)
"""


def at_once(path, steps=(), processes=4):
    """Open the same file from several processes at the same moment."""
    running = [
        subprocess.Popen(
            [sys.executable, "-c", PROCESS, str(path), *steps],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        for _ in range(processes)
    ]
    for process in running:
        assert process.stdout.readline() == "ready\n"
    for process in running:
        process.stdin.write("\n")
        process.stdin.flush()
    for process in running:
        said, _ = process.communicate(timeout=60)
        assert (process.returncode, said) == (0, "done\n")


def test_many_processes_make_one_database(path):
    at_once(path, processes=10)
    with closing(sqlite3.connect(path)) as connection:
        assert version(connection) == len(migrations.steps())
        assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert connection.execute("SELECT count(*) FROM document_type").fetchone() == (6,)


def test_many_processes_move_a_database_once(path):
    at_once(path, [FIRST], processes=1)
    old = everything(path)
    at_once(path, [FIRST, SECOND])
    with closing(sqlite3.connect(path)) as connection:
        assert version(connection) == 2
        assert connection.execute("SELECT count(*) FROM a").fetchone() == (2,)
    assert everything(path.with_name("depesha.db.before-2")) == old
