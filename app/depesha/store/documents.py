"""Documents and their journals: orders, invoices, payments, and whatever types an office adds."""

import datetime as dt
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from depesha.api.i18n import _
from depesha.domain.errors import InputError
from depesha.domain.people import Document, Line
from depesha.domain.words import DOCUMENT_TYPES
from depesha.store.convert import CHUNK, chunks, day_text, marks, money_text, text_day

_FIELDS = (
    "id", "type", "number", "external_number", "date", "contact_id", "author_id", "state",
    "amount", "paid", "currency", "due_date", "comment",
)  # fmt: skip
_SELECT = f"SELECT {', '.join(_FIELDS)} FROM document"


@dataclass(frozen=True, slots=True)
class Filter:
    """Which documents of the journals; an empty field lets all through."""

    type: str = ""
    state: str = ""
    since: date | None = None
    until: date | None = None
    """The last day, included."""
    contact_id: int | None = None


def types(c: sqlite3.Connection) -> dict[str, str]:
    """The journals: key → title in the language in force, the shipped ones first."""
    titles = dict(c.execute("SELECT key, title FROM document_type ORDER BY title"))
    shipped = {key: titles.pop(key, "") or _(title) for key, title in DOCUMENT_TYPES.items()}
    return shipped | titles


def add_type(c: sqlite3.Connection, key: str, title: str) -> None:
    """Add a journal, or give one another title."""
    c.execute(
        "INSERT INTO document_type (key, title) VALUES (?, ?) "
        "ON CONFLICT (key) DO UPDATE SET title = excluded.title",
        (key, title),
    )


def reference(document: Document) -> str:
    """What deliveries about the document are found by: type and number, in no language."""
    return f"{document.type} {document.number}"


def referred(c: sqlite3.Connection, reference_: str, contact_id: int, day: dt.date) -> int | None:
    """The id of the contact's document that a delivery of that day was about; None if it is gone.

    Numbers begin anew each year: of several the last one that there was on that day.
    """
    type_, _space, number = reference_.partition(" ")
    row = c.execute(
        "SELECT id FROM document WHERE type = ? AND number = ? AND contact_id = ?"
        " ORDER BY date <= ? DESC, date DESC, id DESC LIMIT 1",
        (type_, number, contact_id, day.isoformat()),
    ).fetchone()
    return row[0] if row else None


def insert(c: sqlite3.Connection, document: Document) -> int:
    """Store a new document and return its id. Raises InputError for an unknown type."""
    _check_type(c, document.type)
    id_ = c.execute(
        f"INSERT INTO document ({', '.join(_FIELDS)}) VALUES ({marks(_FIELDS)})",
        (None, *_values_of(document)),
    ).lastrowid
    assert id_
    _insert_parts(c, id_, document)
    return id_


def update(c: sqlite3.Connection, document: Document) -> None:
    """Write all of a stored document, lines and files too. Raises LookupError if it is gone."""
    _check_type(c, document.type)
    changed = c.execute(
        f"UPDATE document SET {', '.join(f'{name} = ?' for name in _FIELDS[1:])} WHERE id = ?",
        (*_values_of(document), document.id),
    )
    if not changed.rowcount:
        raise LookupError(f"no document with id {document.id}")
    c.execute("DELETE FROM document_line WHERE document_id = ?", (document.id,))
    c.execute("DELETE FROM document_file WHERE document_id = ?", (document.id,))
    _insert_parts(c, document.id, document)


def _check_type(c: sqlite3.Connection, key: str) -> None:
    if not c.execute("SELECT 1 FROM document_type WHERE key = ?", (key,)).fetchone():
        raise InputError(
            _("There is no document type {key}. Known types: {known}.").format(
                key=key, known=", ".join(types(c))
            )
        )


def _values_of(document: Document) -> tuple[Any, ...]:
    return (
        document.type, document.number, document.external_number, day_text(document.date),
        document.contact_id, document.author_id, document.state, money_text(document.amount),
        money_text(document.paid), document.currency, day_text(document.due_date),
        document.comment,
    )  # fmt: skip


def _insert_parts(c: sqlite3.Connection, id_: int, document: Document) -> None:
    c.executemany(
        "INSERT INTO document_line (document_id, position, article, name, quantity, price, state)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (id_, position, line.article, line.name, money_text(line.quantity),
             money_text(line.price), line.state)
            for position, line in enumerate(document.lines)
        ],
    )  # fmt: skip
    c.executemany(
        "INSERT INTO document_file (document_id, position, path) VALUES (?, ?, ?)",
        [(id_, position, path) for position, path in enumerate(document.files)],
    )


def get(c: sqlite3.Connection, document_id: int) -> Document | None:
    """The document with its lines and files, or None."""
    return next(iter(get_many(c, [document_id])), None)


def get_many(c: sqlite3.Connection, ids: Sequence[int]) -> list[Document]:
    """The documents in the order of the ids; those that are gone are left out."""
    return [document for part in chunks(ids) for document in _read(c, part)]


def _read(c: sqlite3.Connection, ids: Sequence[int]) -> Iterator[Document]:
    lines: dict[int, list[Line]] = {}
    for id_, article, name, quantity, price, state in c.execute(
        "SELECT document_id, article, name, quantity, price, state FROM document_line "
        f"WHERE document_id IN ({marks(ids)}) ORDER BY document_id, position",
        ids,
    ):
        line = Line(article=article, name=name, quantity=Decimal(quantity),
                    price=Decimal(price), state=state)  # fmt: skip
        lines.setdefault(id_, []).append(line)
    files: dict[int, list[str]] = {}
    for id_, path in c.execute(
        "SELECT document_id, path FROM document_file "
        f"WHERE document_id IN ({marks(ids)}) ORDER BY document_id, position",
        ids,
    ):
        files.setdefault(id_, []).append(path)
    rows = {row[0]: row for row in c.execute(f"{_SELECT} WHERE id IN ({marks(ids)})", ids)}
    for id_ in ids:
        if id_ in rows:
            yield _document_of(rows[id_], tuple(lines.get(id_, ())), tuple(files.get(id_, ())))


def _document_of(row: tuple[Any, ...], lines: tuple[Line, ...], files: tuple[str, ...]) -> Document:
    values = dict(zip(_FIELDS, row, strict=True))
    values |= {
        "date": text_day(values["date"]),
        "due_date": text_day(values["due_date"]),
        "amount": Decimal(values["amount"]),
        "paid": Decimal(values["paid"]),
    }
    return Document(**values, lines=lines, files=files)


def find_existing(c: sqlite3.Connection, document: Document) -> int | None:
    """The stored document that an imported one is: same type, number and year of its date.

    Where two own firms number alike, the one of the same contact.
    """
    row = c.execute(
        "SELECT id FROM document WHERE type = ? AND number = ? AND substr(date, 1, 4) = ? "
        "ORDER BY contact_id = ? DESC, id LIMIT 1",
        (document.type, document.number, f"{document.date:%Y}", document.contact_id),
    ).fetchone()
    return row[0] if row else None


def ids(c: sqlite3.Connection, which: Filter) -> list[int]:
    """The documents the filter lets through, the newest first."""
    conditions = {
        "type = ?": which.type or None,
        "state = ?": which.state or None,
        "date >= ?": day_text(which.since),
        "date <= ?": day_text(which.until),
        "contact_id = ?": which.contact_id,
    }
    given = {sql: value for sql, value in conditions.items() if value is not None}
    where = " AND ".join(given) or "TRUE"
    rows = c.execute(
        f"SELECT id FROM document WHERE {where} ORDER BY date DESC, id DESC", tuple(given.values())
    )
    return [row[0] for row in rows]


def iterate(c: sqlite3.Connection, which: Filter, chunk: int = CHUNK) -> Iterator[Document]:
    """The documents the filter lets through, the newest first, `chunk` of them in memory."""
    for part in chunks(ids(c, which), chunk):
        yield from _read(c, part)
