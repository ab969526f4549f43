"""The first steps as they are taken, and left."""

from depesha.ui.importing.wizard import ImportWizard
from depesha.ui.wizard.greeting import DONE, REMEMBERED


def test_the_way_to_the_contacts_by_the_keys(app, person, steps) -> None:
    person.focus(steps.page.entry)
    person.type("Firm")
    person.keys("Return")
    person.until(lambda: steps.step == "mail", "the second step")
    assert app.services.office.settings.office.name == "Firm"
    person.focus(steps.onward)
    person.keys("Return")
    person.until(lambda: steps.step == "people", "the last step")
    steps.go_back()
    assert steps.step == "mail"
    steps.go_on()
    person.click(steps.page.bring)
    person.until(lambda: not steps.winfo_exists(), "the end")

    def importing():
        return any(isinstance(one, ImportWizard) for one in app.root.winfo_children())

    person.until(importing, "the import")
    next(one for one in app.root.winfo_children() if isinstance(one, ImportWizard)).close(None)


def test_whoever_leaves_is_not_greeted_again(app, person, steps) -> None:
    person.focus(steps.onward)
    person.keys("Escape")
    person.until(lambda: not steps.winfo_exists(), "the end")
    assert app.services.remembered.get(REMEMBERED, "") == DONE


def test_another_language_begins_the_window_anew_and_goes_on(app, steps) -> None:
    steps.page.language.set("ru")
    steps.go_on()
    assert app.again
    assert app.services.office.settings.get("office.language") == "ru"
    assert app.services.remembered.get(REMEMBERED, "") == "mail"


def test_the_last_step_ends_it(steps) -> None:
    steps.turn("people")
    steps.go_on()
    assert not steps.winfo_exists()


def test_what_is_wrong_is_said_in_place(steps, monkeypatch) -> None:
    monkeypatch.setattr(type(steps.page), "changes", {"office.name": "", "office.region": "x"})
    steps.go_on()
    assert steps.step == "hello"
    assert "office.region" in steps.problem["text"]
