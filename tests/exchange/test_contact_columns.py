"""Contacts go out and come back."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from depesha.api.i18n import use_language
from depesha.domain.people import Blocked, Contact, ContactType, Employee, Kind
from depesha.exchange.contact_columns import contact_columns
from depesha.exchange.contacts import import_contacts
from depesha.exchange.export import Format, chosen, export_table
from depesha.exchange.fields import by_name, field_named
from depesha.store import categories, contacts, employees
from depesha.store.database import Database


def export_all(db: Database, path: Path, format_: Format) -> int:
    """Every contact with every column."""
    rows = contacts.iterate(db.reader, contacts.all_ids(db.reader))
    return export_table(path, contact_columns(db.reader), rows, format=format_)


def everybody(db: Database) -> dict[str, Contact]:
    """All contacts by name."""
    return {c.name: c for c in contacts.iterate(db.reader, contacts.all_ids(db.reader))}


@pytest.fixture
def full(db: Database) -> Database:
    """Three contacts that have everything between them."""
    with db.write() as c:
        opt = categories.ensure_path(c, "Клиенты/Опт")
        manager = employees.insert(c, Employee(name="Петрова Анна"))
        holding = contacts.insert(
            c, Contact(name="Холдинг", kind=Kind.COMPANY, type=ContactType.OWN_FIRM)
        )
        contacts.insert(
            c,
            Contact(
                code=500, external_id="ЦБ-17", kind=Kind.COMPANY, type=ContactType.SUPPLIER,
                name="ООО «Ёж»", display_name="Ёжик", parent_id=holding, category_id=opt,
                city="Орёл", mobile_phone="+79161234567", work_phone="+74951234567",
                email="ezh@почта.рф", extra_emails=("a@b.ru", "c@d.ru"),
                contact_person="Иван; Пётр", manager_id=manager, currency="USD",
                balance=Decimal("-48200.50"), overdue=Decimal("0.01"), inn="7707083893",
                preferred_channels=("telegram", "email"), language="ru",
                timezone="Europe/Moscow", blocked=Blocked.WARN,
                telegram="-100500", birthday=date(1990, 5, 1),
                note="=звонить\nпосле обеда", custom={"Скидка": "-5 %", "Цвет": "=синий"},
            ),
        )  # fmt: skip
        contacts.insert(c, Contact(name="+7 Сервис", custom={"Цвет": "'@"}))
    return db


@pytest.mark.parametrize("format_", ["csv", "tsv", "xlsx"])
@pytest.mark.parametrize("language", ["en", "ru"])
def test_an_export_read_back_changes_nothing(
    full: Database, tmp_path: Path, format_: Format, language: str
) -> None:
    use_language(language)
    path = tmp_path / f"out.{format_}"
    assert export_all(full, path, format_) == 3
    before = everybody(full)
    report = import_contacts(full, path)
    assert (report.unchanged, report.issues, report.notes) == (3, (), ())
    assert everybody(full) == before


@pytest.mark.parametrize("format_", ["csv", "xlsx"])
def test_another_office_gets_the_same_people(
    full: Database, tmp_path: Path, format_: Format
) -> None:
    path = tmp_path / f"out.{format_}"
    export_all(full, path, format_)
    other = Database(tmp_path / "other.db")
    from depesha.exchange.importing import How

    told = tuple((f"custom:{name}", name) for name in ("Скидка", "Цвет"))
    report = import_contacts(other, path, How(mapping=told))
    assert (report.added, report.issues) == (3, ())
    assert len(report.notes) == 1, "the manager was not known there"
    theirs, ours = everybody(other), everybody(full)
    for name, contact in theirs.items():
        same = ("id", "parent_id", "category_id", "manager_id")
        shown = {f: getattr(contact, f) for f in contact.__slots__ if f not in same}
        assert shown == {f: getattr(ours[name], f) for f in shown}
    parent = contacts.get(other.reader, theirs["ООО «Ёж»"].parent_id or 0)
    assert parent == theirs["Холдинг"]
    other.close()


def test_columns_can_be_chosen(full: Database, tmp_path: Path) -> None:
    columns = chosen(contact_columns(full.reader), ["custom:Скидка", "name", "balance"])
    rows = contacts.iterate(full.reader, contacts.all_ids(full.reader))
    export_table(tmp_path / "out.csv", columns, rows, format="csv")
    assert "'-5 %;ООО «Ёж»;-48200,50" in (tmp_path / "out.csv").read_text("utf-8-sig").splitlines()


def test_every_column_is_a_field_that_is_read_back(db: Database) -> None:
    for column in contact_columns(db.reader):
        assert field_named("contacts", column.title) == column.name
    missing = set(by_name("contacts")) - {column.name for column in contact_columns(db.reader)}
    assert missing == {"organisation", "first_name", "middle_name", "last_name", "phone", "problem"}


TEXTS = st.text(alphabet=st.sampled_from("абёЩ w'=+-@;,\"5"), min_size=1, max_size=12).map(
    lambda t: " ".join(t.split())
)
PEOPLE = st.builds(
    Contact,
    name=TEXTS.filter(lambda text: any(map(str.isalnum, text))),
    display_name=TEXTS,
    city=TEXTS,
    external_id=TEXTS,
    note=TEXTS,
    contact_person=TEXTS,
    kind=st.sampled_from(Kind),
    type=st.sampled_from(ContactType),
    blocked=st.sampled_from(Blocked),
    mobile_phone=st.integers(9_101_000_000, 9_199_999_999).map("+7{}".format),
    work_phone=st.just("") | st.integers(4_951_000_000, 4_959_999_999).map("+7{}".format),
    email=st.just("") | st.sampled_from(["a@b.ru", "Ivan.P@mail.ru", "ёж@почта.рф"]),
    balance=st.decimals(-(10**9), 10**9, places=2),
    birthday=st.none() | st.dates(date(1900, 1, 1), date(2026, 1, 1)),
)


@settings(max_examples=25)  # a database each
@given(
    st.lists(
        PEOPLE,
        min_size=1,
        max_size=5,
        unique_by=(lambda c: c.external_id, lambda c: c.mobile_phone),
    )
)
def test_any_people_go_out_and_come_back(
    people_factory: Callable[[], Database], people: list[Contact]
) -> None:
    db = people_factory()
    with db.write() as c:
        for person in people:
            contacts.insert(c, person)
    path = db.path.with_suffix(".csv")
    export_all(db, path, "csv")
    before = contacts.get_many(db.reader, contacts.all_ids(db.reader))
    report = import_contacts(db, path)
    assert report.unchanged == len(people), report.issues
    assert contacts.get_many(db.reader, contacts.all_ids(db.reader)) == before
    db.close()


@pytest.fixture(scope="module")
def people_factory(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Database]:
    """A new empty database each time."""

    def make() -> Database:
        return Database(tmp_path_factory.mktemp("people") / "office.db")

    return make
