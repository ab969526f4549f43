"""The place of templates."""

import pytest

from depesha.delivery.composition import Composition
from depesha.delivery.drafts import Draft, DraftFiles
from depesha.render import own
from depesha.render.files import Template


@pytest.fixture
def place(app, person):
    folder = app.services.office.profile.templates
    own.add(folder, Template(title="Моё", body="Привет", subject="Тема", channel="email"))
    app.services.doors.go("templates")
    found = app.services.tabs.view("templates")
    person.until(lambda: found.browser.marked is not None, "the templates")
    return found


class Yes:
    def confirm(self, title, question, yes, *, danger=False):
        return True


def titles(app):
    return [one.title for one in own.own(app.services.office.profile.templates)]


def test_an_own_one_is_opened_and_saved_to_the_same_file(place, app, person):
    place.toolbar.button("templates.edit").invoke()
    frame = app.services.tabs.view(app.services.tabs.front)
    assert frame.composition().body == "Привет"
    assert frame.composition().subject == "Тема"
    frame.writing.view.insert("!")
    frame.save()
    (found,) = own.own(app.services.office.profile.templates)
    assert found.template.body == "!Привет"


def test_a_copy_is_an_own_one(place, app, person):
    place.browser.reload("Price list")
    person.until(lambda: place.browser.marked.title == "Price list", "a shipped one")
    assert place.toolbar.button("templates.delete").instate(["disabled"])
    place.toolbar.button("templates.copy").invoke()
    person.until(lambda: place.browser.marked.title == "Price list (copy)", "its copy")
    assert "Price list (copy)" in titles(app)


def test_an_own_one_is_deleted(place, app, person):
    app.services.dialogs = Yes()
    person.focus(place.browser.list)
    person.keys("Delete")
    person.until(lambda: titles(app) == [], "its end")


def test_a_new_one_is_an_empty_letter(place, app, person):
    person.keys("ctrl+n")
    person.until(lambda: app.services.tabs.front.startswith("message:"), "the editor")
    assert app.services.tabs.view(app.services.tabs.front).composition().body == ""


def test_an_unsent_text_is_gone_on_with_or_deleted(place, app, person):
    files = DraftFiles(app.services.office.profile.drafts)
    for body in ("Первый", "Второй"):
        files.keep(Draft(Composition(channel="email", body=body), open=False))
    place.browser.reload("Первый")
    person.until(lambda: place.browser.marked.title == "Первый", "the unsent text")
    place.toolbar.button("templates.edit").invoke()
    frame = app.services.tabs.view(app.services.tabs.front)
    assert frame.composition().body == "Первый"
    assert frame.draft.open
    app.services.dialogs = Yes()
    app.services.doors.go("templates")
    place.browser.reload("Второй")
    person.until(lambda: place.browser.marked.title == "Второй", "the other one")
    place.toolbar.button("templates.delete").invoke()
    assert [draft.composition.body for draft in files.all()] == ["Первый"]
