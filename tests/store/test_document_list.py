"""Which documents a filter wants, in which order, and what their rows show."""

import datetime as dt
from decimal import Decimal

import pytest

from depesha.domain.people import Document, Employee
from depesha.store import document_list, documents, employees
from depesha.store.document_list import ORDERS, DocumentFilter, find, page, states


@pytest.fixture
def office(c, add):
    """Number → id of three documents of two contacts."""
    anna = add("Анна Ёлкина", mobile_phone="+79161234567", display_name="Аня")
    rose = add("ООО Ромашка", work_phone="+74951112233")
    author = employees.insert(c, Employee(name="Борис"))
    day = dt.date(2026, 11, 1)
    made = (
        Document(type="order", number="ЗК-7", external_number="Вх/9", date=day, contact_id=anna,
                 state="Новый", amount=Decimal("9.5"), files=("a.pdf", "b.pdf")),
        Document(type="order", number="ЗК-8", date=day.replace(day=2), contact_id=rose,
                 state="готов", amount=Decimal(100), author_id=author),
        Document(type="payment", number="П-1", date=day.replace(day=3), contact_id=anna),
    )  # fmt: skip
    return {one.number: documents.insert(c, one) for one in made}


def numbers(c, office, *words, **more):
    by_id = {id_: number for number, id_ in office.items()}
    return [by_id[id_] for id_ in find(c, *words, **more).ids]


def test_the_newest_first(c, office):
    assert numbers(c, office, DocumentFilter()) == ["П-1", "ЗК-8", "ЗК-7"]
    assert numbers(c, office, DocumentFilter("order")) == ["ЗК-8", "ЗК-7"]


def test_contacts_stand_at_the_places_of_their_documents(c, office):
    found = find(c, DocumentFilter())
    assert [one.contact_id for one in documents.get_many(c, found.ids)] == found.contacts.tolist()


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("зк-7", ["ЗК-7"]), ("вх/9", ["ЗК-7"]), ("елкина", ["П-1", "ЗК-7"]),
        ("аня", ["П-1", "ЗК-7"]),
        ("8 916 123", ["П-1", "ЗК-7"]), ("ромашка", ["ЗК-8"]), ("нет такого", []),
    ],
)  # fmt: skip
def test_what_is_typed_finds_numbers_and_contacts(c, office, typed, wanted):
    assert numbers(c, office, DocumentFilter(text=typed)) == wanted


def test_dates_and_states(c, office):
    second = dt.date(2026, 11, 2)
    assert numbers(c, office, DocumentFilter(since=second)) == ["П-1", "ЗК-8"]
    assert numbers(c, office, DocumentFilter(until=second)) == ["ЗК-8", "ЗК-7"]
    assert numbers(c, office, DocumentFilter(state="Новый")) == ["ЗК-7"]
    assert states(c) == ["готов", "Новый"]
    assert states(c, "payment") == []


def test_every_order_both_ways(c, office):
    for order in ORDERS:
        one = numbers(c, office, DocumentFilter(), order)
        assert len(one) == 3
        assert numbers(c, office, DocumentFilter(), order, descending=True) == one[::-1]
    assert numbers(c, office, DocumentFilter("order"), "amount") == ["ЗК-7", "ЗК-8"]


def test_rows_in_the_order_asked_for(c, office):
    second, first = page(c, [office["ЗК-8"], 99, office["ЗК-7"]])
    assert (first.contact, first.phone, first.files) == ("Аня", "+79161234567", 2)
    assert (second.author, second.phone) == ("Борис", "+74951112233")
    assert second.amount == Decimal(100)
    assert second.date == dt.date(2026, 11, 2)
    assert set(document_list.DocumentRow.__dataclass_fields__) >= set(ORDERS)
