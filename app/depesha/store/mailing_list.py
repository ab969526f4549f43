"""Mailings as lists of them: those that are not over, those that a person looks for."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass

from depesha.domain.normal import fold
from depesha.domain.states import MailingState
from depesha.store.database import Connection
from depesha.store.mailings import COLUMNS, Mailing, from_row

UNFINISHED = (MailingState.RUNNING, MailingState.PAUSED, MailingState.HELD)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which mailings; empty fields do not restrict."""

    states: tuple[str, ...] = ()
    to_come_at: float | None = None
    """Only those whose start lies beyond this moment."""
    begun_by: float | None = None
    """Only those whose start lies before this moment."""
    text: str = ""
    """Part of the title or the subject, without case."""


def unfinished(c: Connection) -> list[Mailing]:
    """Mailings that were released and are not over, the oldest first."""
    rows = c.execute(
        f"SELECT {COLUMNS} FROM mailing WHERE state IN (?, ?, ?) ORDER BY id", UNFINISHED
    )
    return [from_row(row) for row in rows]


def ids(c: Connection, wanted: Wanted) -> "array[int]":
    """Ids of the matching mailings, the newest first; plans never released are not among them."""
    conditions, values = ["state <> 'draft'"], list[object]()
    if wanted.states:
        conditions.append(f"state IN ({','.join('?' * len(wanted.states))})")
        values += wanted.states
    if wanted.to_come_at is not None:
        conditions.append("start_at > ?")
        values.append(wanted.to_come_at)
    if wanted.begun_by is not None:
        conditions.append("start_at <= ?")
        values.append(wanted.begun_by)
    if wanted.text:
        conditions.append("(instr(fold(title), ?) OR instr(fold(subject), ?))")
        values += [fold(wanted.text)] * 2
    rows = c.execute(
        f"SELECT id FROM mailing WHERE {' AND '.join(conditions)} ORDER BY id DESC", values
    )
    return array("q", (row[0] for row in rows))


def get_many(c: Connection, wanted: Sequence[int]) -> list[Mailing]:
    """The mailings of these ids that there are, in no order."""
    marks = ",".join("?" * len(wanted))
    rows = c.execute(f"SELECT {COLUMNS} FROM mailing WHERE id IN ({marks})", tuple(wanted))
    return [from_row(row) for row in rows]
