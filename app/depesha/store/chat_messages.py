"""The messages of chats: what people wrote, what the office wrote and what became of it."""

import re
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from depesha.domain.states import State
from depesha.store.convert import marks

_TAG = re.compile(r"</?[bisu]>|</?a\b[^<>]*>", re.IGNORECASE)
SNIPPET = 120
"""Characters of the last message that the list of chats shows."""


@dataclass(frozen=True, slots=True)
class ChatFile:
    """A picture or file of a message."""

    id: int
    message_id: int
    name: str
    mime: str
    size: int
    picture: bool
    ref: str = ""
    path: str = ""
    """Below the folder of chats; empty while it is not here."""
    state: str = "here"
    """`there` at the provider, `here`, `gone`."""
    why: str = ""


@dataclass(frozen=True, slots=True)
class ChatMessage:
    """One message of a chat."""

    id: int
    chat_id: int
    out: bool
    """Ours."""
    ref: str
    author: str
    text: str
    at: float
    state: str = ""
    reason: str = ""
    answer: str = ""
    provider_id: str = ""
    failures: int = 0
    ask_phone: bool = False
    files: tuple[ChatFile, ...] = ()


_COLUMNS = ("id, chat_id, out, ref, author, text, at, state, reason, answer, provider_id, failures,"
            " ask_phone")  # fmt: skip


def add(c: sqlite3.Connection, message: ChatMessage, next_at: float | None = None) -> int:
    """Keep a message with its files (ids are given here); 0 where its `ref` was known already.

    One of theirs makes the chat unread by one; a chat shows its latest message.
    """
    done = c.execute(
        """INSERT INTO chat_message (chat_id, out, ref, author, text, at, state, next_at, ask_phone)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (chat_id, out, ref) DO NOTHING""",
        (message.chat_id, int(message.out), message.ref, message.author, message.text, message.at,
         message.state, next_at, int(message.ask_phone)),
    )  # fmt: skip
    if done.rowcount < 1 or done.lastrowid is None:
        return 0
    number = int(done.lastrowid)
    for file in message.files:
        c.execute(
            """INSERT INTO chat_file (message_id, name, mime, size, picture, ref, path, state)
               VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
            (number, file.name, file.mime, file.size, int(file.picture), file.ref, file.path,
             file.state),
        )  # fmt: skip
    seen = _TAG.sub("", message.text) if message.out else message.text
    snippet = " ".join(seen.split())[:SNIPPET]
    c.execute(
        """UPDATE chat SET unread = unread + :new, last_text = :text, last_out = :out,
               last_at = max(last_at, :at) WHERE id = :chat""",
        {"new": int(not message.out), "text": snippet or _named(message.files),
         "out": int(message.out), "at": message.at, "chat": message.chat_id},
    )  # fmt: skip
    return number


def _named(files: Sequence[ChatFile]) -> str:
    return files[0].name[:SNIPPET] if files else ""


def read_up_to(c: sqlite3.Connection, chat_id: int, message_id: int) -> bool:
    """Somebody of the office has read up to that message; whether anything was unread."""
    row = c.execute(
        "SELECT count(*) FROM chat_message WHERE chat_id = ? AND NOT out AND id > ?",
        (chat_id, message_id),
    ).fetchone()
    done = c.execute(
        "UPDATE chat SET unread = ?1 WHERE id = ?2 AND unread > ?1", (int(row[0]), chat_id)
    )
    return done.rowcount > 0


def get(c: sqlite3.Connection, message_id: int) -> ChatMessage | None:
    """The message with that number."""
    rows = c.execute(f"SELECT {_COLUMNS} FROM chat_message WHERE id = ?", (message_id,))
    found = _messages(c, rows.fetchall())
    return found[0] if found else None


def page(
    c: sqlite3.Connection, chat_id: int, before: tuple[float, int] | None = None, limit: int = 50
) -> list[ChatMessage]:
    """The latest messages of a chat before a place `(at, id)`, the oldest first."""
    rows = c.execute(
        f"SELECT {_COLUMNS} FROM chat_message WHERE chat_id = ? AND (at, id) < (?, ?) "
        "ORDER BY at DESC, id DESC LIMIT ?",
        (chat_id, *(before or (1e18, 0)), limit),
    )
    return _messages(c, rows.fetchall()[::-1])


def _messages(c: sqlite3.Connection, rows: Sequence[tuple[Any, ...]]) -> list[ChatMessage]:
    found = [ChatMessage(*row[:2], *(bool(row[2]), *row[3:12], bool(row[12]))) for row in rows]
    files: dict[int, list[ChatFile]] = {}
    numbers = [one.id for one in found]
    for row in c.execute(
        f"SELECT {_FILE} FROM chat_file WHERE message_id IN ({marks(numbers)}) ORDER BY id", numbers
    ):
        file = _file(row)
        files.setdefault(file.message_id, []).append(file)
    return [replace(one, files=tuple(files.get(one.id, ()))) for one in found]


def last_automatic(c: sqlite3.Connection, chat_id: int, text: str) -> float:
    """When this automatic answer was last given in the chat; 0 for never."""
    row = c.execute(
        "SELECT max(at) FROM chat_message WHERE chat_id = ? AND out AND author = '' AND text = ?",
        (chat_id, text),
    ).fetchone()
    return float(row[0] or 0.0)


# --- On their way out -----------------------------------------------------------------------------

_FIRST = """m.state IN ('queued', 'waiting') AND NOT EXISTS (
        SELECT 1 FROM chat_message e WHERE e.chat_id = m.chat_id AND e.id < m.id
        AND e.state IN ('queued', 'waiting', 'sending'))"""
"""What people are told in one chat stays in its order."""


def due(c: sqlite3.Connection, account: str, now: float) -> ChatMessage | None:
    """The next message of an account that may be sent now."""
    row = c.execute(
        f"""SELECT m.id FROM chat_message m JOIN chat ON chat.id = m.chat_id
            WHERE m.next_at <= ? AND chat.account = ? AND {_FIRST} ORDER BY m.next_at, m.id
            LIMIT 1""",
        (now, account),
    ).fetchone()
    return get(c, int(row[0])) if row else None


def intend(c: sqlite3.Connection, message_id: int) -> bool:
    """About to be handed over; False where a person cancelled it meanwhile."""
    done = c.execute(
        "UPDATE chat_message SET state = 'sending', next_at = NULL "
        "WHERE id = ? AND state IN ('queued', 'waiting')",
        (message_id,),
    )
    return done.rowcount > 0


def settle(c: sqlite3.Connection, message: ChatMessage, next_at: float | None = None) -> None:
    """What became of a message that was being sent: all but text and files of it is written."""
    c.execute(
        """UPDATE chat_message SET state = ?, reason = ?, answer = ?, provider_id = ?,
               failures = ?, next_at = ? WHERE id = ? AND state = 'sending'""",
        (message.state, message.reason, message.answer, message.provider_id, message.failures,
         next_at, message.id),
    )  # fmt: skip


def hold(c: sqlite3.Connection, account: str, until: float, reason: str, answer: str) -> None:
    """Nothing of the account can be sent before that moment; every message says why."""
    c.execute(
        """UPDATE chat_message SET state = 'waiting', next_at = ?, reason = ?, answer = ?
           WHERE state IN ('queued', 'waiting') AND next_at < ?
           AND chat_id IN (SELECT id FROM chat WHERE account = ?)""",
        (until, reason, answer, until, account),
    )


def recover(c: sqlite3.Connection, account: str) -> int:
    """Whoever was sending for the account is gone: nobody knows what became of it."""
    done = c.execute(
        """UPDATE chat_message SET state = 'unknown', reason = 'interrupted' WHERE state = 'sending'
           AND chat_id IN (SELECT id FROM chat WHERE account = ?)""",
        (account,),
    )
    return done.rowcount


def keep_back(c: sqlite3.Connection, before: float) -> int:
    """What was waiting before that moment does not leave by itself any more; a person may send it
    again."""
    done = c.execute(
        """UPDATE chat_message SET state = 'cancelled', reason = 'stopped', next_at = NULL
           WHERE next_at IS NOT NULL AND state IN ('queued', 'waiting') AND at < ?""",
        (before,),
    )
    return done.rowcount


def has_work(c: sqlite3.Connection, account: str, now: float) -> bool:
    """Whether something of the account is due, or to be fetched."""
    row = c.execute(
        """SELECT EXISTS (SELECT 1 FROM chat_message m JOIN chat ON chat.id = m.chat_id
                          WHERE m.next_at <= :now AND chat.account = :account)
           OR EXISTS (SELECT 1 FROM chat_file f JOIN chat_message m ON m.id = f.message_id
                      JOIN chat ON chat.id = m.chat_id
                      WHERE f.state = 'there' AND chat.account = :account)""",
        {"now": now, "account": account},
    ).fetchone()
    return bool(row[0])


def again(c: sqlite3.Connection, message_id: int, key: str, now: float) -> bool:
    """Send once more, by a person's word, what did not go or may not have gone."""
    done = c.execute(
        """UPDATE chat_message SET state = 'queued', reason = '', answer = '', failures = 0,
               ref = ?, next_at = ? WHERE id = ? AND out AND state IN (?, ?, ?, ?)""",
        (key, now, message_id, State.FAILED, State.UNKNOWN, State.CANCELLED, State.WAITING),
    )
    return done.rowcount > 0


def cancel(c: sqlite3.Connection, message_id: int) -> bool:
    """Do not send what has not left; False where it has."""
    done = c.execute(
        "UPDATE chat_message SET state = 'cancelled', next_at = NULL "
        "WHERE id = ? AND state IN ('queued', 'waiting')",
        (message_id,),
    )
    return done.rowcount > 0


# --- Files ----------------------------------------------------------------------------------------

_FILE = "id, message_id, name, mime, size, picture, ref, path, state, why"


def _file(row: tuple[Any, ...]) -> ChatFile:
    id_, message_id, name, mime, size, picture, *rest = row
    return ChatFile(id_, message_id, name, mime, size, bool(picture), *rest)


def file(c: sqlite3.Connection, file_id: int) -> ChatFile | None:
    """The file with that number."""
    row = c.execute(f"SELECT {_FILE} FROM chat_file WHERE id = ?", (file_id,)).fetchone()
    return _file(row) if row else None


def to_fetch(c: sqlite3.Connection, account: str) -> ChatFile | None:
    """A file that still lies at the provider of an account."""
    columns = ", ".join(f"f.{name}" for name in _FILE.split(", "))
    row = c.execute(
        f"""SELECT {columns} FROM chat_file f JOIN chat_message m ON m.id = f.message_id
            JOIN chat ON chat.id = m.chat_id
            WHERE f.state = 'there' AND chat.account = ? ORDER BY f.id LIMIT 1""",
        (account,),
    ).fetchone()
    return _file(row) if row else None


def set_file(
    c: sqlite3.Connection, file_id: int, state: str, *, path: str = "", size: int = 0, why: str = ""
) -> None:
    """It is here, or gone, or to be fetched again."""
    c.execute(
        "UPDATE chat_file SET state = ?, path = ?, size = max(size, ?), why = ? WHERE id = ?",
        (state, path, size, why, file_id),
    )
