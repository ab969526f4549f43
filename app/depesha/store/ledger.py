"""The statements a lane lives by: claim, intend, settle, recover.

Intention is committed before the wire, the answer after it, and both only here. The functions run
inside a transaction of the writer; `settle` and `intend` take what many sessions ask at once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from depesha.domain.states import MailingState, State
from depesha.store.database import Connection

BATCH_MAX = 500
"""Deliveries that a session takes up at once, at most."""


@dataclass(frozen=True, slots=True)
class Batch:
    """A claimed batch: its deliveries belong to one session until it is given back."""

    id: int
    mailing_id: int


class Queued(NamedTuple):
    """A delivery as a lane needs it."""

    id: int
    name: str
    address: str
    data: str
    round: int
    failures: int


class Settled(NamedTuple):
    """What became of one try. Moments are epoch seconds."""

    delivery_id: int
    state: State
    account: str
    started_at: float
    finished_at: float
    reason: str = ""
    answer: str = ""
    provider_id: str = ""
    parts: int | None = None
    cost: Decimal | None = None
    failures: int = 0
    next_at: float | None = None
    tried: bool = True
    """Whether a try was made that counts against the account's limits."""


def claim(c: Connection, channel: str, wanted: tuple[str, str], now: float) -> Batch | None:
    """The next ready batch for one of the wanted accounts, now marked as running."""
    row = c.execute(
        """UPDATE batch SET state = 'running' WHERE id = (
               SELECT b.id FROM mailing m JOIN batch b ON b.id = (
                   SELECT id FROM batch WHERE mailing_id = m.id AND state = 'ready'
                   ORDER BY run_at, id LIMIT 1)
               WHERE m.state = 'running' AND m.channel = ? AND m.account IN (?, ?)
                 AND m.start_at <= ? AND b.run_at <= ?
               ORDER BY b.run_at, b.id LIMIT 1)
           RETURNING id, mailing_id""",
        (channel, *wanted, now, now),
    ).fetchone()
    return Batch(*row) if row else None


def ready(c: Connection) -> list[tuple[str, str, float]]:
    """Channel and wanted account ('' for any) of ready batches, with the earliest moment."""
    rows = c.execute(
        """SELECT channel, account, min(max(first, start_at)) FROM (
               SELECT m.channel, m.account, m.start_at, (
                   SELECT min(run_at) FROM batch WHERE mailing_id = m.id AND state = 'ready'
               ) AS first FROM mailing m WHERE m.state = 'running')
           WHERE first IS NOT NULL GROUP BY channel, account"""
    )
    return list(rows)


def queued(c: Connection, batch_id: int, now: float) -> list[Queued]:
    """What is to be sent of a batch now, in order."""
    rows = c.execute(
        """SELECT id, name, address, data, round, failures FROM delivery
           WHERE batch_id = ? AND (state = 'queued' OR state = 'waiting' AND next_at <= ?)
           ORDER BY id""",
        (batch_id, now),
    )
    return [Queued(*row) for row in rows]


def settle(c: Connection, results: Sequence[Settled]) -> None:
    """Write what became of tries. An answer is true even if the mailing was stopped meanwhile."""
    c.executemany(
        """UPDATE delivery SET state = ?, reason = ?, answer = ?, account = ?,
               provider_id = CASE WHEN ? = '' THEN provider_id ELSE ? END,
               parts = ifnull(?, parts), cost = ifnull(?, cost),
               failures = ?, next_at = ?, updated_at = ?
           WHERE id = ? AND state IN ('sending', 'queued', 'waiting', 'unknown')""",
        [
            (
                r.state, r.reason, r.answer, r.account, r.provider_id, r.provider_id, r.parts,
                None if r.cost is None else str(r.cost), r.failures, r.next_at, r.finished_at,
                r.delivery_id,
            )
            for r in results
        ],
    )  # fmt: skip
    c.executemany(
        """INSERT INTO attempt
               (delivery_id, account, started_at, finished_at, state, reason, answer)
           VALUES (?, ?, ?, ?, ?, ?, ?)""",
        [
            (r.delivery_id, r.account, r.started_at, r.finished_at, r.state, r.reason, r.answer)
            for r in results
            if r.tried
        ],
    )


def intend(c: Connection, row: Queued, account: str, at: float) -> bool:
    """From here on nobody can say that it was not sent, until `settle` says what became.

    False where the row is not to be sent: since it was read, a person cancelled or repeated it, or
    the mailing was paused, stopped or held.
    """
    cursor = c.execute(
        """UPDATE delivery SET state = 'sending', account = ?, next_at = NULL, updated_at = ?
           WHERE id = ? AND round = ? AND state IN ('queued', 'waiting')
             AND (SELECT state FROM mailing WHERE id = mailing_id) = 'running'""",
        (account, at, row.id, row.round),
    )
    return cursor.rowcount == 1


def give_back(c: Connection, batch: Batch, now: float) -> None:
    """The session is through with the batch, or leaves it: ready again where work is left."""
    # A stopped mailing: what was in flight then and came back unsent has missed the cancelling.
    c.execute(
        """UPDATE delivery SET state = 'cancelled', reason = 'stopped', next_at = NULL,
               updated_at = ? WHERE batch_id = ? AND state IN ('queued', 'waiting')
           AND EXISTS (SELECT 1 FROM mailing WHERE id = ? AND state = ?)""",
        (now, batch.id, batch.mailing_id, MailingState.STOPPED),
    )
    # What is queued keeps the moment it had: a clock that is set back must not put it off.
    run_at, in_flight = c.execute(
        """SELECT min(CASE d.state WHEN 'waiting' THEN d.next_at ELSE b.run_at END)
                      FILTER (WHERE d.state <> 'sending'),
                  count(*) FILTER (WHERE d.state = 'sending')
           FROM delivery d JOIN batch b ON b.id = d.batch_id
           WHERE d.batch_id = ? AND d.state IN ('queued', 'waiting', 'sending')""",
        (batch.id,),
    ).fetchone()
    if in_flight:
        return  # the session broke and left a row without an answer: `recover` takes it up
    if run_at is not None:
        c.execute("UPDATE batch SET state = 'ready', run_at = ? WHERE id = ?", (run_at, batch.id))
        return
    c.execute("UPDATE batch SET state = 'done' WHERE id = ?", (batch.id,))
    finish(c, batch.mailing_id, now)


def finish(c: Connection, mailing_id: int, now: float) -> None:
    """Mark the mailing as done if nothing of it is left to do, even if it was just paused."""
    c.execute(
        """UPDATE mailing SET state = 'done', finished_at = ? WHERE id = ?
           AND state IN ('running', 'paused', 'held')
           AND NOT EXISTS (SELECT 1 FROM batch WHERE mailing_id = mailing.id AND state = 'ready')
           AND NOT EXISTS
               (SELECT 1 FROM batch WHERE mailing_id = mailing.id AND state = 'running')
           AND NOT EXISTS
               (SELECT 1 FROM delivery WHERE mailing_id = mailing.id AND state = 'reserved')""",
        (now, mailing_id),
    )


def recover(c: Connection, now: float) -> int:
    """After a crash: what was in flight is unknown, the rest goes on. Returns how many unknown.

    Only for whoever holds the engine's lock: then no other session can be alive.
    """
    batches = [
        Batch(*r) for r in c.execute("SELECT id, mailing_id FROM batch WHERE state='running'")
    ]
    lost = 0
    for batch in batches:
        rows = c.execute(
            "SELECT id, account, updated_at FROM delivery WHERE batch_id = ? AND state = 'sending'",
            (batch.id,),
        ).fetchall()
        settle(
            c,
            [Settled(i, State.UNKNOWN, account, at, now, "interrupted", next_at=now)
             for i, account, at in rows],
        )  # fmt: skip
        lost += len(rows)
        give_back(c, batch, now)
    return lost


def usage(c: Connection, account: str, since: float) -> list[float]:
    """When the account's tries started since then, oldest first: what its limits are kept by."""
    rows = c.execute(
        "SELECT started_at FROM attempt WHERE started_at > ? AND account = ? ORDER BY started_at",
        (since, account),
    )
    return [row[0] for row in rows]


def last_attempt(c: Connection) -> int:
    """The id of the newest try: how far this ledger has come. 0 where nothing was tried."""
    row = c.execute("SELECT max(id) FROM attempt").fetchone()
    return row[0] or 0
