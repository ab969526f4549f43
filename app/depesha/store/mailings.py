"""Mailings as people handle them: planned, released, paused, stopped, repeated, looked at."""

import json
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from depesha.api.message import Picture
from depesha.domain.states import MailingState, State
from depesha.store import chains, suppressions
from depesha.store.database import Connection


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailing:
    """One text to many people through one channel. Moments are epoch seconds."""

    id: int = 0
    key: str
    channel: str
    account: str = ""
    """The account's name, or empty for any account of the channel."""
    mode: str = "on"
    title: str
    author: str = ""
    template: str = ""
    subject: str = ""
    body: str
    format: str = "simple"
    attachments: tuple[str, ...] = ()
    """Paths; macros allowed."""
    fields: tuple[str, ...] = ()
    """Custom fields that are macros in its text."""
    spelling: str = ""
    """In which letters an SMS leaves: domain.segments.Spelling."""
    state: str = MailingState.DRAFT
    why: str = ""
    answer: str = ""
    created_at: float
    start_at: float
    latest_start: float | None = None
    finished_at: float | None = None
    chain: str = ""
    """Key of the chain it belongs to, or empty; see store.chains."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """One person in a mailing that is being planned; a reason makes it skipped."""

    person_kind: str
    person_id: int
    code: int
    name: str
    address: str
    data: str
    document: str = ""
    parts: int | None = None
    cost: Decimal | None = None
    reason: str = ""
    detail: str = ""


COLUMNS = (
    "id, key, channel, account, mode, title, author, template, subject, body, format, attachments,"
    " fields, spelling, state, why, answer, created_at, start_at, latest_start, finished_at, chain"
)
_NAMES = COLUMNS.replace(" ", "").split(",")
_LISTS = ("attachments", "fields")


def from_row(row: tuple[object, ...]) -> Mailing:
    """A mailing from its COLUMNS."""
    fields = dict(zip(_NAMES, row, strict=True))
    for name in _LISTS:
        fields[name] = tuple(json.loads(str(fields[name])))
    return Mailing(**fields)  # type: ignore[arg-type]


def insert(c: Connection, mailing: Mailing, pictures: Iterable[Picture] = ()) -> int:
    """Store a new mailing with its pictures; returns its id."""
    values = [
        json.dumps(getattr(mailing, name), ensure_ascii=False)
        if name in _LISTS
        else getattr(mailing, name)
        for name in _NAMES[1:]
    ]
    marks = ",".join("?" * len(values))
    cursor = c.execute(f"INSERT INTO mailing ({','.join(_NAMES[1:])}) VALUES ({marks})", values)
    assert cursor.lastrowid is not None
    c.executemany(
        "INSERT INTO picture (mailing_id, cid, mime, data) VALUES (?, ?, ?, ?)",
        [(cursor.lastrowid, p.cid, p.mime, p.data) for p in pictures],
    )
    return cursor.lastrowid


def get(c: Connection, mailing_id: int) -> Mailing | None:
    """The mailing, or None."""
    row = c.execute(f"SELECT {COLUMNS} FROM mailing WHERE id = ?", (mailing_id,)).fetchone()
    return from_row(row) if row else None


def pictures(c: Connection, mailing_id: int) -> tuple[Picture, ...]:
    """The mailing's pictures; read once per lane, since channels know them by identity."""
    rows = c.execute(
        "SELECT cid, mime, data FROM picture WHERE mailing_id = ? ORDER BY cid", (mailing_id,)
    )
    return tuple(Picture(*row) for row in rows)


def latest(c: Connection, limit: int = 50) -> list[Mailing]:
    """The newest mailings first; drafts that were never released are nobody's business."""
    rows = c.execute(
        f"SELECT {COLUMNS} FROM mailing WHERE state <> 'draft' ORDER BY id DESC LIMIT ?", (limit,)
    )
    return [from_row(row) for row in rows]


def add(
    c: Connection, mailing_id: int, batch_size: int, people: Sequence[Planned], now: float
) -> None:
    """Add planned people to a draft, in batches of at most `batch_size`.

    A second person with the same address is skipped as a duplicate, by the database's own rule.
    """
    batch_id, room = None, 0
    for person in people:
        if not person.reason:
            if room == 0:
                batch_id, room = new_batch(c, mailing_id, now), batch_size
            if _insert(c, mailing_id, batch_id, person, now):
                room -= 1
                continue
            person = _duplicate(c, mailing_id, person)  # noqa: PLW2901 - the same person, skipped
        _insert(c, mailing_id, None, person, now)


def new_batch(c: Connection, mailing_id: int, now: float) -> int:
    """An empty batch of the mailing, ready from `now`."""
    cursor = c.execute("INSERT INTO batch (mailing_id, run_at) VALUES (?, ?)", (mailing_id, now))
    assert cursor.lastrowid is not None
    return cursor.lastrowid


def _insert(
    c: Connection, mailing_id: int, batch_id: int | None, person: Planned, now: float
) -> bool:
    state = State.SKIPPED if person.reason else State.QUEUED
    cursor = c.execute(
        """INSERT INTO delivery (mailing_id, batch_id, person_kind, person_id, code, name, address,
               document, data, state, reason, answer, parts, cost, updated_at)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
           ON CONFLICT (mailing_id, address) WHERE batch_id IS NOT NULL DO NOTHING""",
        (
            mailing_id, batch_id, person.person_kind, person.person_id, person.code, person.name,
            person.address, person.document, person.data, state, person.reason, person.detail,
            person.parts, None if person.cost is None else str(person.cost), now,
        ),
    )  # fmt: skip
    return cursor.rowcount == 1


def _duplicate(c: Connection, mailing_id: int, person: Planned) -> Planned:
    first = c.execute(
        "SELECT name FROM delivery WHERE mailing_id = ? AND address = ? AND batch_id IS NOT NULL",
        (mailing_id, person.address),
    ).fetchone()[0]
    return replace(person, reason="duplicate_address", detail=first, parts=None, cost=None)


def release(c: Connection, mailing_id: int, now: float) -> None:
    """The user said send: the draft may go from now on, or is done where nobody is left."""
    c.execute(
        "UPDATE mailing SET state = 'running' WHERE id = ? AND state = 'draft'", (mailing_id,)
    )
    c.execute(
        """UPDATE mailing SET state = 'done', finished_at = ? WHERE id = ? AND state = 'running'
           AND NOT EXISTS (SELECT 1 FROM batch WHERE mailing_id = mailing.id)""",
        (now, mailing_id),
    )


def discard(c: Connection, mailing_id: int) -> None:
    """Forget a draft."""
    c.execute("DELETE FROM mailing WHERE id = ? AND state = 'draft'", (mailing_id,))


def discard_old_drafts(c: Connection, before: float) -> None:
    """Forget drafts that a crash left behind."""
    c.execute("DELETE FROM mailing WHERE state = 'draft' AND created_at < ?", (before,))


def set_state(
    c: Connection,
    mailing_id: int,
    new: MailingState,
    allowed: Iterable[MailingState],
    why: str = "",
    answer: str = "",
) -> bool:
    """Change the state if it is one of `allowed`; False where it is not."""
    states = tuple(allowed)
    cursor = c.execute(
        f"""UPDATE mailing SET state = ?, why = ?, answer = ?
            WHERE id = ? AND state IN ({",".join("?" * len(states))})""",
        (new, why, answer, mailing_id, *states),
    )
    return cursor.rowcount == 1


def allow_late(c: Connection, mailing_id: int) -> None:
    """A person looked: a missed start is no reason to ask again."""
    c.execute("UPDATE mailing SET latest_start = NULL WHERE id = ?", (mailing_id,))


def hold_running(
    c: Connection, channel: str, account: str, why: str, answer: str, now: float
) -> None:
    """Hold the running mailings that want this account ('' for any) until a person resumes.

    Those that begin later are left: by then the account may have been mended.
    """
    c.execute(
        """UPDATE mailing SET state = 'held', why = ?, answer = ?
           WHERE channel = ? AND account = ? AND state = 'running' AND start_at <= ?""",
        (why, answer, channel, account, now),
    )


def cancel_rest(c: Connection, mailing_id: int, now: float) -> int:
    """Cancel what was not sent; what is in flight still gets its answer. Returns how many."""
    cancelled = c.execute(
        """UPDATE delivery SET state = 'cancelled', reason = 'stopped', next_at = NULL,
               updated_at = ?
           WHERE mailing_id = ? AND state IN ('queued', 'waiting', 'reserved')""",
        (now, mailing_id),
    ).rowcount
    c.execute(
        "UPDATE batch SET state = 'done' WHERE mailing_id = ? AND state = 'ready'", (mailing_id,)
    )
    return cancelled


def requeue(
    c: Connection,
    mailing: Mailing,
    states: Iterable[State],
    batch_size: int,
    now: float,
    only: Container[int] | None = None,
) -> int:
    """Queue the mailing's deliveries in these states, or those of them whose ids are in `only`,
    once more, under new keys. Returns how many. Only a person's word calls this; it does not reach
    addresses that were closed since, contacts that opted out, nor whom another channel has reached.
    """
    wanted = tuple(states)
    ids = [
        row[0]
        for row in c.execute(
            f"""SELECT id FROM delivery WHERE mailing_id = ? AND batch_id IS NOT NULL
                AND state IN ({",".join("?" * len(wanted))}) AND {suppressions.OPEN}
                AND {chains.ALONE} ORDER BY id""",
            (mailing.id, *wanted, mailing.channel, mailing.channel),
        )
        if only is None or row[0] in only
    ]
    for begin in range(0, len(ids), batch_size):
        batch_id = new_batch(c, mailing.id, now)
        c.executemany(
            """UPDATE delivery SET batch_id = ?, state = 'queued', reason = '', answer = '',
                   provider_id = '', round = round + 1, failures = 0, next_at = NULL,
                   updated_at = ? WHERE id = ?""",
            [(batch_id, now, one) for one in ids[begin : begin + batch_size]],
        )
    return len(ids)


def counts(c: Connection, mailing_id: int) -> dict[State, int]:
    """How many deliveries are in each state; counted from the rows, so always true."""
    rows = c.execute(
        "SELECT state, count(*) FROM delivery WHERE mailing_id = ? GROUP BY state", (mailing_id,)
    )
    return {State(state): count for state, count in rows}


def overdue(c: Connection, now: float) -> list[Mailing]:
    """Running mailings of which nothing has left, and whose allowed delay has passed."""
    rows = c.execute(
        f"""SELECT {COLUMNS} FROM mailing WHERE state = 'running' AND latest_start < ?
            AND NOT EXISTS (SELECT 1 FROM delivery d JOIN attempt a ON a.delivery_id = d.id
                            WHERE d.mailing_id = mailing.id)""",
        (now,),
    )
    return [from_row(row) for row in rows]


def live(c: Connection) -> list[int]:
    """Ids of running mailings, the oldest first."""
    return [r[0] for r in c.execute("SELECT id FROM mailing WHERE state = 'running' ORDER BY id")]
