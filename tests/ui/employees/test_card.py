"""A card is filled in by keys; what cannot be read is said below its field."""

import pytest

from depesha.domain.people import Employee
from depesha.store import employees


@pytest.fixture
def stored(app):
    with app.services.office.database.write() as c:
        return employees.insert(c, Employee(name="Анна", position="водитель"))


def everybody(app):
    return employees.everybody(app.services.office.database.reader)


def test_a_new_employee_by_keys(app, person):
    app.services.doors.employee(0)
    card = app.services.tabs.view("employee:0")
    person.focus(card.form.widgets["name"])
    person.type("Борис")
    person.focus(card.form.widgets["mobile_phone"])
    person.type("12")
    person.keys("ctrl+s")
    person.until(lambda: card.form._problems["mobile_phone"]["text"], "what is wrong")
    assert everybody(app) == []
    card.form._values["mobile_phone"].set("8 916 123-45-67")
    person.keys("ctrl+s")
    person.until(lambda: everybody(app), "the employee")
    (found,) = everybody(app)
    assert (found.name, found.mobile_phone) == ("Борис", "+79161234567")
    person.until(lambda: app.services.tabs.front == f"employee:{found.id}", "its own card")
    assert "employee:0" not in app.services.tabs.open_keys


def test_a_change_is_saved_and_can_be_undone(app, person, stored):
    app.services.doors.employee(stored)
    card = app.services.tabs.view(f"employee:{stored}")
    person.until(lambda: card.form.texts()["position"] == "водитель", "the card")
    card.form._values["position"].set("механик")
    assert card.dirty
    next(one for one in card.commands() if one.id == "card.undo").run()
    assert card.form.texts()["position"] == "водитель"
    card.form._values["position"].set("механик")
    card.save()
    person.until(lambda: everybody(app)[0].position == "механик", "the change")
    person.until(lambda: not card.dirty, "the card as it is stored")
    assert card.may_close()


def test_what_is_not_saved_is_asked_about(app, person, stored, monkeypatch):
    monkeypatch.setattr(type(app.services.dialogs), "confirm", lambda *_words, **_more: False)
    app.services.doors.employee(stored)
    card = app.services.tabs.view(f"employee:{stored}")
    person.until(lambda: card.form.texts()["name"] == "Анна", "the card")
    card.form._values["name"].set("Анна Петровна")
    assert not app.services.tabs.close(f"employee:{stored}")


def test_somebody_else_has_deleted_them(app, person, stored):
    app.services.doors.employee(stored)
    card = app.services.tabs.view(f"employee:{stored}")
    person.until(lambda: card.form.texts()["name"] == "Анна", "the card")
    with app.services.office.database.write() as c:
        employees.delete(c, stored)
    card.form._values["name"].set("Анна Петровна")
    card.save()
    person.until(lambda: app.services.notices.shown, "the word about it")
    assert "deleted this employee" in app.services.notices.shown[0].text
    assert card.form.texts()["name"] == "Анна Петровна"
