"""One engine per database: a lock that the operating system drops when its holder dies."""

import sqlite3
from pathlib import Path


class EngineLock:
    """An exclusive transaction on a file of its own: right on every system, no stale lock files."""

    def __init__(self, path: Path) -> None:
        """`path` is the database's; the lock lies beside it."""
        self._path = path.with_name(path.name + ".engine")
        self._held: sqlite3.Connection | None = None

    def acquire(self) -> bool:
        """Take the lock; False where another process holds it.

        Raises sqlite3.OperationalError where there can be no lock, e.g. in a read-only folder.
        """
        connection = sqlite3.connect(
            self._path, timeout=0, isolation_level=None, check_same_thread=False
        )
        try:
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            connection.close()
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                raise
            return False
        self._held = connection
        return True

    def release(self) -> None:
        """Give it back."""
        if self._held is not None:
            self._held.close()
            self._held = None
