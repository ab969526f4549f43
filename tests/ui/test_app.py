"""The window comes up, obeys and goes."""

from depesha.domain.people import Contact
from depesha.store import contacts


def test_the_window_opens_on_the_contacts(app, person) -> None:
    with app.services.office.database.write() as c:
        contacts.insert(c, Contact(name="Ёлкин Пётр"))
    app.services.doors.go("contacts")
    table = app.services.tabs.view("contacts").table
    person.until(lambda: len(table.ids) == 1, "the contact")
    person.until(lambda: "Ёлкин" in str(table.tree.item("0", "values")), "his name")


def test_the_palette_finds_a_command_by_a_part_of_its_name(app, person) -> None:
    person.focus(app.services.tabs.view("contacts").search)
    person.keys("ctrl+k")
    person.until(lambda: app.root.tk.call("grab", "current"), "the palette")
    person.type("larger")
    person.keys("Return")
    person.until(lambda: app.services.theme.text_size == 125, "larger letters")


def test_leaving_lets_everything_go(app, person) -> None:
    app.leave()
    assert app.services.remembered.get("window", "") != ""


def test_a_database_that_somebody_keeps_locked_is_said_in_words(app, person) -> None:
    import sqlite3

    locked = sqlite3.OperationalError("database is locked")
    locked.sqlite_errorcode = sqlite3.SQLITE_BUSY

    def work() -> None:
        raise locked

    app.services.bridge.run(work)
    person.until(lambda: app.services.notices.shown)
    assert "locked" in app.services.notices.shown[0].text
    assert app.services.notices.shown[0].details == ""
