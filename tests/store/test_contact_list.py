"""Who a filter wants, in which order."""

from decimal import Decimal

import pytest

from depesha.domain.people import Contact, ContactType
from depesha.store import categories, contact_list, contacts
from depesha.store.contact_list import GROUPS, ORDERS, ContactFilter
from depesha.store.database import Database


@pytest.fixture
def database(tmp_path):
    found = Database(tmp_path / "depesha.db")
    yield found
    found.close()


@pytest.fixture
def people(database):
    """Name → id."""
    with database.write() as c:
        retail = categories.ensure_path(c, "Розница")
        city = categories.ensure_path(c, "Розница/Казань")
        made = {
            "Ёлкин": Contact(name="Ёлкин", category_id=city, balance=Decimal(5), city="Уфа"),
            "Аист": Contact(name="Аист", type=ContactType.SUPPLIER, balance=Decimal(-7)),
            "Банк": Contact(name="Банк", type=ContactType.BANK, balance=Decimal("10.5")),
            "Жуков": Contact(name="Жуков", category_id=retail, email="b@x.ru", city="Пермь"),
            "Елкина": Contact(name="Елкина", email="A@x.ru", mobile_phone="+79161234567"),
        }
        return {name: contacts.insert(c, contact) for name, contact in made.items()}


def names(database, people, found) -> list[str]:
    by_id = {id_: name for name, id_ in people.items()}
    return [by_id[id_] for id_ in found]


def test_everybody_by_name(database, people) -> None:
    found = contact_list.ids(database.reader, ContactFilter())
    assert names(database, people, found) == ["Аист", "Банк", "Ёлкин", "Елкина", "Жуков"]
    assert list(contact_list.first(database.reader, ContactFilter(), 2)) == list(found[:2])


@pytest.mark.parametrize(
    ("group", "expected"),
    [("customers", ["Ёлкин", "Елкина", "Жуков"]), ("suppliers", ["Аист"]), ("banks", ["Банк"]),
     ("own_firms", []), ("uncategorised", ["Аист", "Банк", "Елкина"])],
)  # fmt: skip
def test_fixed_filters(database, people, group, expected) -> None:
    found = contact_list.ids(database.reader, ContactFilter(group=group))
    assert names(database, people, found) == expected


def test_a_category_with_all_below_it(database, people) -> None:
    retail = categories.find(database.reader, "Розница")
    wanted = ContactFilter(category_id=retail)
    assert names(database, people, contact_list.ids(database.reader, wanted)) == ["Ёлкин", "Жуков"]
    found = contact_list.ids(database.reader, ContactFilter("елк", category_id=retail))
    assert names(database, people, found) == ["Ёлкин"]
    assert list(
        contact_list.first(database.reader, ContactFilter("елк", category_id=retail), 9)
    ) == list(found)


def test_typing_finds_within_a_group(database, people) -> None:
    found = contact_list.ids(database.reader, ContactFilter("елк"))
    assert names(database, people, found) == ["Ёлкин", "Елкина"]
    assert list(contact_list.first(database.reader, ContactFilter("елк"), 1)) == list(found[:1])
    assert list(contact_list.ids(database.reader, ContactFilter("елк", group="banks"))) == []


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("text", ["", "елк"])
def test_every_order_turns_round(database, people, order, text) -> None:
    up = contact_list.ids(database.reader, ContactFilter(text), order)
    down = contact_list.ids(database.reader, ContactFilter(text), order, descending=True)
    assert (
        sorted(up) == sorted(down) == sorted(contact_list.ids(database.reader, ContactFilter(text)))
    )


def test_money_is_sorted_as_money(database, people) -> None:
    found = contact_list.ids(database.reader, ContactFilter(), "balance")
    assert names(database, people, found)[0] == "Аист"
    assert names(database, people, found)[-1] == "Банк"
    typed = contact_list.ids(database.reader, ContactFilter("елк"), "balance", descending=True)
    assert names(database, people, typed) == ["Ёлкин", "Елкина"]


def test_groups_cover_everybody() -> None:
    assert set(GROUPS) == {"all", "customers", "suppliers", "own_firms", "banks", "uncategorised"}


def test_others_with_the_same_address(database, people) -> None:
    c = database.reader
    same = contact_list.namesakes_by_address(c, 0, mobile_phone="+79161234567", email="B@X.ru")
    assert [name for _id, name in same] == ["Елкина", "Жуков"]
    mine = people["Елкина"]
    assert contact_list.namesakes_by_address(c, mine, mobile_phone="+79161234567") == []
    assert contact_list.namesakes_by_address(c, 0) == []
