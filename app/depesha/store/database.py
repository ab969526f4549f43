"""The database file: how it is opened, by whom it is written, how it moves forward.

One process may have one writer and any number of readers; several processes may share the file.
Delivery states are committed with full durability: a power cut must not forget what was sent.
"""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from depesha.store import migrations

Connection = sqlite3.Connection
"""What the other modules of the store take; opaque to everybody above."""

BUSY_SECONDS = 30.0


class Database:
    """An open database. Reading connections belong to threads; writing is one at a time."""

    def __init__(self, path: Path) -> None:
        """Open, create or move forward the file at `path`. Raises migrations.TooNewError."""
        self.path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        self._local = threading.local()
        self._opened: list[sqlite3.Connection] = []
        self._lock = threading.Lock()
        self._writer = self._open()
        migrations.migrate(self._writer, path)

    def _open(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self.path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
        )
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        self._opened.append(connection)
        return connection

    @property
    def reader(self) -> sqlite3.Connection:
        """This thread's own reading connection; sees what was committed last."""
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = self._open()
            connection.execute("PRAGMA query_only = ON")
            self._local.connection = connection
        return connection

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """One transaction: all of the block is committed, or nothing."""
        with self._lock:
            self._writer.execute("BEGIN IMMEDIATE")
            try:
                yield self._writer
            except BaseException:
                self._writer.execute("ROLLBACK")
                raise
            self._writer.execute("COMMIT")

    def close(self) -> None:
        """Close every connection; threads must have finished with theirs."""
        for connection in self._opened:
            connection.close()
        self._opened.clear()
