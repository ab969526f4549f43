"""Whom a file means: contacts by what other programs know of them, without a search."""

import sqlite3

from depesha.domain.normal import name_key
from depesha.domain.people import Contact
from depesha.store.contact_rows import name_hash

_NAMED = (
    "SELECT id, name, display_name FROM contact WHERE shown_key = :key "
    "UNION SELECT id, name, display_name FROM contact "
    "WHERE name_hash = :hash AND display_name <> ''"
)
_BY_KEY = {
    "external_id": "SELECT id FROM contact WHERE external_id <> '' AND external_id = ?",
    "code": "SELECT id FROM contact WHERE code = ?",
    "inn": "SELECT id FROM contact WHERE inn <> '' AND inn = ?",
    "email": "SELECT id FROM contact WHERE email <> '' AND email = ? COLLATE NOCASE",
    "mobile_phone": "SELECT id FROM contact WHERE mobile_phone <> '' AND mobile_phone = ?",
}
"""From the surest down."""

_HEARD_OF = (
    "SELECT 1 FROM contact WHERE external_id <> '' AND external_id = :external_id "
    "UNION ALL SELECT 1 FROM contact WHERE code = :code AND name_hash = :hash "
    "UNION ALL SELECT 1 FROM contact WHERE mobile_phone <> '' AND mobile_phone = :mobile_phone "
    "UNION ALL SELECT 1 FROM contact WHERE email <> '' AND email = :email COLLATE NOCASE "
    "UNION ALL SELECT 1 FROM contact WHERE inn <> '' AND inn = :inn "
    # Known by nothing but a name: this may be more of the same person.
    "UNION ALL SELECT 1 FROM contact WHERE name_hash = :hash "
    "AND mobile_phone || email || inn || external_id = '' LIMIT 1"
)
_SHARING = (
    "SELECT name FROM contact WHERE mobile_phone <> '' AND mobile_phone = ?1 AND id <> ?3 "
    "UNION ALL SELECT name FROM contact "
    "WHERE email <> '' AND email = ?2 COLLATE NOCASE AND id <> ?3 LIMIT 1"
)


def named(c: sqlite3.Connection, name: str) -> list[int]:
    """The contacts of that name or shown name; case, ё and punctuation do not matter."""
    key = name_key(name)
    rows = c.execute(_NAMED, {"key": key, "hash": name_hash(key)})
    return [id_ for id_, *names in rows if key in map(name_key, names)]


def find(c: sqlite3.Connection, known: dict[str, str | int], name: str = "") -> list[int]:
    """The contact that is meant, several where it cannot be told, none where there is none.

    `known` has any of external_id, code, inn, email, mobile_phone; empty ones do not count. The
    surest that fits anybody decides; the name chooses among several, or stands alone.
    """
    namesakes = named(c, name) if name else []
    for key, statement in _BY_KEY.items():
        if known.get(key) and (ids := [id_ for (id_,) in c.execute(statement, (known[key],))]):
            both = [id_ for id_ in ids if id_ in namesakes]
            return both if len(ids) > 1 and both else ids
    return namesakes


def is_known(contact: Contact) -> bool:
    """Whether there is more to find the contact by than its name."""
    return any((contact.external_id, contact.mobile_phone, contact.email, contact.inn))


def is_new(c: sqlite3.Connection, contact: Contact) -> bool:
    """Whether certainly nobody is stored who is, or shares anything with, a known contact.

    One statement, for imports: most rows of a first import are new.
    """
    values = {
        "external_id": contact.external_id,
        "code": contact.code,
        "mobile_phone": contact.mobile_phone,
        "email": contact.email,
        "inn": contact.inn,
        "hash": name_hash(name_key(contact.name)),
    }
    return is_known(contact) and c.execute(_HEARD_OF, values).fetchone() is None


def sharing(c: sqlite3.Connection, contact: Contact) -> str:
    """The name of another contact with this one's mobile phone or e-mail, or empty."""
    row = c.execute(_SHARING, (contact.mobile_phone, contact.email, contact.id)).fetchone()
    return row[0] if row else ""
