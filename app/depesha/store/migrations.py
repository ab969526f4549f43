"""Numbered steps forward, each a file of SQL; `PRAGMA user_version` says how far a file has come.

A file with content is backed up beside itself before it is moved; steps run in one transaction.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

from depesha.api.i18n import _
from depesha.domain.errors import DepeshaError

APPLICATION_ID = 0x44505348
"""Stamped into the header (`DPSH`), so that another program's database is never touched."""


class TooNewError(DepeshaError):
    """The file was written by a newer version of the program."""


class ForeignFileError(DepeshaError):
    """The file is a database of another program."""


def steps() -> list[str]:
    """The SQL of all steps, in order: `schema/0001_….sql`, `schema/0002_….sql`, …"""
    folder = Path(__file__).with_name("schema")
    names = sorted(f.name for f in folder.iterdir() if f.name.endswith(".sql"))
    return [(folder / name).read_text(encoding="utf-8") for name in names]


def migrate(connection: sqlite3.Connection, path: Path) -> None:
    """Bring the file at `path` to the newest version, in one transaction with the check before it.

    Raises TooNewError or ForeignFileError and changes nothing.
    """
    todo = steps()
    if _seen(connection, path, len(todo)) == len(todo):
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        # Another process may have come first while this one waited for the lock.
        version = _checked(connection, path, len(todo))
        if 0 < version < len(todo):
            _back_up(path, path.with_name(f"{path.name}.before-{len(todo)}"))
        for step in todo[version:]:
            for statement in _statements(step):
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {len(todo)}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _seen(connection: sqlite3.Connection, path: Path, newest: int) -> int:
    connection.execute("BEGIN")
    try:
        return _checked(connection, path, newest)
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def _checked(connection: sqlite3.Connection, path: Path, newest: int) -> int:
    # Within a transaction: all three answers must be of one moment.
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    stamp: int = connection.execute("PRAGMA application_id").fetchone()[0]
    empty = not connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
    if stamp != APPLICATION_ID and not (empty and stamp == version == 0):
        raise ForeignFileError(
            _("{path} is a database of another program. Choose another file.").format(path=path)
        )
    if version > newest:
        raise TooNewError(
            _("The database {path} belongs to a newer Depesha. Install that version.").format(
                path=path
            )
        )
    return version


def _back_up(path: Path, backup: Path) -> None:
    # Through a second connection, which sees the file as it was before our transaction; under a
    # name of its own until it is complete.
    unfinished = backup.with_name(f"{backup.name}.part")
    unfinished.unlink(missing_ok=True)
    with closing(sqlite3.connect(path, isolation_level=None)) as reader:
        reader.execute("VACUUM INTO ?", (str(unfinished),))
    unfinished.replace(backup)


def _statements(script: str) -> list[str]:
    # executescript() would commit behind our back.
    found, rest = [], ""
    for line in script.splitlines(keepends=True):
        rest += line
        if sqlite3.complete_statement(rest):
            found.append(rest)
            rest = ""
    # A last statement without its semicolon, or only a comment: SQLite knows.
    return [*found, rest] if rest.strip() else found
