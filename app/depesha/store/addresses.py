"""What a provider tells us of people's addresses: a subscription ended, or moved."""

from dataclasses import replace

from depesha.domain.people import ADDRESS_FIELDS, Contact, Employee, address_of
from depesha.store import chats, contacts, employees
from depesha.store.database import Connection


def change(c: Connection, delivery_id: int, account: str, address_field: str, address: str) -> bool:
    """The person behind the delivery is reached at `address` from now on; '' for no more. So is
    the account's chat with that person.

    Only where the card still has the address that the delivery went to. Returns whether it did.
    """
    kind, person_id, known = c.execute(
        "SELECT person_kind, person_id, address FROM delivery WHERE id = ?", (delivery_id,)
    ).fetchone()
    if address:
        chats.move(c, account, known, address)
    elif (chat := chats.at(c, account, known)) is not None:
        chats.set_state(c, chat.id, chats.CLOSED)
    if kind == "employee":
        employee = employees.get(c, person_id)
        if employee is None or address_of(employee, address_field) != known:
            return False
        employees.update(c, _moved(employee, address_field, address))
        return True
    contact = contacts.get(c, person_id)
    if contact is None or address_of(contact, address_field) != known:
        return False
    contacts.update(c, _moved_contact(contact, address_field, address))
    return True


def _moved(employee: Employee, address_field: str, address: str) -> Employee:
    return replace(employee, **{address_field: address})  # type: ignore[arg-type]


def _moved_contact(contact: Contact, address_field: str, address: str) -> Contact:
    if address_field in ADDRESS_FIELDS:
        return replace(contact, **{address_field: address})  # type: ignore[arg-type]
    return replace(contact, custom={**contact.custom, address_field: address})
