"""Names and addresses as they are shown and used."""

from decimal import Decimal

from depesha.domain.people import Contact, Employee, Line, address_of


def test_display_name_goes_before_the_name():
    assert Contact(name="ИП Иванов И. И.").shown_name == "ИП Иванов И. И."
    assert Contact(name="ИП Иванов И. И.", display_name="Иван").shown_name == "Иван"


def test_addresses_by_channel_field():
    contact = Contact(name="A", email="a@b.ru", telegram="5", custom={"max": "77"})
    assert address_of(contact, "email") == "a@b.ru"
    assert address_of(contact, "mobile_phone") == ""
    assert address_of(contact, "telegram") == "5"
    assert address_of(contact, "max") == "77"
    assert address_of(contact, "viber") == ""
    assert address_of(Employee(name="B", mobile_phone="+79161234567"), "mobile_phone")
    assert address_of(Employee(name="B"), "max") == ""


def test_a_lines_amount():
    assert Line(quantity=Decimal("1.5"), price=Decimal("10.10")).amount == Decimal("15.150")
