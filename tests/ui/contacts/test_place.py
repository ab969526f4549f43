"""The directory is searched as one types, and writes to whom one chooses."""

import pytest

from depesha.domain.people import Contact
from depesha.store import contacts


@pytest.fixture
def place(app, person):
    with app.services.office.database.write() as c:
        for name in ("Ёлкин Пётр", "Иванов Иван", "Петров Сергей"):
            contacts.insert(c, Contact(name=name))
    app.services.doors.go("contacts")
    found = app.services.tabs.view("contacts")
    person.until(lambda: len(found.table.ids) == 3)
    return found


def test_typing_finds(place, person) -> None:
    person.focus(place.search)
    person.type("елкин")
    person.until(lambda: len(place.table.ids) == 1)
    person.until(lambda: place.table.tree.item("0", "values")[1] == "Ёлкин Пётр")


def test_who_is_chosen_is_counted_and_can_be_written_to(place, person) -> None:
    assert not any(one.enabled() for one in place.commands()[0].children)
    place.table.picking.select_all()
    assert "selected: 3" in place.footer["text"]
    assert len(place._selection()) == 3
