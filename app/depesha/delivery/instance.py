"""Tells the office's own database from a copy or a restored backup, which must not send by itself.

Beside the database lies a mark: where the file is, which file it is, and how far its journal has
come. A database that does not fit its mark was copied, moved or set back.
"""

import hashlib
import json
import platform
from pathlib import Path

from depesha.store import ledger
from depesha.store.database import Connection, Database

WHY = "restored"
"""Why such a database's mailings are held."""
STALE = 600.0
"""Seconds: what has waited longer in the chats of such a database was written in another life."""


def _mark_path(database: Path) -> Path:
    return database.with_name(database.name + ".mark")


def _place(database: Path) -> str:
    # Not the disk's number: it changes with the order in which disks are found at a start.
    where = f"{platform.node()}|{database.resolve()}|{database.stat().st_ino}"
    return hashlib.sha256(where.encode()).hexdigest()


def is_original(c: Connection, database: Path) -> bool:
    """Whether this is the file that was signed last, and not an earlier state of it.

    A new file, which has tried nothing yet, is an original.
    """
    done = ledger.last_attempt(c)
    try:
        mark = json.loads(_mark_path(database).read_text(encoding="utf-8"))
        signed_place, signed_attempt = str(mark["place"]), int(mark["attempt"])
    except (OSError, ValueError, KeyError, TypeError):
        return done == 0
    return signed_place == _place(database) and done >= signed_attempt


def sign(database: Database) -> None:
    """Note that this file, as it is now, is the office's own. Writes only what is new."""
    mark = json.dumps(
        {"place": _place(database.path), "attempt": ledger.last_attempt(database.reader)}
    )
    path = _mark_path(database.path)
    if path.exists() and path.read_text(encoding="utf-8", errors="replace") == mark:
        return
    new = path.with_name(path.name + ".new")
    new.write_text(mark, encoding="utf-8")
    new.replace(path)
