"""Documents and journals."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from depesha.api.i18n import use_language
from depesha.domain.errors import InputError
from depesha.domain.people import Document, Employee, Line
from depesha.store import documents, employees
from depesha.store.documents import Filter


@pytest.fixture
def order(c, add):
    add("Иванов")
    add("Петров")
    return Document(
        type="order",
        number="ЗК-17",
        external_number="000017",
        date=date(2026, 3, 1),
        contact_id=1,
        author_id=employees.insert(c, Employee(name="Анна")),
        state="готов",
        amount=Decimal("48200.00"),
        paid=Decimal("0.10"),
        currency="₽",
        due_date=date(2026, 3, 15),
        comment="срочно",
        lines=(
            Line(article="A1", name="Фильтр", quantity=Decimal("2.5"), price=Decimal("100.05")),
            Line(name="Доставка", price=Decimal(300), state="отказ"),
        ),
        files=("C:\\счета\\17.pdf", "акт.pdf"),
    )


def test_everything_comes_back(c, order):
    id_ = documents.insert(c, order)
    assert documents.get(c, id_) == replace(order, id=id_)
    assert str(documents.get(c, id_).amount) == "48200.00"
    assert documents.get(c, 99) is None


def test_update_replaces_lines_and_files(c, order):
    id_ = documents.insert(c, order)
    other = documents.insert(c, replace(order, number="18"))
    changed = replace(
        order, id=id_, number="17а", contact_id=2, author_id=None, due_date=None,
        lines=(Line(name="Другое"),), files=(),
    )  # fmt: skip
    documents.update(c, changed)
    assert documents.get(c, id_) == changed
    assert documents.get(c, other).lines == order.lines
    with pytest.raises(LookupError):
        documents.update(c, replace(order, id=99))


def test_the_shipped_journals_speak_the_users_language(c):
    assert list(documents.types(c).items())[:2] == [
        ("order", "Customer orders"),
        ("invoice_out", "Outgoing invoices"),
    ]
    use_language("ru")
    assert list(documents.types(c)) == [
        "order", "invoice_out", "invoice_in", "return", "payment", "vin",
    ]  # fmt: skip


def test_an_office_adds_journals_and_renames_them(c, order):
    with pytest.raises(InputError, match=r"no document type act.*order, invoice_out"):
        documents.insert(c, replace(order, type="act"))
    documents.add_type(c, "act", "Акты")
    id_ = documents.insert(c, replace(order, type="act"))
    with pytest.raises(InputError, match="no document type аct"):
        documents.update(c, replace(order, id=id_, type="аct"))
    documents.add_type(c, "order", "Заявки")
    titles = documents.types(c)
    assert (titles["order"], titles["act"]) == ("Заявки", "Акты")
    assert list(titles)[-1] == "act"


def test_the_same_document_is_one_of_the_same_year(c, order):
    id_ = documents.insert(c, order)
    found = documents.find_existing
    assert found(c, replace(order, date=date(2026, 12, 31), contact_id=2)) == id_
    assert found(c, replace(order, date=date(2025, 3, 1))) is None
    assert found(c, replace(order, type="payment")) is None
    assert found(c, replace(order, number="ЗК-18")) is None


def test_of_two_with_one_number_the_contacts_own_is_meant(c, order):
    documents.insert(c, order)
    second = documents.insert(c, replace(order, contact_id=2))
    assert documents.find_existing(c, replace(order, contact_id=2)) == second


@pytest.fixture
def journal(c, order):
    """Ids of five documents, from March 1 to 5."""
    return [
        documents.insert(
            c,
            replace(
                order, date=date(2026, 3, day), type="order" if day % 2 else "payment",
                state="готов" if day < 4 else "закрыт", contact_id=1 if day < 3 else 2,
            ),
        )
        for day in range(1, 6)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("which", "days"),
    [
        (Filter(), [5, 4, 3, 2, 1]),
        (Filter(type="order"), [5, 3, 1]),
        (Filter(state="готов"), [3, 2, 1]),
        (Filter(since=date(2026, 3, 2), until=date(2026, 3, 4)), [4, 3, 2]),
        (Filter(contact_id=1), [2, 1]),
        (Filter(type="payment", state="закрыт", contact_id=2), [4]),
        (Filter(type="' OR 1=1 --"), []),
    ],
)
def test_filters(c, journal, which, days):
    assert documents.ids(c, which) == [journal[day - 1] for day in days]
    assert [one.date.day for one in documents.iterate(c, which, chunk=2)] == days


def test_many_are_read_in_the_order_asked_for(c, journal):
    asked = [journal[3], 99, journal[0], journal[4]]
    assert [one.id for one in documents.get_many(c, asked)] == [journal[3], journal[0], journal[4]]


def test_the_reference_is_of_no_language():
    document = Document(type="order", number="ЗК-7", date=date(2026, 11, 1), contact_id=1)
    assert documents.reference(document) == "order ЗК-7"


def test_a_delivery_finds_its_document_again(c, order):
    old = documents.insert(c, replace(order, date=date(2025, 3, 1)))
    new = documents.insert(c, order)
    documents.insert(c, replace(order, contact_id=2))
    reference = documents.reference(order)
    assert documents.referred(c, reference, 1, date(2026, 3, 2)) == new
    assert documents.referred(c, reference, 1, date(2025, 12, 31)) == old
    assert documents.referred(c, reference, 1, date(2020, 1, 1)) == new, "its date was corrected"
    assert documents.referred(c, "order ЗК-18", 1, date(2026, 3, 2)) is None
    assert documents.referred(c, "nonsense", 1, date(2026, 3, 2)) is None
