"""The page of rights says who works here, and keeps it."""

import pytest

from depesha.domain.people import Employee
from depesha.store import employees
from depesha.ui.restart import offer_restart


@pytest.fixture
def page(app, person):
    with app.services.office.database.write() as c:
        for name in ("Вера", "Олег"):
            employees.insert(c, Employee(name=name))
    app.services.doors.settings("rights")
    found = app.services.tabs.view("settings").page("rights")
    person.until(lambda: found.form is not None)
    return found


def test_what_is_chosen_is_kept_and_a_new_start_offered(page, app, person) -> None:
    assert not page.dirty
    page.form.who.set("Вера (1)")
    page.form.who.event_generate("<<ComboboxSelected>>")
    page.form.boxes[1].set("Operator")
    assert page.dirty
    shown = page.form
    page.save()
    person.until(lambda: page.form is not shown and app.services.notices.shown)
    access = app.services.office.settings.access
    assert (access.who, access.roles) == (1, "1:operator")
    assert page.form.who.get() == "Вера (1)"
    assert not page.dirty
    assert callable(offer_restart)
