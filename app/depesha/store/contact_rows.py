"""A contact as a row of its table, and back. Written for speed: mailings read 100,000 of them."""

from decimal import Decimal
from typing import Any
from zlib import crc32

from depesha.domain.lookup import haystack
from depesha.domain.normal import name_key
from depesha.domain.people import Blocked, Contact, ContactType, Kind
from depesha.store.convert import (
    day_text,
    list_text,
    mapping_text,
    money_text,
    text_day,
    text_list,
    text_mapping,
)

_DATA = (
    "code", "external_id", "kind", "type", "name", "display_name", "city", "mobile_phone",
    "work_phone", "email", "extra_emails", "contact_person", "currency", "balance", "overdue",
    "inn", "preferred_channels", "language", "timezone", "blocked", "telegram", "birthday",
    "note", "custom",
)  # fmt: skip

LINKS = ("parent_id", "category_id", "manager_id")
"""The columns that point to other rows, in the order of `links_of`."""

FIELDS = ("id", *_DATA, *LINKS)
"""The columns of a contact's own data, in the order `contact_of` takes them."""

COLUMNS = (*_DATA, "name_hash", "shown_key", "search_text")
"""The columns in the order of `row_of`; the last is what the contact is found by."""

_KINDS = {str(kind): kind for kind in Kind}
_TYPES = {str(type_): type_ for type_ in ContactType}
_BLOCKS = {str(blocked): blocked for blocked in Blocked}


def row_of(contact: Contact, code: int) -> tuple[Any, ...]:
    """The values of COLUMNS."""
    key = name_key(contact.name)
    return (
        code, contact.external_id, contact.kind.value, contact.type.value, contact.name,
        contact.display_name, contact.city, contact.mobile_phone, contact.work_phone,
        contact.email, list_text(contact.extra_emails), contact.contact_person,
        contact.currency, money_text(contact.balance), money_text(contact.overdue),
        contact.inn, list_text(contact.preferred_channels), contact.language,
        contact.timezone, contact.blocked.value, contact.telegram,
        day_text(contact.birthday), contact.note, mapping_text(contact.custom),
        name_hash(key), name_key(contact.display_name) if contact.display_name else key,
        haystack(contact, code),
    )  # fmt: skip


def links_of(contact: Contact) -> tuple[int | None, ...]:
    """The values of LINKS."""
    return (contact.parent_id, contact.category_id, contact.manager_id)


def name_hash(key: str) -> int:
    """A name key as a small number: a third of the size of an index, never the last word."""
    return crc32(key.encode())


def contact_of(row: tuple[Any, ...]) -> Contact:
    """The contact of a row of FIELDS.

    A kind or type of another version of the program becomes the usual one; an unknown block
    forbids: silence is the smaller harm.
    """
    (
        id_, code, external_id, kind, type_, name, display_name, city, mobile_phone,
        work_phone, email, extra_emails, contact_person, currency, balance, overdue,
        inn, preferred_channels, language, timezone, blocked, telegram, birthday,
        note, custom, parent_id, category_id, manager_id,
    ) = row  # fmt: skip
    return Contact(
        id=id_,
        code=code,
        external_id=external_id,
        kind=_KINDS.get(kind, Kind.PERSON),
        type=_TYPES.get(type_, ContactType.CUSTOMER),
        name=name,
        display_name=display_name,
        parent_id=parent_id,
        category_id=category_id,
        city=city,
        mobile_phone=mobile_phone,
        work_phone=work_phone,
        email=email,
        extra_emails=text_list(extra_emails),
        contact_person=contact_person,
        manager_id=manager_id,
        currency=currency,
        balance=Decimal(balance),
        overdue=Decimal(overdue),
        inn=inn,
        preferred_channels=text_list(preferred_channels),
        language=language,
        timezone=timezone,
        blocked=_BLOCKS.get(blocked, Blocked.FORBID),
        telegram=telegram,
        birthday=text_day(birthday),
        note=note,
        custom=text_mapping(custom),
    )
