"""A few people in the office of the window."""

import pytest

from depesha.domain.people import Contact, ContactType
from depesha.store import categories, contacts


@pytest.fixture
def people(app) -> dict[str, int]:
    with app.services.office.database.write() as c:
        retail = categories.ensure_path(c, "Розница")
        made = [
            Contact(name="Ёлкин Пётр", category_id=retail, mobile_phone="+79161234567"),
            Contact(name="Иванов Иван", email="ivan@example.com"),
            Contact(name="Банк", type=ContactType.BANK, custom={"Скидка": "5"}),
        ]
        return {one.name: contacts.insert(c, one) for one in made}


@pytest.fixture
def place(app, person, people):
    app.services.doors.go("contacts")
    found = app.services.tabs.view("contacts")
    person.until(lambda: len(found.table.ids) == 3 and app.services.bridge.idle)
    return found
