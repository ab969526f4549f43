"""Choices of several searches add up."""

from array import array

import pytest

from depesha.delivery.selection import Selection
from depesha.domain.people import Contact, Employee
from depesha.store import contacts, employees
from depesha.ui.choose import choose_people
from depesha.ui.choose.dialog import Chooser, together


@pytest.fixture
def people(app):
    with app.services.office.database.write() as c:
        ids = [contacts.insert(c, Contact(name=name)) for name in ("Ёлкин", "Иванов", "Петров")]
        employees.insert(c, Employee(name="Менеджер"))
    return ids


@pytest.fixture
def chooser(app, person, people):
    made = Chooser(app.root, app.services, array("q", people[:1]))
    made.open()
    person.until(lambda: len(made.directory.table.ids) == 3 and app.services.bridge.idle)
    yield made
    if made.winfo_exists():
        made.close(None)


def test_each_once_in_the_order_of_choosing() -> None:
    assert list(together(array("q", [3, 1]), [1, 2, 3, 4])) == [3, 1, 2, 4]


def test_choices_add_up_and_go(chooser, people, person) -> None:
    chooser.directory.typed.set("иванов")
    person.until(lambda: list(chooser.directory.table.ids) == people[1:2])
    chooser._add.invoke()
    assert list(chooser.chosen) == people[:2]
    chooser.directory.typed.set("")
    person.until(lambda: len(chooser.directory.table.ids) == 3)
    chooser.directory.table.picking.select(2)
    chooser._add.invoke()
    assert list(chooser.chosen) == people
    chooser.selected.picking.select(0)
    chooser._remove.invoke()
    assert list(chooser.chosen) == people[1:]
    assert "2" in chooser._title["text"]


def test_employees_too(chooser, person) -> None:
    chooser.add_employees()
    person.until(lambda: len(chooser.chosen) == 2)
    assert chooser.chosen[1] < 0
    person.until(lambda: "Менеджер" in str(chooser.selected.tree.item("1", "values")))


def test_the_answer_is_a_selection(app, person, people) -> None:
    def press() -> None:
        dialog = next(w for w in app.root.winfo_children() if isinstance(w, Chooser))
        dialog.add([people[2], -1])
        dialog._ok.invoke()

    app.root.after(300, press)
    found = choose_people(app.services, app.root, Selection(contacts=array("q", people[:1])))
    assert list(found.contacts) == [people[0], people[2]]
    assert list(found.employees) == [1]
    app.root.after(300, lambda: person.keys("Escape"))
    assert choose_people(app.services, app.root, found) is None
