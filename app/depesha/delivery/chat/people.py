"""Who is behind a chat: the cards that hold its address."""

from dataclasses import replace

from depesha.delivery.accounts import Account
from depesha.domain.people import Contact, Employee, Person, address_of
from depesha.store import chats, contacts, employees
from depesha.store.chats import Chat
from depesha.store.database import Connection

Who = tuple[str, int]
"""Kind (`contact`, `employee`) and id of a person."""


def get(c: Connection, who: Who) -> Person | None:
    """The person's card."""
    kind, id_ = who
    return employees.get(c, id_) if kind == "employee" else contacts.get(c, id_)


def set_address(c: Connection, who: Who, field: str, address: str) -> bool:
    """Write the address into the card; False where there is no card, or no such field on it."""
    person = get(c, who)
    if person is None:
        return False
    if address_of(person, field) == address:
        return True
    if isinstance(person, Employee):
        if field not in Employee.__dataclass_fields__:
            return False
        employees.update(c, replace(person, **{field: address}))  # type: ignore[arg-type]
    elif field in Contact.__dataclass_fields__:
        contacts.update(c, replace(person, **{field: address}))  # type: ignore[arg-type]
    else:
        contacts.update(c, replace(person, custom={**person.custom, field: address}))
    return True


def clear_address(c: Connection, who: Who, field: str, address: str) -> None:
    """Take that address, and no other, out of the card."""
    person = get(c, who)
    if person is not None and address_of(person, field) == address:
        set_address(c, who, field, "")


def other_chat(c: Connection, account: Account, who: Who, address: str) -> Chat | None:
    """An open chat of the person at another address of the same account."""
    for chat in chats.of_person(c, *who):
        if chat.account == account.id and chat.address != address and chat.state == chats.OPEN:
            return chat
    return None


def link(c: Connection, chat: Chat, field: str, who: Who) -> None:
    """A person of the office says who it is: the card gets the address of an open chat."""
    if chat.person_kind and (chat.person_kind, chat.person_id) != who:
        clear_address(c, (chat.person_kind, chat.person_id), field, chat.address)
    chats.link(c, chat.id, *who)
    if chat.state == chats.OPEN:
        set_address(c, who, field, chat.address)


def add(c: Connection, chat: Chat, field: str) -> int:
    """Make a contact of whoever is behind a chat; its id. Whose chat it is by now is left so."""
    now = chats.get(c, chat.id)
    if now is not None and now.person_kind == "contact":
        return now.person_id
    made = contacts.insert(c, Contact(name=chat.shown_name, mobile_phone=chat.phone))
    link(c, chat, field, ("contact", made))
    return made


def unlink(c: Connection, chat: Chat, field: str) -> None:
    """It is somebody else: the card loses the address."""
    clear_address(c, (chat.person_kind, chat.person_id), field, chat.address)
    chats.link(c, chat.id, "", 0)
