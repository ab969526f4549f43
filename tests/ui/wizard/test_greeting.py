"""Only an office that has just begun is greeted, and only once."""

import pytest

from depesha.domain.people import Contact
from depesha.store import contacts
from depesha.ui.wizard.first_steps import FirstSteps
from depesha.ui.wizard.greeting import DONE, REMEMBERED, greet


def dialog(app):
    return next((w for w in app.root.winfo_children() if isinstance(w, FirstSteps)), None)


def test_an_empty_office_is_greeted(app, person) -> None:
    greet(app.services)
    person.until(lambda: dialog(app) is not None, "the first steps")
    assert dialog(app).step == "hello"
    dialog(app).close(None)


@pytest.mark.parametrize("has", ["contact", "account"])
def test_an_office_that_works_already_is_not(app, person, has) -> None:
    office = app.services.office
    if has == "contact":
        with office.database.write() as c:
            contacts.insert(c, Contact(name="Anna"))
    else:
        office.settings.change({"echo.main.connections": "1"})
    greet(app.services)
    person.until(lambda: app.services.remembered.get(REMEMBERED, "") == DONE, "the answer")
    assert dialog(app) is None


def test_it_goes_on_where_it_was(app, person) -> None:
    app.services.remembered.set(REMEMBERED, "mail")
    greet(app.services)
    person.until(lambda: dialog(app) is not None, "the first steps")
    assert dialog(app).step == "mail"
    dialog(app).close(None)
    greet(app.services)
    person.live()
    assert dialog(app) is None


def test_the_menu_opens_them_again(app, person) -> None:
    next(one for one in app.services.commands.all() if one.id == "steps").run()
    person.until(lambda: dialog(app) is not None and dialog(app).winfo_viewable(), "the dialog")
    dialog(app).close(None)
