"""The journal of notifications: one row per delivery, good or bad, and what was tried for each."""

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from depesha.domain.normal import fold
from depesha.domain.states import State
from depesha.store.database import Connection


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One delivery with what the journal shows of its mailing. Moments are epoch seconds."""

    id: int
    mailing_id: int
    key: str
    """Stem of the message's key; see delivery.keys."""
    channel: str
    account: str
    mode: str
    title: str
    author: str
    template: str
    person_kind: str
    person_id: int
    code: int
    name: str
    address: str
    manager: str
    document: str
    data: str
    state: str
    reason: str
    answer: str
    provider_id: str
    parts: int | None
    cost: Decimal | None
    round: int
    created_at: float
    updated_at: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What to show; empty fields do not restrict. Texts match a part, without case."""

    mailing_id: int | None = None
    since: float | None = None
    until: float | None = None
    person: str = ""
    """Part of the name, or the code."""
    address: str = ""
    states: tuple[str, ...] = ()
    channel: str = ""
    person_kind: str = ""
    person_id: int | None = None
    reason: str = ""
    document: str = ""
    """Exactly: type and number, as `Entry.document`."""
    drafts: bool = False
    """Also what is planned and not released."""


_SELECT = """
    SELECT d.id, d.mailing_id, m.key, m.channel, d.account, m.mode, m.title, m.author, m.template,
           d.person_kind, d.person_id, d.code, d.name, d.address,
           ifnull(e.name, '') AS manager, d.document, d.data, d.state, d.reason, d.answer,
           d.provider_id, d.parts, d.cost, d.round, m.created_at, d.updated_at
    FROM delivery d JOIN mailing m ON m.id = d.mailing_id
    LEFT JOIN contact k ON d.person_kind = 'contact' AND k.id = d.person_id
    LEFT JOIN employee e ON e.id = k.manager_id
"""
_NAMES = [field for field in Entry.__dataclass_fields__]  # noqa: C416 - in order of declaration


def entries(c: Connection, wanted: Filter, limit: int = -1) -> Iterator[Entry]:
    """The matching rows, newest mailing first and in its order; read as they are asked for."""
    where, values = _conditions(wanted)
    query = f"{_SELECT} WHERE {where} ORDER BY d.mailing_id DESC, d.id LIMIT ?"
    for row in c.execute(query, (*values, limit)):
        yield _entry(row)


ORDERS = {
    "date": "d.updated_at", "name": "fold(d.name)", "address": "d.address", "code": "d.code",
    "status": "d.state", "channel": "m.channel", "event": "fold(m.title)", "parts": "d.parts",
    "author": "m.author", "document": "d.document", "provider_id": "d.provider_id",
}  # fmt: skip
"""By which columns of the journal rows can be ordered."""


def ids(
    c: Connection, wanted: Filter, order: str = "", *, descending: bool = False
) -> "array[int]":
    """Ids of the matching rows, in one of ORDERS; without, the newest mailing first."""
    where, values = _conditions(wanted)
    way = "DESC" if descending else "ASC"
    by = f"{ORDERS[order]} {way}, d.id {way}" if order else "d.mailing_id DESC, d.id"
    rows = c.execute(
        f"""SELECT d.id FROM delivery d JOIN mailing m ON m.id = d.mailing_id
            WHERE {where} ORDER BY {by}""",
        values,
    )
    return array("q", (row[0] for row in rows))


def get_many(c: Connection, wanted: Sequence[int]) -> list[Entry]:
    """The rows of these ids that there are, in no order."""
    marks = ",".join("?" * len(wanted))
    return [_entry(row) for row in c.execute(f"{_SELECT} WHERE d.id IN ({marks})", tuple(wanted))]


def people(c: Connection, wanted: Filter) -> Iterator[tuple[str, int]]:
    """Kind and id of the people of the matching rows, in the order of sending."""
    where, values = _conditions(wanted)
    yield from c.execute(
        f"""SELECT d.person_kind, d.person_id FROM delivery d JOIN mailing m ON m.id = d.mailing_id
            WHERE {where} ORDER BY d.mailing_id, d.id""",
        values,
    )


def about(c: Connection, mailing_id: int) -> tuple[str, int] | None:
    """The document that a mailing is about, as `Entry.document`, with the id of its contact."""
    row: tuple[str, int] | None = c.execute(
        """SELECT document, person_id FROM delivery
           WHERE mailing_id = ? AND document <> '' AND person_kind = 'contact' LIMIT 1""",
        (mailing_id,),
    ).fetchone()
    return row


def _entry(row: tuple[Any, ...]) -> Entry:
    fields = dict(zip(_NAMES, row, strict=True))
    if fields["cost"] is not None:
        fields["cost"] = Decimal(fields["cost"])
    return Entry(**fields)


def _conditions(wanted: Filter) -> tuple[str, list[object]]:
    code = int(wanted.person) if wanted.person.isdecimal() else None
    person, address = fold(wanted.person), fold(wanted.address)
    states = ",".join("?" * len(wanted.states))
    offered: list[tuple[bool, str, tuple[object, ...]]] = [
        (not wanted.drafts, "m.state <> 'draft'", ()),
        (wanted.mailing_id is not None, "d.mailing_id = ?", (wanted.mailing_id,)),
        (wanted.since is not None, "d.updated_at >= ?", (wanted.since,)),
        (wanted.until is not None, "d.updated_at < ?", (wanted.until,)),
        (bool(person), "(instr(fold(d.name), ?) OR d.code = ?)", (person, code)),
        (bool(address), "instr(fold(d.address), ?)", (address,)),
        (bool(states), f"d.state IN ({states})", wanted.states),
        (bool(wanted.reason), "d.reason = ?", (wanted.reason,)),
        (bool(wanted.channel), "m.channel = ?", (wanted.channel,)),
        (bool(wanted.document), "d.document = ?", (wanted.document,)),
        (
            wanted.person_id is not None,
            "d.person_kind = ? AND d.person_id = ?",
            (wanted.person_kind, wanted.person_id),
        ),
    ]
    used = [(condition, bound) for is_used, condition, bound in offered if is_used]
    where = " AND ".join(condition for condition, _bound in used) or "1"
    return where, [value for _condition, bound in used for value in bound]


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try of a delivery, or one later word of the provider."""

    account: str
    started_at: float
    finished_at: float
    state: str
    reason: str
    answer: str


def attempts(c: Connection, delivery_id: int) -> list[Attempt]:
    """All that was tried for a delivery, oldest first."""
    rows = c.execute(
        """SELECT account, started_at, finished_at, state, reason, answer FROM attempt
           WHERE delivery_id = ? ORDER BY id""",
        (delivery_id,),
    )
    return [Attempt(*row) for row in rows]


@dataclass(frozen=True, slots=True)
class Group:
    """What the pre-flight sheet says of one reason."""

    reason: str
    count: int
    examples: tuple[tuple[str, str, str], ...]
    """Name, address, detail of the first few."""


def skipped_groups(c: Connection, mailing_id: int, examples: int = 5) -> list[Group]:
    """Who of a planned mailing will not be written to, by reason, the largest group first."""
    rows = c.execute(
        """SELECT reason, count(*) AS n FROM delivery WHERE mailing_id = ? AND state = 'skipped'
           GROUP BY reason ORDER BY n DESC, reason""",
        (mailing_id,),
    ).fetchall()
    return [
        Group(
            reason,
            count,
            tuple(
                c.execute(
                    """SELECT name, address, answer FROM delivery WHERE mailing_id = ?
                       AND state = 'skipped' AND reason = ? ORDER BY id LIMIT ?""",
                    (mailing_id, reason, examples),
                )
            ),
        )
        for reason, count in rows
    ]


def bill(c: Connection, mailing_id: int, state: State = State.QUEUED) -> tuple[int, Decimal]:
    """SMS parts and money of what is in that state in a planned mailing."""
    parts, costs = 0, Decimal(0)
    rows = c.execute(
        """SELECT parts, cost, count(*) FROM delivery WHERE mailing_id = ? AND state = ?
           GROUP BY parts, cost""",
        (mailing_id, state),
    )
    for part, cost, count in rows:
        parts += (part or 0) * count
        costs += Decimal(cost or 0) * count
    return parts, costs
