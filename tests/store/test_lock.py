"""One engine per database, and no lock outlives its process."""

import sqlite3
import subprocess
import sys

import pytest

from depesha.store.lock import EngineLock

HOLD = """
import sys, pathlib
from depesha.store.lock import EngineLock
assert EngineLock(pathlib.Path(sys.argv[1])).acquire()
print("held", flush=True)
sys.stdin.read()
"""


def test_only_one_holds_it(tmp_path):
    first, second = EngineLock(tmp_path / "d.db"), EngineLock(tmp_path / "d.db")
    assert first.acquire()
    assert not second.acquire()
    assert EngineLock(tmp_path / "other.db").acquire()
    first.release()
    assert second.acquire()
    second.release()


def test_a_killed_process_leaves_no_lock(tmp_path):
    path = tmp_path / "d.db"
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout.readline() == b"held\n"
        lock = EngineLock(path)
        assert not lock.acquire()
        process.kill()
        process.wait()
        assert lock.acquire()
        lock.release()


def test_where_there_can_be_no_lock_nobody_is_said_to_hold_it(tmp_path):
    with pytest.raises(sqlite3.OperationalError, match="unable to open"):
        EngineLock(tmp_path / "no such folder" / "d.db").acquire()
