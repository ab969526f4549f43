"""What became of accepted messages: which to ask about, and what the provider said."""

from dataclasses import dataclass
from decimal import Decimal

from depesha.domain.states import State
from depesha.store.database import Connection


@dataclass(frozen=True, slots=True)
class Due:
    """A delivery whose provider is to be asked. Moments are epoch seconds."""

    id: int
    mailing_id: int
    mailing_key: str
    channel: str
    account: str
    """`email.main`."""
    address: str
    provider_id: str
    round: int
    state: State
    since: float
    """When it got into this state."""


@dataclass(frozen=True, slots=True)
class News:
    """What the provider said of one delivery, or that nothing more is asked."""

    delivery_id: int
    round: int
    was: State
    """The state when the provider was asked: news of another state, or round, is old."""
    state: State
    reason: str = ""
    answer: str = ""
    parts: int | None = None
    cost: Decimal | None = None
    next_at: float | None = None


def due(c: Connection, now: float, limit: int = 500) -> list[Due]:
    """Deliveries whose fate is to be asked for by now, the longest waiting first."""
    rows = c.execute(
        """SELECT d.id, d.mailing_id, m.key, m.channel, d.account, d.address, d.provider_id,
                  d.round, d.state, d.updated_at
           FROM delivery d JOIN mailing m ON m.id = d.mailing_id
           WHERE d.next_at <= ? AND d.state IN ('accepted', 'unknown') AND m.mode = 'on'
           ORDER BY d.next_at LIMIT ?""",
        (now, limit),
    )
    return [
        Due(*row[:8], state=State(row[8]), since=row[9])  # type: ignore[misc]
        for row in rows
    ]


def hasten(c: Connection, now: float, mailing_id: int | None = None) -> int:
    """Make every pending question due now (the user asked). Returns how many."""
    return c.execute(
        """UPDATE delivery SET next_at = ? WHERE next_at IS NOT NULL
           AND state IN ('accepted', 'unknown') AND (? IS NULL OR mailing_id = ?)""",
        (now, mailing_id, mailing_id),
    ).rowcount


def tell(c: Connection, news: list[News], now: float) -> int:
    """Write what the provider said; a change of state is a line in the delivery's history.

    Returns how many changed. What was repeated or settled since the question is left alone.
    """
    changed = 0
    for one in news:
        if one.state is one.was:
            c.execute(
                """UPDATE delivery SET next_at = ?, parts = ifnull(?, parts), cost = ifnull(?, cost)
                   WHERE id = ? AND round = ? AND state = ?""",
                (
                    one.next_at, one.parts, _text(one.cost), one.delivery_id, one.round, one.was,
                ),
            )  # fmt: skip
            continue
        cursor = c.execute(
            """UPDATE delivery SET state = ?, reason = ?, answer = ?, parts = ifnull(?, parts),
                   cost = ifnull(?, cost), next_at = ?, updated_at = ?
               WHERE id = ? AND round = ? AND state = ?""",
            (
                one.state, one.reason, one.answer, one.parts, _text(one.cost), one.next_at, now,
                one.delivery_id, one.round, one.was,
            ),
        )  # fmt: skip
        if cursor.rowcount:
            changed += 1
            c.execute(
                """INSERT INTO attempt
                       (delivery_id, account, started_at, finished_at, state, reason, answer)
                   VALUES (?, '', ?, ?, ?, ?, ?)""",
                (one.delivery_id, now, now, one.state, one.reason, one.answer),
            )
    return changed


def _text(cost: Decimal | None) -> str | None:
    return None if cost is None else str(cost)
