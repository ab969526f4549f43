"""Employees."""

from dataclasses import replace

import pytest

from depesha.domain.people import Contact, Employee
from depesha.store import contacts, employees

ANNA = Employee(
    name="Алёнина Анна",
    position="менеджер",
    department="продажи",
    firm="ООО «Мы»",
    email="anna@my.ru",
    work_phone="+74951234567",
    mobile_phone="+79161234567",
    telegram="55",
)


def test_all_fields_come_back(c):
    id_ = employees.insert(c, ANNA)
    assert employees.get(c, id_) == replace(ANNA, id=id_, code=1)
    assert employees.get(c, 99) is None


def test_update_writes_all_but_the_code(c):
    id_ = employees.insert(c, replace(ANNA, code=7))
    changed = replace(ANNA, id=id_, code=99, name="Ёжова Анна", email="")
    employees.update(c, changed)
    assert employees.get(c, id_) == replace(changed, code=7)
    assert employees.find_existing(c, Employee(name="ежова анна")) == id_
    with pytest.raises(LookupError):
        employees.update(c, replace(ANNA, id=99))


def test_everybody_by_name(c):
    for name in ("Яна", "ёлкин", "Егоров", "Жуков"):
        employees.insert(c, Employee(name=name))
    assert [one.name for one in employees.everybody(c)] == ["Егоров", "ёлкин", "Жуков", "Яна"]


def test_the_only_one_of_a_name_is_meant(c):
    id_ = employees.insert(c, ANNA)
    assert employees.find_existing(c, Employee(name="АЛЕНИНА  анна", email="new@my.ru")) == id_
    assert employees.find_existing(c, Employee(name="Алёнина")) is None


def test_namesakes_are_told_apart_by_address(c):
    first = employees.insert(c, ANNA)
    second = employees.insert(c, Employee(name=ANNA.name, mobile_phone="+7900"))
    assert employees.find_existing(c, Employee(name=ANNA.name)) is None
    assert employees.find_existing(c, Employee(name=ANNA.name, email="ANNA@my.ru")) == first
    assert employees.find_existing(c, Employee(name=ANNA.name, mobile_phone="+7900")) == second
    assert employees.find_existing(c, Employee(name=ANNA.name, email="x@y.ru")) is None


def test_what_is_typed_finds(c):
    anna = employees.insert(c, ANNA)
    boris = employees.insert(c, Employee(name="Борисов Борис", position="водитель"))
    assert employees.ids(c).tolist() == [anna, boris]
    for typed, found in (
        ("аленина", [anna]), ("водит", [boris]), ("8 916 123", [anna]), ("мы", [anna]),
        ("борис продажи", []), ("—", []),
    ):  # fmt: skip
        assert employees.ids(c, typed).tolist() == found, typed


def test_sorting(c):
    anna = employees.insert(c, ANNA)
    boris = employees.insert(c, Employee(name="Борисов Борис", position="Водитель"))
    assert employees.ids(c, order="position").tolist() == [boris, anna]
    assert employees.ids(c, order="name", descending=True).tolist() == [boris, anna]
    for order in employees.ORDERS:
        assert len(employees.ids(c, order=order)) == 2


def test_many_in_the_order_asked_for(c):
    anna, boris = employees.insert(c, ANNA), employees.insert(c, Employee(name="Борис"))
    assert [one.id for one in employees.get_many(c, [boris, 99, anna])] == [boris, anna]


def test_a_deleted_employee_leaves_contacts_and_its_code(c):
    anna = employees.insert(c, ANNA)
    contact = contacts.insert(c, Contact(name="Клиент", manager_id=anna))
    employees.delete(c, anna)
    employees.delete(c, anna)
    assert employees.get(c, anna) is None
    assert contacts.get(c, contact).manager_id is None
    boris = employees.insert(c, Employee(name="Борис"))
    assert employees.get(c, boris).code == 2
