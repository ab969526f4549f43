"""The database file: how it is opened, by whom it is written, how it moves forward.

One process may have one writer and any number of readers; several processes may share the file.
Delivery states are committed with full durability: a power cut must not forget what was sent.
"""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from depesha.api.i18n import _
from depesha.domain.errors import DepeshaError
from depesha.domain.normal import fold
from depesha.store import migrations

Connection = sqlite3.Connection
"""What the other modules of the store take; opaque to everybody above."""

BUSY_SECONDS = 30.0


class UnusableError(DepeshaError):
    """The file cannot be opened, or is damaged."""


class Database:
    """An open database. Reading connections belong to threads; writing is one at a time."""

    def __init__(self, path: Path) -> None:
        """Open, create or move forward the file at `path`.

        Raises UnusableError, migrations.TooNewError or migrations.ForeignFileError; the file is
        then as it was.
        """
        self.path = path
        self._local = threading.local()
        self._opened: dict[sqlite3.Connection, threading.Thread | None] = {}
        """Connection → the thread that reads with it; None for the writer."""
        self._lock = threading.Lock()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._writer = self._open(None)
            # An import touches pages all over: at 100,000 contacts a third faster than with 2 MB.
            self._writer.execute("PRAGMA cache_size = -16000")
            migrations.migrate(self._writer, path)
            # Only now: it changes the file, which might have been another program's.
            _use_wal(self._writer)
        except BaseException as error:
            self.close()
            if isinstance(error, sqlite3.Error | OSError):
                raise UnusableError(_why(error, path)) from error
            raise

    def _open(self, reads: threading.Thread | None) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self.path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
        )
        self._opened[connection] = reads
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        # SQLite's own lower() and LIKE know no case beyond ASCII.
        connection.create_function("fold", 1, fold, deterministic=True)
        return connection

    @property
    def reader(self) -> sqlite3.Connection:
        """This thread's own reading connection; sees what was committed last."""
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = self._open(threading.current_thread())
            connection.execute("PRAGMA query_only = ON")
            self._local.connection = connection
        return connection

    def close_reader(self) -> None:
        """Close this thread's reading connection; a thread that ends calls it."""
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is not None:
            self._local.connection = None
            self._opened.pop(connection, None)
            connection.close()

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """One transaction: all of the block is committed, or nothing.

        Raises UnusableError where the file is at fault, not what was asked of it: a disk that is
        full, another process that keeps the file locked for BUSY_SECONDS.
        """
        with self._lock:
            try:
                self._writer.execute("BEGIN IMMEDIATE")
                yield self._writer
                self._writer.execute("COMMIT")
            except BaseException as error:
                # A full disk makes SQLite roll back by itself.
                if self._writer.in_transaction:
                    self._writer.execute("ROLLBACK")
                if _code(error) in _OF_THE_FILE:
                    raise UnusableError(_why(error, self.path)) from error
                raise

    def close(self) -> None:
        """Close what is open, once a transaction under way has ended; nothing is written after it.

        A thread that still reads keeps its connection until it closes that itself: SQLite dies of
        a connection that is closed while it is used.
        """
        mine = threading.current_thread()
        with self._lock:
            for connection, thread in list(self._opened.items()):
                if thread is None or thread is mine or not thread.is_alive():
                    connection.close()
                    self._opened.pop(connection, None)


@contextmanager
def faults_in_words(path: Path) -> Iterator[None]:
    """Raises UnusableError where the file at `path` is at fault, not what was asked of it."""
    try:
        yield
    except sqlite3.Error as error:
        if _code(error) in _OF_THE_FILE:
            raise UnusableError(_why(error, path)) from error
        raise


def _use_wal(connection: sqlite3.Connection) -> None:
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                raise
            # The one step for which SQLite does not wait: several processes opening a new file.
            # Let it wait where it can, until the others are through, BUSY_SECONDS at most.
            connection.execute("BEGIN EXCLUSIVE")
            connection.execute("ROLLBACK")
        else:
            return


_OF_THE_FILE = {
    sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_NOTADB,
}  # fmt: skip


def _code(error: BaseException) -> int:
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF


def _why(error: BaseException, path: Path) -> str:
    code = _code(error)
    if code == sqlite3.SQLITE_FULL:
        return _(
            "There is no room left on the disk for the database {path}. Make room and try again."
        ).format(path=path)
    if code in {sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT}:
        return _(
            "The database {path} is damaged. Put a backup copy in its place, "
            "or move it away to begin with an empty one."
        ).format(path=path)
    if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        return _(
            "Another program keeps the database {path} locked. Close it and try again."
        ).format(path=path)
    if code == sqlite3.SQLITE_READONLY:
        return _(
            "The database {path} cannot be written. You need the right to change files in its "
            "folder, and the disk must not be write-protected."
        ).format(path=path)
    return _("The database {path} cannot be used: {error}").format(path=path, error=error)
