"""People and papers: whom the office writes to, and about what."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum


class Kind(StrEnum):
    """What a contact is before the law."""

    PERSON = "person"
    COMPANY = "company"


class ContactType(StrEnum):
    """What a contact is to the office."""

    CUSTOMER = "customer"
    SUPPLIER = "supplier"
    OWN_FIRM = "own_firm"
    BANK = "bank"


class Blocked(StrEnum):
    """Whether the office deals with the contact."""

    NO = "no"
    WARN = "warn"
    FORBID = "forbid"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A contact (контрагент). Texts are empty where unknown; phones are in E.164 with `+`."""

    id: int = 0
    """0 for a contact not yet stored."""
    code: int = 0
    """Given by the ledger at first storing, never changed."""
    external_id: str = ""
    """The accounting program's own key; imports find the contact by it."""
    kind: Kind = Kind.PERSON
    type: ContactType = ContactType.CUSTOMER
    name: str
    display_name: str = ""
    parent_id: int | None = None
    category_id: int | None = None
    city: str = ""
    mobile_phone: str = ""
    work_phone: str = ""
    email: str = ""
    extra_emails: tuple[str, ...] = ()
    contact_person: str = ""
    manager_id: int | None = None
    """The responsible employee."""
    currency: str = ""
    """ISO 4217 or the office's own sign; empty for the office's currency."""
    balance: Decimal = Decimal(0)
    overdue: Decimal = Decimal(0)
    inn: str = ""
    preferred_channels: tuple[str, ...] = ()
    """Channel ids, first choice first."""
    language: str = ""
    timezone: str = ""
    """IANA name."""
    blocked: Blocked = Blocked.NO
    telegram: str = ""
    """Chat id of the subscription, empty where there is none."""
    birthday: dt.date | None = None
    note: str = ""
    custom: Mapping[str, str] = field(default_factory=dict)
    """Free fields of the office, name → text; every one of them is a macro."""

    @property
    def shown_name(self) -> str:
        """What people read: *display name* wherever it is filled."""
        return self.display_name or self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Employee:
    """An employee (сотрудник)."""

    id: int = 0
    code: int = 0
    name: str
    position: str = ""
    department: str = ""
    firm: str = ""
    """Name of the own firm."""
    email: str = ""
    work_phone: str = ""
    mobile_phone: str = ""
    telegram: str = ""

    @property
    def shown_name(self) -> str:
        """What people read."""
        return self.name


Person = Contact | Employee
"""Whoever can be written to."""


ADDRESS_FIELDS = frozenset({"email", "mobile_phone", "telegram"})
"""Addresses that every card has; those of other channels are custom fields of that name."""


def address_of(person: Person, address_field: str) -> str:
    """The person's address in a channel's `address_field`; empty where there is none."""
    if address_field in ADDRESS_FIELDS:
        return str(getattr(person, address_field))
    return person.custom.get(address_field, "") if isinstance(person, Contact) else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a document."""

    article: str = ""
    name: str = ""
    quantity: Decimal = Decimal(1)
    price: Decimal = Decimal(0)
    state: str = ""

    @property
    def amount(self) -> Decimal:
        """Quantity times price."""
        return self.quantity * self.price


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document in a journal. Its type is data: a key of the table of document types."""

    id: int = 0
    type: str
    """`order`, `invoice_out`, `invoice_in`, `return`, `payment`, `vin`, or the office's own."""
    number: str
    external_number: str = ""
    date: dt.date
    contact_id: int
    author_id: int | None = None
    state: str = ""
    amount: Decimal = Decimal(0)
    paid: Decimal = Decimal(0)
    currency: str = ""
    due_date: dt.date | None = None
    comment: str = ""
    lines: tuple[Line, ...] = ()
    files: tuple[str, ...] = ()
    """Paths of attached files."""
