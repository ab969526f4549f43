"""Contacts: stored, changed, found again by imports, read in order."""

import random
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from depesha.domain.errors import InputError
from depesha.domain.people import Contact, Document, Employee
from depesha.store import categories, contacts, documents, employees, search


def check_index(c):
    """The search index holds what the table holds."""
    c.execute("INSERT INTO contact_search (contact_search) VALUES ('integrity-check')")
    everywhere = [row[0] for row in c.execute("SELECT id FROM contact ORDER BY id")]
    indexed = "SELECT rowid FROM contact_search WHERE contact_search MATCH ? ORDER BY rowid"
    assert [row[0] for row in c.execute(indexed, ('"фир" OR "фил" OR "пет"',))] == everywhere


def test_update_writes_everything_but_the_code_and_the_index_follows(c, add):
    id_ = add("Иванов Иван", city="Тула")
    group = categories.ensure_path(c, "Опт")
    manager = employees.insert(c, Employee(name="Анна"))
    changed = Contact(
        id=id_,
        code=77,
        name="Петрова Яна",
        balance=Decimal("12.50"),
        category_id=group,
        manager_id=manager,
        parent_id=add("Фирма"),
        custom={"Скидка": "5"},
    )
    contacts.update(c, changed)
    assert contacts.get(c, id_) == replace(changed, code=1)
    assert search.search(c, "петрова") == [id_]
    assert search.search(c, "иванов") == search.search(c, "тула") == []
    contacts.update(c, replace(changed, category_id=None, manager_id=None, parent_id=None))
    assert contacts.get(c, id_).category_id is None
    check_index(c)
    with pytest.raises(LookupError):
        contacts.update(c, replace(changed, id=99))


def test_delete_forgets_the_contact_and_lets_go_of_it(c, add):
    parent = add("Фирма")
    child = add("Филиал", parent_id=parent)
    contacts.delete(c, parent)
    contacts.delete(c, parent)
    assert contacts.get(c, parent) is None
    assert contacts.get(c, child).parent_id is None
    assert search.search(c, "фирма") == []
    check_index(c)
    assert add("Новая") > child


def test_a_contact_with_documents_is_not_deleted(c, add):
    id_ = add("ООО «Ёлка»")
    order = Document(type="order", number="1", date=date(2026, 1, 1), contact_id=id_)
    documents.insert(c, order)
    with pytest.raises(InputError, match=r"^ООО «Ёлка» cannot be deleted"):
        contacts.delete(c, id_)
    assert search.search(c, "елка") == [id_]


def test_many_are_read_in_the_order_asked_for(c, add):
    ids = [add(f"Клиент {number}") for number in range(1300)]
    random.Random(1).shuffle(ids)
    asked = [*ids, 10_000, ids[0]]
    assert [one.id for one in contacts.get_many(c, asked)] == [*ids, ids[0]]
    assert [one.id for one in contacts.iterate(c, ids, chunk=7)] == ids
    assert contacts.get_many(c, []) == []


def test_reading_many_goes_on_while_somebody_writes(c, add):
    ids = [add(f"Клиент {number}") for number in range(10)]
    people = contacts.iterate(c, ids, chunk=4)
    first = next(people)
    contacts.delete(c, ids[8])
    contacts.update(c, replace(first, id=ids[9], name="Другой"))
    assert [one.id for one in people] == [*ids[1:8], ids[9]]


def test_lists_are_in_the_order_of_shown_names(c, add):
    b, a, e = add("Яковлев", display_name="Борисов"), add("антонов"), add("Ёжиков")
    zh, e2 = add("Жуков"), add("ЕЖИКОВ")
    assert contacts.all_ids(c).tolist() == [a, b, e, e2, zh]
    assert contacts.count(c) == 5
    assert [one.id for one in contacts.page(c, limit=2)] == [a, b]
    assert [one.id for one in contacts.page(c, after=contacts.get(c, b), limit=2)] == [e, e2]
    assert [one.id for one in contacts.page(c, after=contacts.get(c, e), limit=9)] == [e2, zh]
    assert contacts.page(c, after=contacts.get(c, zh)) == []


def test_codes_nobody_has_are_named(c, add):
    ids = [add(code=code) for code in (17, 18, 5)]
    assert contacts.ids_by_codes(c, [5, 17, 5, 18]) == [ids[2], ids[0], ids[1]]
    with pytest.raises(InputError, match=r"^No contact has the code 6\.$"):
        contacts.ids_by_codes(c, [17, 6])
    with pytest.raises(InputError, match=r"codes 6, 7\.$"):
        contacts.ids_by_codes(c, [6, 17, 7])
    assert contacts.ids_by_codes(c, []) == []


def test_a_category_holds_those_below_it(c, add):
    top, leaf, other = (categories.ensure_path(c, path) for path in ("Опт", "Опт/Юг", "Розница"))
    b, a = add("Борисов", category_id=top), add("Антонов", category_id=leaf)
    add("Ветров", category_id=other)
    add("Громов")
    assert contacts.ids_in_category(c, top) == [a, b]
    assert contacts.ids_in_category(c, leaf) == [a]


def test_names_of_custom_fields_are_remembered(c, add):
    id_ = add(custom={"Скидка": "5", "Договор": ""})
    add(custom={"Скидка": "7"})
    contacts.update(c, Contact(id=id_, name="А", custom={"Адрес": "x"}))
    assert contacts.custom_names(c) == ["Адрес", "Договор", "Скидка"]


KNOWN = Contact(
    name="Ёлкин Пётр", external_id="X1", mobile_phone="+7916", email="Elkin@mail.ru", inn="77"
)


@pytest.mark.parametrize(
    "fields",
    [
        {"name": "кто угодно", "external_id": "X1"},
        {"name": "ЕЛКИН  петр", "mobile_phone": "+7916"},
        {"name": "Елкин Петр", "email": "elkin@MAIL.ru", "mobile_phone": "+7000"},
        {"name": "«Ёлкин Пётр»", "inn": "77"},
        {"name": "Ёлкин Пётр", "code": 17},
    ],
)
def test_the_same_person(c, add, fields):
    add("Ёлкин Пётр")
    id_ = contacts.insert(c, replace(KNOWN, code=17))
    assert contacts.find_existing(c, Contact(**fields)) == id_


@pytest.mark.parametrize(
    "fields",
    [
        {"name": "Ёлкин Пётр"},
        {"name": "Ёлкин Павел", "mobile_phone": "+7916", "email": "elkin@mail.ru", "inn": "77"},
        {"name": "Ёлкин Пётр", "mobile_phone": "+7917", "email": "", "inn": ""},
        {"name": "Ёлкин Пётр", "external_id": "X2", "mobile_phone": "+7916", "inn": "77"},
        {"name": "Другой", "code": 1},
    ],
)
def test_another_person(c, fields):
    contacts.insert(c, KNOWN)
    assert contacts.find_existing(c, Contact(**fields)) is None


def test_a_contact_without_a_key_gets_one_from_the_accounting_program(c, add):
    id_ = add("Ёлкин Пётр", mobile_phone="+7916")
    assert contacts.find_existing(c, KNOWN) == id_


def test_two_who_fit_equally_are_nobody_unless_the_inn_tells(c, add):
    first = add("Ёлкин Пётр", mobile_phone="+7916", inn="77")
    add("Ёлкин Пётр", email="elkin@mail.ru")
    twin = replace(KNOWN, external_id="", inn="")
    assert contacts.find_existing(c, twin) is None
    assert contacts.find_existing(c, replace(twin, inn="77")) == first


def test_names_with_the_same_hash_are_not_the_same_name(c, add, monkeypatch):
    monkeypatch.setattr(contacts, "name_hash", lambda _key: 7)
    monkeypatch.setattr("depesha.store.contact_rows.name_hash", lambda _key: 7)
    add("Антонов", mobile_phone="+7916")
    second = add("Борисов", mobile_phone="+7916")
    assert contacts.find_existing(c, Contact(name="Борисов", mobile_phone="+7916")) == second
    assert contacts.find_existing(c, Contact(name="Ветров", mobile_phone="+7916")) is None


def test_the_first_that_was_entered(c, add):
    assert contacts.first(c) is None
    add("Яна")
    add("Анна")
    assert contacts.first(c).name == "Яна"
