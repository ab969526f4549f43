"""Employees are found, opened, deleted, exported and written to."""

import pytest

from depesha.domain.people import Employee
from depesha.store import employees


@pytest.fixture
def place(app, person):
    with app.services.office.database.write() as c:
        for name, position in (("Ёлкин Пётр", "менеджер"), ("Иванов Иван", "водитель")):
            employees.insert(c, Employee(name=name, position=position))
    app.services.doors.go("employees")
    found = app.services.tabs.view("employees")
    person.until(lambda: len(found.table.ids) == 2, "the employees")
    return found


def test_typing_finds(place, person):
    person.focus(place.search)
    person.type("водит")
    person.until(lambda: len(place.table.ids) == 1)
    person.until(lambda: place.table.tree.item("0", "values")[1] == "Иванов Иван")
    person.keys("Escape")
    person.until(lambda: len(place.table.ids) == 2)
    assert place.footer["text"].startswith("2 employees")


def test_enter_opens_the_card(place, person, app):
    person.focus(place.table.tree)
    person.keys("Home", "Return")
    person.until(lambda: app.services.tabs.front == f"employee:{place.table.ids[0]}", "the card")


def test_delete_asks_and_forgets(place, person, app, monkeypatch):
    asked = []
    monkeypatch.setattr(
        type(app.services.dialogs), "confirm", lambda *words, **_more: asked.append(words) or True
    )
    person.focus(place.table.tree)
    person.keys("Home", "Delete")
    person.until(lambda: len(place.table.ids) == 1, "the other one")
    assert "Delete 1 employee?" in asked[0][2]


def test_sorted_by_the_head(place, person):
    place.table.header.sort("position", descending=False)
    person.until(lambda: place.table.tree.item("0", "values")[1] == "Иванов Иван")


def test_whom_the_commands_are_about(place):
    place.table.picking.select_all()
    assert len(place.selection().employees) == 2
    assert next(one for one in place.commands()[0].children if one.id == "contact.call").enabled()


def test_export(place, person, app, tmp_path, monkeypatch):
    from depesha.ui.export_dialog import ExportDialog

    path = tmp_path / "employees.csv"
    monkeypatch.setattr(type(app.services.dialogs), "save_file", lambda *_words: path)
    place.export()
    boxes = []

    def look():
        boxes[:] = [w for w in app.root.winfo_children() if isinstance(w, ExportDialog)]
        return boxes and boxes[0].winfo_viewable()

    person.until(look, "the dialog")
    boxes[0].format.set("csv")
    boxes[0].open_after.set(False)
    person.focus(boxes[0])
    person.keys("Return")
    person.until(path.exists, "the file")
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    assert lines[0].startswith("Code;Name;Position")
    assert [line.split(";")[1] for line in lines[1:]] == ["Ёлкин Пётр", "Иванов Иван"]
