"""Documents for a table: which ones a filter wants, in which order, and what their rows show."""

import datetime as dt
import json
import sqlite3
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from depesha.domain.normal import fold
from depesha.store import search
from depesha.store.convert import chunks, day_text, marks, text_day

_CONTACT = "(SELECT shown_key FROM contact WHERE contact.id = document.contact_id)"
ORDERS = {
    "date": "date",
    "number": "number",
    "external_number": "external_number",
    "type": "type",
    "contact": _CONTACT,
    "state": "fold(state)",
    "amount": "CAST(amount AS REAL)",
    "paid": "CAST(paid AS REAL)",
    "due_date": "due_date",
    "author": "(SELECT name_key FROM employee WHERE employee.id = document.author_id)",
}
"""What a table of documents can be sorted by."""


@dataclass(frozen=True, slots=True)
class DocumentFilter:
    """Which documents; an empty field lets all through."""

    type: str = ""
    text: str = ""
    """As typed: a part of a number, or what finds the contact: name, phone, e-mail."""
    state: str = ""
    since: dt.date | None = None
    until: dt.date | None = None
    """The last day, included."""


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document as tables show it."""

    id: int
    type: str
    number: str
    external_number: str
    date: dt.date
    contact_id: int
    contact: str
    """The name it is shown by."""
    phone: str
    state: str
    amount: Decimal
    paid: Decimal
    currency: str
    due_date: dt.date | None
    author: str
    comment: str
    files: int
    """How many are attached."""


@dataclass(frozen=True, slots=True)
class Found:
    """Documents in order, and at the same places their contacts."""

    ids: "array[int]"
    contacts: "array[int]"


def find(
    c: sqlite3.Connection, wanted: DocumentFilter, order: str = "", *, descending: bool = False
) -> Found:
    """The documents the filter lets through, in one of ORDERS; without, the newest first."""
    where, values = _conditions(c, wanted)
    way = "DESC" if descending else "ASC"
    by = f"{ORDERS[order]} {way}, id {way}" if order else "date DESC, id DESC"
    ids, contacts = array("q"), array("q")
    for id_, contact in c.execute(
        f"SELECT id, contact_id FROM document WHERE {where} ORDER BY {by}", values
    ):
        ids.append(id_)
        contacts.append(contact)
    return Found(ids, contacts)


_FOUND = """(instr(fold(number), ?) OR instr(fold(external_number), ?)
             OR contact_id IN (SELECT value FROM json_each(?)))"""


def _conditions(c: sqlite3.Connection, wanted: DocumentFilter) -> tuple[str, list[object]]:
    used: list[tuple[str, tuple[object, ...]]] = []
    if wanted.type:
        used.append(("type = ?", (wanted.type,)))
    if wanted.state:
        used.append(("state = ?", (wanted.state,)))
    if wanted.since:
        used.append(("date >= ?", (day_text(wanted.since),)))
    if wanted.until:
        used.append(("date <= ?", (day_text(wanted.until),)))
    if text := fold(wanted.text):
        used.append((_FOUND, (text, text, json.dumps(search.search_ids(c, wanted.text).tolist()))))
    where = " AND ".join(condition for condition, _bound in used) or "TRUE"
    return where, [value for _condition, bound in used for value in bound]


_ROWS = """
    SELECT d.id, d.type, d.number, d.external_number, d.date, d.contact_id,
           CASE WHEN k.display_name <> '' THEN k.display_name ELSE k.name END,
           CASE WHEN k.mobile_phone <> '' THEN k.mobile_phone ELSE k.work_phone END,
           d.state, d.amount, d.paid, d.currency, d.due_date, ifnull(e.name, ''), d.comment,
           (SELECT count(*) FROM document_file f WHERE f.document_id = d.id)
    FROM document d JOIN contact k ON k.id = d.contact_id
    LEFT JOIN employee e ON e.id = d.author_id
"""
_FIELDS = tuple(DocumentRow.__dataclass_fields__)


def page(c: sqlite3.Connection, wanted: Sequence[int]) -> list[DocumentRow]:
    """The rows of these ids in their order; those that are gone are left out."""
    found: dict[int, DocumentRow] = {}
    for part in chunks(wanted):
        rows = c.execute(f"{_ROWS} WHERE d.id IN ({marks(part)})", tuple(part))
        found |= {row[0]: _row(row) for row in rows}
    return [found[id_] for id_ in wanted if id_ in found]


def _row(row: tuple[Any, ...]) -> DocumentRow:
    values = dict(zip(_FIELDS, row, strict=True))
    values |= {
        "date": text_day(values["date"]),
        "due_date": text_day(values["due_date"]),
        "amount": Decimal(values["amount"]),
        "paid": Decimal(values["paid"]),
    }
    return DocumentRow(**values)


def states(c: sqlite3.Connection, type_: str = "") -> list[str]:
    """The states that documents of the type have, of all types where none is named."""
    rows = c.execute(
        "SELECT DISTINCT state FROM document WHERE state <> '' AND (? = '' OR type = ?) "
        "ORDER BY fold(state)",
        (type_, type_),
    )
    return [state for (state,) in rows]
