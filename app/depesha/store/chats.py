"""Chats: with whom the office talks by messengers, and who they are."""

import sqlite3
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from depesha.domain.lookup import Query, readings
from depesha.domain.normal import phone_digits, words

OPEN, CLOSED = "open", "closed"


@dataclass(frozen=True, slots=True)
class Chat:
    """One conversation."""

    id: int
    account: str
    """`telegram.main`."""
    address: str
    name: str
    """As the messenger names the person."""
    phone: str
    person_kind: str
    """`contact`, `employee`, or empty while nobody knows who it is."""
    person_id: int
    state: str
    note: str
    unread: int
    last_at: float
    last_text: str
    last_out: bool
    person_name: str
    """As the office names the person; empty where it does not know who it is."""
    person_phone: str

    @property
    def shown_name(self) -> str:
        """What people read."""
        return self.person_name or self.name or self.address

    @property
    def shown_phone(self) -> str:
        """The person's number, where one is known."""
        return self.phone or self.person_phone

    @property
    def channel(self) -> str:
        """Of which channel it is."""
        return self.account.partition(".")[0]


_FROM = """FROM chat
    LEFT JOIN contact ON chat.person_kind = 'contact' AND contact.id = chat.person_id
    LEFT JOIN employee ON chat.person_kind = 'employee' AND employee.id = chat.person_id"""
_NAME = "ifnull(nullif(contact.display_name, ''), ifnull(contact.name, ifnull(employee.name, '')))"
_SELECT = f"""SELECT chat.id, account, address, chat.name, phone, chat.person_kind,
    chat.person_id, chat.state, chat.note, unread, last_at, last_text, last_out, {_NAME},
    ifnull(contact.mobile_phone, ifnull(employee.mobile_phone, '')) {_FROM}"""


def _chat(row: tuple[Any, ...]) -> Chat:
    return Chat(*row[:12], *(bool(row[12]), *row[13:]))


def get(c: sqlite3.Connection, chat_id: int) -> Chat | None:
    """The chat with that number."""
    row = c.execute(f"{_SELECT} WHERE chat.id = ?", (chat_id,)).fetchone()
    return _chat(row) if row else None


def get_many(c: sqlite3.Connection, numbers: Sequence[int]) -> list[Chat]:
    """The chats in the order of the numbers; those that are gone are left out."""
    found = (get(c, number) for number in numbers)
    return [chat for chat in found if chat is not None]


def latest_unread(c: sqlite3.Connection) -> Chat | None:
    """The chat with the newest unread message."""
    row = c.execute(
        """SELECT m.chat_id FROM chat_message m JOIN chat ON chat.id = m.chat_id
           WHERE NOT m.out AND chat.unread > 0 ORDER BY m.id DESC LIMIT 1"""
    ).fetchone()
    return get(c, int(row[0])) if row else None


def at(c: sqlite3.Connection, account: str, address: str) -> Chat | None:
    """The chat at an address."""
    row = c.execute(f"{_SELECT} WHERE account = ? AND address = ?", (account, address)).fetchone()
    return _chat(row) if row else None


def of_person(c: sqlite3.Connection, person_kind: str, person_id: int) -> list[Chat]:
    """A person's chats, the one that is used first."""
    rows = c.execute(
        f"{_SELECT} WHERE chat.person_kind = ? AND chat.person_id = ? "
        "ORDER BY chat.state = 'open' DESC, last_at DESC",
        (person_kind, person_id),
    )
    return list(map(_chat, rows))


def ids(c: sqlite3.Connection, text: str = "", *, unread: bool = False) -> "array[int]":
    """The chats that a search by name or phone finds, the latest first."""
    only = "unread > 0" if unread else "1"
    for query in readings(text) or [Query(())]:
        tests = "".join(
            f" AND ({' OR '.join([f'instr({_HAYSTACK}, ?)'] * len(term))})" for term in query.terms
        )
        rows = c.execute(
            f"SELECT chat.id {_FROM} WHERE {only}{tests} ORDER BY last_at DESC, chat.id DESC",
            [piece for term in query.terms for piece in term],
        )
        found = array("q", [id_ for (id_,) in rows])
        if found or not text:
            return found
    return array("q")


_HAYSTACK = (
    "(chat.search_text || ifnull(contact.search_text, '') || "
    "ifnull('  ' || employee.name_key || '  ' || substr(employee.mobile_phone, 2) || ' ', ''))"
)


def count_unread(c: sqlite3.Connection) -> tuple[int, int]:
    """How many chats hold something unread, and how many messages that is."""
    row = c.execute("SELECT count(*), ifnull(sum(unread), 0) FROM chat WHERE unread > 0").fetchone()
    return int(row[0]), int(row[1])


def ensure(c: sqlite3.Connection, account: str, address: str, name: str, now: float) -> Chat:
    """The chat at an address, made where there is none; a new name of the person is kept."""
    c.execute(
        """INSERT INTO chat (account, address, name, last_at, search_text) VALUES (?, ?, ?, ?, '')
           ON CONFLICT (account, address) DO NOTHING""",
        (account, address, name, now),
    )
    found = at(c, account, address)
    assert found is not None
    if name and found.name != name:
        c.execute("UPDATE chat SET name = ? WHERE id = ?", (name, found.id))
    return _indexed(c, found.id)


def _indexed(c: sqlite3.Connection, chat_id: int) -> Chat:
    found = get(c, chat_id)
    assert found is not None
    text = f"  {'  '.join([*words(found.name), phone_digits(found.phone)])} "
    c.execute("UPDATE chat SET search_text = ? WHERE id = ?", (text, chat_id))
    return found


def link(c: sqlite3.Connection, chat_id: int, person_kind: str, person_id: int) -> None:
    """Say who it is; an empty kind takes that back. What was noted about it is settled."""
    c.execute(
        "UPDATE chat SET person_kind = ?, person_id = ?, note = '' WHERE id = ?",
        (person_kind, person_id, chat_id),
    )


def set_phone(c: sqlite3.Connection, chat_id: int, phone: str) -> None:
    """Keep the number that the person has shared."""
    c.execute("UPDATE chat SET phone = ? WHERE id = ?", (phone, chat_id))
    _indexed(c, chat_id)


def set_state(c: sqlite3.Connection, chat_id: int, state: str) -> None:
    """`open` or `closed`."""
    c.execute("UPDATE chat SET state = ? WHERE id = ?", (state, chat_id))


def set_note(c: sqlite3.Connection, chat_id: int, note: str) -> None:
    """What a person of the office should know of the chat."""
    c.execute("UPDATE chat SET note = ? WHERE id = ?", (note, chat_id))


def move(c: sqlite3.Connection, account: str, old: str, new: str) -> bool:
    """The chat has another address from now on; with one that is there already it becomes one."""
    before, after = at(c, account, old), at(c, account, new)
    if before is None or old == new:
        return False
    if after is not None:
        c.execute(
            "UPDATE OR IGNORE chat_message SET chat_id = ? WHERE chat_id = ?",
            (before.id, after.id),
        )
        c.execute(
            "UPDATE chat SET unread = unread + ?, last_at = max(last_at, ?) WHERE id = ?",
            (after.unread, after.last_at, before.id),
        )
        c.execute("DELETE FROM chat WHERE id = ?", (after.id,))
    c.execute("UPDATE chat SET address = ? WHERE id = ?", (new, before.id))
    return True


def person_at(c: sqlite3.Connection, address_field: str, address: str) -> tuple[str, int] | None:
    """Whose card holds that address; None for nobody, and for several."""
    if address_field == "telegram":
        people = c.execute("SELECT id FROM contact WHERE telegram = ? LIMIT 2", (address,))
    else:
        # A field of the office's own: few channels have such addresses.
        people = c.execute(
            "SELECT id FROM contact WHERE custom LIKE ? AND json_extract(custom, ?) = ? LIMIT 2",
            (f'%"{address_field}"%', f'$."{address_field}"', address),
        )
    found = [("contact", int(id_)) for (id_,) in people]
    if address_field == "telegram":
        own = c.execute("SELECT id FROM employee WHERE telegram = ? LIMIT 2", (address,))
        found += [("employee", int(id_)) for (id_,) in own]
    return found[0] if len(found) == 1 else None


def people_with_phone(c: sqlite3.Connection, phone: str) -> list[tuple[str, int]]:
    """Whose mobile phone it is: kinds and ids."""
    rows = c.execute(
        "SELECT 'contact', id FROM contact WHERE mobile_phone <> '' AND mobile_phone = :phone "
        "UNION ALL SELECT 'employee', id FROM employee WHERE mobile_phone = :phone LIMIT 3",
        {"phone": phone},
    )
    return [(str(kind), int(id_)) for kind, id_ in rows]
