"""Numbered steps forward, each a file of SQL; `PRAGMA user_version` says how far a file has come.

A file with content is backed up beside itself before it is moved; steps run in one transaction.
"""

import sqlite3
from importlib.resources import files
from pathlib import Path

from depesha.api.i18n import _
from depesha.domain.errors import DepeshaError


class TooNewError(DepeshaError):
    """The file was written by a newer version of the program."""


def steps() -> list[str]:
    """The SQL of all steps, in order: `schema/0001_….sql`, `schema/0002_….sql`, …"""
    folder = files("depesha.store") / "schema"
    names = sorted(f.name for f in folder.iterdir() if f.name.endswith(".sql"))
    return [(folder / name).read_text(encoding="utf-8") for name in names]


def migrate(connection: sqlite3.Connection, path: Path) -> None:
    """Bring the file at `path` to the newest version. Raises TooNewError and changes nothing."""
    todo = steps()
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > len(todo):
        raise TooNewError(
            _("The database {path} belongs to a newer Depesha. Install that version.").format(
                path=path
            )
        )
    if version == len(todo):
        return
    if version:
        backup = path.with_name(f"{path.name}.before-{len(todo)}")
        backup.unlink(missing_ok=True)
        connection.execute("VACUUM INTO ?", (str(backup),))
    connection.execute("BEGIN IMMEDIATE")
    try:
        # Another process may have come first while this one waited for the lock.
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        for step in todo[version:]:
            for statement in _statements(step):
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {len(todo)}")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _statements(script: str) -> list[str]:
    # executescript() would commit behind our back.
    found, rest = [], ""
    for line in script.splitlines(keepends=True):
        rest += line
        if sqlite3.complete_statement(rest):
            found.append(rest)
            rest = ""
    return found
