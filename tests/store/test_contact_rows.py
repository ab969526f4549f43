"""Contacts as rows."""

from datetime import date
from decimal import Decimal

import pytest

from depesha.domain.normal import name_key
from depesha.domain.people import Blocked, Contact, ContactType, Kind
from depesha.store import contacts
from depesha.store.contact_rows import COLUMNS, LINKS, contact_of, links_of, name_hash, row_of
from depesha.store.convert import marks

FULL = Contact(
    id=1,
    code=17,
    external_id="1c-000017",
    kind=Kind.COMPANY,
    type=ContactType.SUPPLIER,
    name="ООО «Ёлка»",
    display_name="Ёлка",
    city="Орёл",
    mobile_phone="+79161234567",
    work_phone="+74951234567",
    email="a@b.ru",
    extra_emails=("c@d.ru", "e@f.ru"),
    contact_person="Ян",
    currency="€",
    balance=Decimal("-48200.00"),
    overdue=Decimal("0.0001"),
    inn="7701234567",
    preferred_channels=("telegram", "sms"),
    language="ru",
    timezone="Asia/Omsk",
    blocked=Blocked.WARN,
    telegram="-100123",
    birthday=date(1990, 2, 28),
    note="две\nстроки",
    custom={"Договор": "12/б", "пусто": ""},
)


def test_every_field_of_a_contact_has_its_column(c):
    assert contacts.insert(c, FULL) == 1
    assert contacts.get(c, 1) == FULL
    stored = c.execute("SELECT balance, overdue FROM contact").fetchone()
    assert stored == ("-48200.00", "0.0001")


def test_the_columns_are_those_of_the_table(c):
    table = {row[1] for row in c.execute("PRAGMA table_info(contact)")}
    assert {"id", *COLUMNS, *LINKS} == table
    assert len(row_of(FULL, 1)) == len(COLUMNS)
    assert len(links_of(FULL)) == len(LINKS)


@pytest.mark.parametrize(
    ("column", "field", "expected"),
    [
        ("kind", "kind", Kind.PERSON),
        ("type", "type", ContactType.CUSTOMER),
        ("blocked", "blocked", Blocked.FORBID),
    ],
)
def test_what_another_version_wrote_can_be_read(c, column, field, expected):
    contacts.insert(c, FULL)
    c.execute(f"UPDATE contact SET {column} = 'something new'")
    assert getattr(contacts.get(c, 1), field) is expected


def test_order_and_identity_go_by_the_right_name():
    row = dict(zip(COLUMNS, row_of(FULL, 17), strict=True))
    assert row["shown_key"] == "елка"
    assert row["name_hash"] == name_hash(name_key(FULL.name)) == name_hash("ооо елка")


def test_a_row_is_read_in_the_order_it_is_asked_for(c):
    contacts.insert(c, FULL)
    row = c.execute(f"SELECT {', '.join(contacts.FIELDS)} FROM contact").fetchone()
    assert contact_of(row) == FULL
    assert marks(row) == marks(contacts.FIELDS)
