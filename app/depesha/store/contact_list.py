"""Contacts for a table: which ones a filter wants, in which order, among a million of them."""

import sqlite3
from array import array
from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

from depesha.store import categories
from depesha.store.convert import CHUNK, chunks, marks

GROUPS = {
    "all": "1",
    "customers": "type = 'customer'",
    "suppliers": "type = 'supplier'",
    "own_firms": "type = 'own_firm'",
    "banks": "type = 'bank'",
    "uncategorised": "category_id IS NULL",
}
"""The fixed filters beside the categories."""

ORDERS = {
    "name": "shown_key",
    "code": "code",
    "city": "fold(city)",
    "type": "type",
    "category": "(SELECT name_key FROM category WHERE category.id = contact.category_id)",
    "mobile_phone": "mobile_phone",
    "work_phone": "work_phone",
    "email": "email COLLATE NOCASE",
    "contact_person": "fold(contact_person)",
    "manager": "(SELECT name_key FROM employee WHERE employee.id = contact.manager_id)",
    "balance": "CAST(balance AS REAL)",
    "overdue": "CAST(overdue AS REAL)",
    "inn": "inn",
}
"""What a table of contacts can be sorted by."""


class ContactFilter(NamedTuple):
    """Who is wanted."""

    text: str = ""
    """As typed into the search field."""
    group: str = "all"
    """A key of GROUPS."""
    category_id: int | None = None
    """With all below it; instead of a group."""


def first(c: sqlite3.Connection, wanted: ContactFilter, limit: int) -> "array[int]":
    """The first rows by name, quickly, to be shown while `ids` finds all."""
    if wanted.text:
        from depesha.store import search  # nobody has typed yet in the first picture

        if _is_everybody(wanted):
            return array("q", search.search(c, wanted.text, limit))
        return ids(c, wanted)[:limit]
    condition, values = _condition(c, wanted)
    rows = c.execute(
        f"SELECT id FROM contact WHERE {condition} ORDER BY shown_key, id LIMIT ?",
        (*values, limit),
    )
    return array("q", [id_ for (id_,) in rows])


def ids(
    c: sqlite3.Connection, wanted: ContactFilter, order: str = "", *, descending: bool = False
) -> "array[int]":
    """All who are wanted; by name where no order of ORDERS is asked for.

    What is typed puts the best hits first, unless another order is asked for.
    """
    if wanted.text:
        from depesha.store import search

        found = _within(c, search.search_ids(c, wanted.text), wanted)
        return _sorted(c, found, order, descending=descending) if order else found
    condition, values = _condition(c, wanted)
    way = "DESC" if descending else ""
    rows = c.execute(
        f"SELECT id FROM contact WHERE {condition} "
        f"ORDER BY {ORDERS[order or 'name']} {way}, shown_key, id",
        values,
    )
    # Without a list on the way, which of a million would take more memory than all the window.
    return array("q", chain.from_iterable(rows))


def _is_everybody(wanted: ContactFilter) -> bool:
    return wanted.category_id is None and wanted.group == "all"


def _condition(c: sqlite3.Connection, wanted: ContactFilter) -> tuple[str, Sequence[object]]:
    if wanted.category_id is None:
        return GROUPS[wanted.group], ()
    below = categories.subtree(c, wanted.category_id)
    return f"category_id IN ({marks(below)})", below


def _within(c: sqlite3.Connection, found: "array[int]", wanted: ContactFilter) -> "array[int]":
    """Those of the hits that the group or category has, in the order of the hits."""
    if _is_everybody(wanted):
        return found
    condition, values = _condition(c, wanted)
    kept: set[int] = set()
    for part in chunks(found):
        rows = c.execute(
            f"SELECT id FROM contact WHERE id IN ({marks(part)}) AND {condition}", (*part, *values)
        )
        kept.update(id_ for (id_,) in rows)
    return array("q", [id_ for id_ in found if id_ in kept])


def _sorted(
    c: sqlite3.Connection, found: "array[int]", order: str, *, descending: bool
) -> "array[int]":
    keys: dict[int, tuple[object, ...]] = {}
    for part in chunks(found, CHUNK):
        rows = c.execute(
            f"SELECT id, {ORDERS[order]}, shown_key FROM contact WHERE id IN ({marks(part)})", part
        )
        # None sorts before everything, as in SQL.
        keys.update((id_, (value is not None, value, key)) for id_, value, key in rows)
    present = [id_ for id_ in found if id_ in keys]
    return array("q", sorted(present, key=keys.__getitem__, reverse=descending))


def namesakes_by_address(
    c: sqlite3.Connection, contact_id: int, *, mobile_phone: str = "", email: str = ""
) -> list[tuple[int, str]]:
    """Id and shown name of others with this phone or e-mail, in their normal forms."""
    rows = c.execute(
        "SELECT id, CASE WHEN display_name <> '' THEN display_name ELSE name END FROM contact "
        "WHERE id <> ? AND ((? <> '' AND mobile_phone = ?) OR (? <> '' AND email = ? "
        "COLLATE NOCASE)) ORDER BY shown_key LIMIT 5",
        (contact_id, mobile_phone, mobile_phone, email, email),
    )
    return [(id_, name) for id_, name in rows]
