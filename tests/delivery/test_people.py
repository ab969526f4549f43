"""What surrounds a person in a message."""

import datetime as dt

from depesha.delivery.people import Lookup
from depesha.domain.people import Contact, Document, Employee
from depesha.store import categories, contacts, employees

TODAY = dt.date(2026, 11, 23)


def test_manager_category_and_office_stand_beside_the_card(office):
    with office.database.write() as c:
        boss = employees.insert(c, Employee(name="Ирина", mobile_phone="+79160000001"))
        trade = categories.ensure_path(c, "Клиенты/Опт")
        anna = contacts.insert(c, Contact(name="Анна", manager_id=boss, category_id=trade))
    c = office.database.reader
    found = Lookup("Наша фирма", "RUB").values(c, contacts.get(c, anna), TODAY).data
    assert found["MANAGER.NAME"] == "Ирина"
    assert found["MANAGER.PHONE"] == "+79160000001"
    assert found["CLIENT.CATEGORY"] == "Опт"
    assert found["FIRM.NAME"] == "Наша фирма"
    assert found["CURRENCY.SYMBOL"] == "р."
    assert found["DATE"] == TODAY


def test_an_employee_and_a_lonely_contact_have_neither(office):
    lookup = Lookup("", "")
    for person in (Employee(name="Вера"), Contact(name="Анна")):
        found = lookup.values(office.database.reader, person, TODAY).data
        assert found["CLIENT.NAME"] == person.name
        assert not {"MANAGER.NAME", "CLIENT.CATEGORY", "FIRM.NAME"} & set(found)


def test_a_manager_is_read_once_however_many_contacts_he_has(office):
    with office.database.write() as c:
        boss = employees.insert(c, Employee(name="Ирина"))
    lookup, c = Lookup("", ""), office.database.reader
    anna = Contact(name="Анна", manager_id=boss)
    lookup.values(c, anna, TODAY)
    with office.database.write() as writer:
        writer.execute("UPDATE employee SET name = 'Другая'")
    assert lookup.values(c, anna, TODAY).data["MANAGER.NAME"] == "Ирина"


def test_a_manager_who_is_gone_is_nobody(office):
    found = Lookup("", "").values(
        office.database.reader, Contact(name="Анна", manager_id=77), TODAY
    )
    assert "MANAGER.NAME" not in found.data


def test_every_field_of_the_office_is_a_macro(office):
    office.person(name="А", custom={"Скидка": "5", "Бонус": "1"})
    assert Lookup.custom_fields(office.database.reader) == ("Бонус", "Скидка")


def test_a_document_is_told_of_to_its_own_contact_alone(office):
    order = Document(type="order", number="ЗК-7", date=TODAY, contact_id=3)
    lookup, c = Lookup("", "", order, "Заказы клиентов"), office.database.reader
    own, other = Contact(id=3, name="Анна"), Contact(id=4, name="Борис")
    found = lookup.values(c, own, TODAY).data
    assert (found["DOCUMENT.NUMBER"], found["DOCUMENT.TYPE"]) == ("ЗК-7", "Заказы клиентов")
    assert lookup.reference(own) == "order ЗК-7"
    for person in (other, Employee(id=3, name="Вера")):
        assert "DOCUMENT.NUMBER" not in lookup.values(c, person, TODAY).data
        assert lookup.reference(person) == ""
