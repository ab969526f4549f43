"""What came in: how far each account was listened to, answers, opt-outs to be looked at."""

import sqlite3
from dataclasses import dataclass
from typing import Any

from depesha.domain.states import State


@dataclass(frozen=True, slots=True)
class Target:
    """The delivery of ours that somebody speaks of."""

    id: int
    mailing_id: int
    round: int
    state: State
    address: str
    person_kind: str
    person_id: int


@dataclass(frozen=True, slots=True)
class Letter:
    """An answer, or an opt-out that waits for a person."""

    id: int
    channel: str
    kind: str
    """`reply` or `opt_out`."""
    mailing_id: int | None
    delivery_id: int | None
    address: str
    name: str
    subject: str
    text: str
    at: float
    """Seconds since the epoch."""
    state: str
    """Of an opt-out: empty while it waits, then `confirmed` or `dismissed`."""


_COLUMNS = "id, channel, kind, mailing_id, delivery_id, address, name, subject, text, at, state"


def cursor(c: sqlite3.Connection, account: str) -> str:
    """How far the account was listened to; empty where it never was."""
    row = c.execute("SELECT cursor FROM heard WHERE account = ?", (account,)).fetchone()
    return str(row[0]) if row else ""


def set_cursor(c: sqlite3.Connection, account: str, cursor: str, now: float) -> None:
    """Written together with what came up to there."""
    c.execute(
        "INSERT INTO heard (account, cursor, at) VALUES (?, ?, ?) ON CONFLICT (account) "
        "DO UPDATE SET cursor = excluded.cursor, at = excluded.at",
        (account, cursor, now),
    )


_TARGET = """SELECT d.id, d.mailing_id, d.round, d.state, d.address, d.person_kind, d.person_id
    FROM delivery d JOIN mailing m ON m.id = d.mailing_id WHERE d.id = ?"""


def target(c: sqlite3.Connection, channel: str, stem: str, delivery_id: int) -> Target | None:
    """The delivery with that number in the mailing of that key, if it is one of the channel's and
    really went out."""
    row = c.execute(
        f"{_TARGET} AND m.key = ? AND m.channel = ? AND m.mode = 'on'",
        (delivery_id, stem, channel),
    ).fetchone()
    return _target(row)


def target_of(c: sqlite3.Connection, delivery_id: int) -> Target | None:
    """The delivery with that number."""
    return _target(c.execute(_TARGET, (delivery_id,)).fetchone())


def _target(row: tuple[Any, ...] | None) -> Target | None:
    if row is None:
        return None
    id_, mailing_id, round_, state, address, kind, person_id = row
    return Target(id_, mailing_id, round_, State(state), address, kind, person_id)


def add(c: sqlite3.Connection, account: str, ref: str, letter: Letter) -> bool:
    """Keep it (its `id` is given here); False where it was known already."""
    channel = account.partition(".")[0]
    done = c.execute(
        """INSERT INTO incoming (channel, account, ref, kind, mailing_id, delivery_id, address,
               name, subject, text, at, state)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
           ON CONFLICT (channel, account, ref) DO NOTHING""",
        (channel, account, ref, letter.kind, letter.mailing_id, letter.delivery_id,
         letter.address, letter.name, letter.subject, letter.text, letter.at, letter.state),
    )  # fmt: skip
    return done.rowcount > 0


def get(c: sqlite3.Connection, id_: int) -> Letter | None:
    """The one with that number."""
    row = c.execute(f"SELECT {_COLUMNS} FROM incoming WHERE id = ?", (id_,)).fetchone()
    return Letter(*row) if row else None


def waiting(c: sqlite3.Connection) -> list[Letter]:
    """Opt-outs that a person has not looked at, the oldest first."""
    rows = c.execute(
        f"SELECT {_COLUMNS} FROM incoming WHERE kind = 'opt_out' AND state = '' ORDER BY at, id"
    )
    return [Letter(*row) for row in rows]


def answers(c: sqlite3.Connection, mailing_id: int) -> list[Letter]:
    """What people answered to a mailing, the oldest first."""
    rows = c.execute(
        f"SELECT {_COLUMNS} FROM incoming WHERE mailing_id = ? AND kind = 'reply' ORDER BY at, id",
        (mailing_id,),
    )
    return [Letter(*row) for row in rows]


def count_answers(c: sqlite3.Connection, mailing_id: int) -> int:
    """How many people answered to a mailing."""
    row = c.execute(
        "SELECT count(DISTINCT delivery_id) FROM incoming WHERE mailing_id = ? AND kind = 'reply'",
        (mailing_id,),
    ).fetchone()
    return int(row[0])


def contacts_at(c: sqlite3.Connection, channel: str, address: str) -> list[int]:
    """Contacts that were written to at that address, or have written from it."""
    rows = c.execute(
        """SELECT d.person_id FROM delivery d JOIN mailing m ON m.id = d.mailing_id
           WHERE d.address = :address AND m.channel = :channel AND d.person_kind = 'contact'
           UNION SELECT person_id FROM chat WHERE address = :address
               AND account LIKE :channel || '.%' AND person_kind = 'contact'""",
        {"address": address, "channel": channel},
    )
    return [person_id for (person_id,) in rows]


def decide(c: sqlite3.Connection, id_: int, state: str) -> bool:
    """`confirmed` or `dismissed`; False where it was not waiting."""
    done = c.execute(
        "UPDATE incoming SET state = ? WHERE id = ? AND kind = 'opt_out' AND state = ''",
        (state, id_),
    )
    return done.rowcount > 0
