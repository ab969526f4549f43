"""Addresses on cards follow what providers say, and never overwrite what a person typed since."""

import pytest

from depesha.domain.people import Contact, Employee
from depesha.store import addresses, contacts, employees, mailings
from depesha.store.database import Database
from depesha.store.mailings import Mailing, Planned


@pytest.fixture
def c(tmp_path):
    database = Database(tmp_path / "d.db")
    with database.write() as connection:
        yield connection
    database.close()


def delivery(c, kind, person_id, address):
    mailing = Mailing(key=address, channel="t", title="", body="", created_at=1.0, start_at=1.0)
    mailing_id = mailings.insert(c, mailing)
    person = Planned(
        person_kind=kind, person_id=person_id, code=1, name="", address=address, data="{}"
    )
    mailings.add(c, mailing_id, 1, [person], 1.0)
    return c.execute("SELECT max(id) FROM delivery").fetchone()[0]


def test_contacts_employees_and_fields_of_plugins(c):
    contact = contacts.insert(c, Contact(name="А", telegram="5", custom={"max": "77"}))
    employee = employees.insert(c, Employee(name="Б", telegram="6"))
    assert addresses.change(c, delivery(c, "contact", contact, "5"), "t.main", "telegram", "-1005")
    assert addresses.change(c, delivery(c, "contact", contact, "77"), "t.main", "max", "")
    assert addresses.change(c, delivery(c, "employee", employee, "6"), "t.main", "telegram", "")
    assert contacts.get(c, contact).telegram == "-1005"
    assert contacts.get(c, contact).custom.get("max", "") == ""
    assert employees.get(c, employee).telegram == ""


def test_what_changed_meanwhile_is_left_alone(c):
    contact = contacts.insert(c, Contact(name="А", telegram="9"))
    employee = employees.insert(c, Employee(name="Б"))
    assert not addresses.change(c, delivery(c, "contact", contact, "5"), "t.main", "telegram", "")
    assert not addresses.change(c, delivery(c, "employee", employee, "6"), "t.main", "telegram", "")
    assert not addresses.change(c, delivery(c, "contact", 999, "7"), "t.main", "telegram", "")
    assert contacts.get(c, contact).telegram == "9"
