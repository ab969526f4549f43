"""Contacts: what the office knows of the people it writes to.

Whatever changes a contact goes through here, so that the search index keeps step.
"""

import sqlite3
from array import array
from collections.abc import Iterator, Sequence
from itertools import chain

from depesha.api.i18n import _, ngettext
from depesha.domain.errors import InputError
from depesha.domain.normal import name_key
from depesha.domain.people import Contact
from depesha.store import categories, codes
from depesha.store.contact_rows import (
    COLUMNS,
    FIELDS,
    LINKS,
    contact_of,
    links_of,
    name_hash,
    row_of,
)
from depesha.store.convert import CHUNK, chunks, marks

_SELECT = f"SELECT {', '.join(FIELDS)} FROM contact"
_ALL = (*COLUMNS, *LINKS)
_INSERT = f"INSERT INTO contact ({', '.join(_ALL)}) VALUES ({marks(_ALL)})"
# Two statements: one that touches foreign keys makes FTS5 write its cache out, three times slower.
_UPDATE = f"UPDATE contact SET {', '.join(f'{name} = ?' for name in COLUMNS)} WHERE id = ?"
_RELINK = f"UPDATE contact SET {', '.join(f'{name} = ?' for name in LINKS)} WHERE id = ?"
_OLD = f"SELECT code, search_text, {', '.join(LINKS)} FROM contact WHERE id = ?"


def insert(c: sqlite3.Connection, contact: Contact) -> int:
    """Store a new contact and return its id.

    It keeps the code it brings if that is free; otherwise it gets the next one.
    """
    row = row_of(contact, codes.take(c, "contact", contact.code))
    id_ = c.execute(_INSERT, (*row, *links_of(contact))).lastrowid
    assert id_
    _index(c, id_, row[-1])
    _know_fields(c, contact)
    return id_


def update(c: sqlite3.Connection, contact: Contact) -> None:
    """Write all fields of a stored contact but its code. Raises LookupError if it is gone."""
    old = c.execute(_OLD, (contact.id,)).fetchone()
    if old is None:
        raise LookupError(f"no contact with id {contact.id}")
    code, old_text, *old_links = old
    row, links = row_of(contact, code), links_of(contact)
    if row[-1] != old_text:
        _unindex(c, contact.id, old_text)
        _index(c, contact.id, row[-1])
    c.execute(_UPDATE, (*row, contact.id))
    if links != tuple(old_links):
        c.execute(_RELINK, (*links, contact.id))
    _know_fields(c, contact)


def delete(c: sqlite3.Connection, contact_id: int) -> None:
    """Forget a contact and its consents. Raises InputError if there are documents of it."""
    row = c.execute(
        "SELECT name, code, search_text FROM contact WHERE id = ?", (contact_id,)
    ).fetchone()
    if row is None:
        return
    if c.execute("SELECT 1 FROM document WHERE contact_id = ? LIMIT 1", (contact_id,)).fetchone():
        raise InputError(
            _("{name} cannot be deleted: there are documents of this contact.").format(name=row[0])
        )
    codes.retire(c, "contact", row[1])
    _unindex(c, contact_id, row[2])
    c.execute("DELETE FROM contact WHERE id = ?", (contact_id,))


def _index(c: sqlite3.Connection, id_: int, text: str) -> None:
    c.execute("INSERT INTO contact_search (rowid, search_text) VALUES (?, ?)", (id_, text))


def _unindex(c: sqlite3.Connection, id_: int, text: str) -> None:
    # FTS5 takes an entry out by the text that was put in.
    c.execute(
        "INSERT INTO contact_search (contact_search, rowid, search_text) VALUES ('delete', ?, ?)",
        (id_, text),
    )


def _know_fields(c: sqlite3.Connection, contact: Contact) -> None:
    for name in contact.custom:
        c.execute("INSERT OR IGNORE INTO custom_field (name) VALUES (?)", (name,))


def get(c: sqlite3.Connection, contact_id: int) -> Contact | None:
    """The contact, or None."""
    row = c.execute(f"{_SELECT} WHERE id = ?", (contact_id,)).fetchone()
    return contact_of(row) if row else None


def first(c: sqlite3.Connection) -> Contact | None:
    """The contact that was entered first, or None where there is none."""
    row = c.execute(f"{_SELECT} ORDER BY id LIMIT 1").fetchone()
    return contact_of(row) if row else None


def get_many(c: sqlite3.Connection, ids: Sequence[int]) -> list[Contact]:
    """The contacts in the order of the ids; those that are gone are left out."""
    return list(iterate(c, ids))


def iterate(c: sqlite3.Connection, ids: Sequence[int], chunk: int = CHUNK) -> Iterator[Contact]:
    """The contacts in the order of the ids, `chunk` of them in memory; the gone are left out."""
    for part in chunks(ids, chunk):
        rows = c.execute(f"{_SELECT} WHERE id IN ({marks(part)})", part)
        found = {row[0]: row for row in rows}
        yield from (contact_of(found[id_]) for id_ in part if id_ in found)


def page(c: sqlite3.Connection, *, after: Contact | None = None, limit: int = 50) -> list[Contact]:
    """The next contacts in the order of lists: by shown name, behind the contact `after`.

    For the first rows of a long table; with the array of `all_ids`, `get_many` reads any slice.
    """
    key, id_ = (name_key(after.shown_name), after.id) if after else ("", 0)
    rows = c.execute(
        f"{_SELECT} WHERE (shown_key, id) > (?, ?) ORDER BY shown_key, id LIMIT ?",
        (key, id_, limit),
    )
    return list(map(contact_of, rows))


def count(c: sqlite3.Connection) -> int:
    """How many contacts there are."""
    number: int = c.execute("SELECT count(*) FROM contact").fetchone()[0]
    return number


def all_ids(c: sqlite3.Connection) -> "array[int]":
    """Everybody, in the order of lists."""
    rows = c.execute("SELECT id FROM contact ORDER BY shown_key, id")
    return array("q", chain.from_iterable(rows))  # without a list on the way


def ids_by_codes(c: sqlite3.Connection, wanted: Sequence[int]) -> list[int]:
    """The ids in the order of the codes, each once. Raises InputError naming codes nobody has."""
    found: dict[int, int] = {}
    for part in chunks(wanted):
        found |= c.execute(f"SELECT code, id FROM contact WHERE code IN ({marks(part)})", part)
    unique = list(dict.fromkeys(wanted))
    if missing := [code for code in unique if code not in found]:
        text = ngettext(
            "No contact has the code {codes}.", "No contacts have the codes {codes}.", len(missing)
        )
        raise InputError(text.format(codes=", ".join(map(str, missing))))
    return [found[code] for code in unique]


def present(c: sqlite3.Connection, wanted: Sequence[int]) -> "array[int]":
    """Those of the ids that there are, in their order."""
    found: set[int] = set()
    for part in chunks(wanted):
        rows = c.execute(f"SELECT id FROM contact WHERE id IN ({marks(part)})", tuple(part))
        found.update(row[0] for row in rows)
    return array("q", (id_ for id_ in wanted if id_ in found))


def ids_in_category(c: sqlite3.Connection, category_id: int) -> list[int]:
    """The contacts of a category and of those below it, in the order of lists."""
    below = categories.subtree(c, category_id)
    rows = c.execute(
        f"SELECT id FROM contact WHERE category_id IN ({marks(below)}) ORDER BY shown_key, id",
        below,
    )
    return [row[0] for row in rows]


def custom_names(c: sqlite3.Connection) -> list[str]:
    """The names of all custom fields ever seen, in order; each is a macro."""
    return [row[0] for row in c.execute("SELECT name FROM custom_field ORDER BY name")]


_SAME_PERSON = "name_hash = :hash AND (external_id = '' OR :external_id = '')"
_BY_CODE = f"SELECT id, name FROM contact WHERE code = :code AND {_SAME_PERSON}"
_BY_ADDRESS = (
    "SELECT id, name FROM contact WHERE mobile_phone <> '' AND mobile_phone = :mobile_phone "
    f"AND {_SAME_PERSON} UNION ALL "
    "SELECT id, name FROM contact WHERE email <> '' AND email = :email COLLATE NOCASE "
    f"AND {_SAME_PERSON}"
)
_BY_INN = f"SELECT id, name FROM contact WHERE inn <> '' AND inn = :inn AND {_SAME_PERSON}"


def find_existing(c: sqlite3.Connection, contact: Contact) -> int | None:
    """The stored contact that an imported one is, or None.

    The first that tells: the accounting program's key; the code and the name; the mobile phone or
    the e-mail and the name; the INN and the name. Two who fit equally are nobody, and people with
    different keys of the accounting program are different people.
    """
    if contact.external_id and (
        row := c.execute(
            "SELECT id FROM contact WHERE external_id <> '' AND external_id = ?",
            (contact.external_id,),
        ).fetchone()
    ):
        return int(row[0])
    key = name_key(contact.name)
    values = {
        "external_id": contact.external_id,
        "hash": name_hash(key),
        "code": contact.code,
        "mobile_phone": contact.mobile_phone,
        "email": contact.email,
        "inn": contact.inn,
    }
    ways = (
        (contact.code, _BY_CODE),
        (contact.mobile_phone or contact.email, _BY_ADDRESS),
        (contact.inn, _BY_INN),
    )
    for known, statement in ways:
        rows = c.execute(statement, values) if known else ()
        found = {int(id_) for id_, name in rows if name_key(name) == key}
        if len(found) == 1:
            return found.pop()
    return None
