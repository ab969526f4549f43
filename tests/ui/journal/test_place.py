"""The journal of notifications, used by a person."""

import pytest


class Answers:
    """Dialogs that remember what was asked and say yes."""

    def __init__(self):
        self.asked = []

    def confirm(self, title, question, yes, *, danger=False):
        self.asked.append((question, danger))
        return True

    def tell(self, title, text, details=""):
        self.asked.append(text)


@pytest.fixture
def place(app, person, told, monkeypatch):
    app.services.doors.go("journal")
    found = app.services.tabs.view("journal")
    person.until(lambda: len(found.journal.table.ids) == 4, "the rows")
    person.until(lambda: app.services.bridge.idle, "their words")
    return found


@pytest.fixture
def answers(app):
    found = Answers()
    app.services.dialogs = found
    return found


def test_typing_a_name_leaves_its_rows(place, person):
    person.keys("ctrl+f")
    person.type("борис")
    person.until(lambda: place.journal.table.ids.tolist() == [2], "Boris alone")
    assert place.footer["text"] == "1 message"


def test_a_date_that_is_none_is_told_in_place(place, person):
    place.filters.show(place.filters.chosen.__class__("dates", since="31.31.2026"))
    person.until(lambda: "is no time" in place.footer["text"], "the complaint")
    place.filters.show(place.filters.chosen.__class__("all"))
    person.until(lambda: "4 messages" in place.footer["text"], "the rows again")


def test_mailings_are_offered(place, person):
    place.filters.show(place.filters.chosen.__class__(mailing=1, status="failed"))
    person.until(lambda: place.journal.table.ids.tolist() == [2], "the failed one")


def press(place, command):
    place._toolbar.button(command).invoke()


def test_a_failed_row_is_repeated_after_a_question(place, person, app, answers):
    app.services.engine.stop(5)
    app.services.office.settings.change(
        {"email.mode": "on", "email.main.host": "127.0.0.1", "email.main.sender": "a@b.ru"}
    )
    place.journal.table.picking.select(1)
    assert place._toolbar.button("journal.repeat").instate(["!disabled"])
    press(place, "journal.repeat")
    person.until(lambda: answers.asked, "the question")
    assert answers.asked == [("Send the same message once more to 1 person?", False)]
    c = app.services.office.database.reader
    person.until(
        lambda: c.execute("SELECT state, round FROM delivery WHERE id = 2").fetchone()
        == ("queued", 1),
        "the row in the outbox",
    )  # fmt: skip


def test_somebody_left_out_cannot_be_repeated(place, person, answers):
    place.journal.table.picking.select(3)
    press(place, "journal.repeat")
    person.until(lambda: answers.asked, "the words")
    assert "nothing to repeat" in answers.asked[0]


def test_asking_providers_says_what_changed(place, person, app):
    press(place, "journal.statuses")
    person.until(lambda: app.services.notices.shown, "the news")
    assert app.services.notices.shown[0].text == "0 messages asked for, 0 changed"


def test_the_chosen_are_written_to_by_another_channel(place, person, app):
    place.journal.table.picking.select(1)
    below = place._toolbar.button("journal.other")
    person.until(lambda: below.instate(["!disabled"]), "the ways")
    (sms,) = [c for c in app.services.commands.all() if c.id == "journal.other.sms"]
    sms.run()

    def editors():
        return [w for w in app.root.winfo_children() if type(w).__name__ == "EditorWindow"]

    person.until(editors, "the editor of short messages")
    person.until(lambda: editors()[0].editor.composition().body, "the text")
    composition = editors()[0].editor.composition()
    assert composition.channel == "sms"
    assert composition.people.contacts.tolist() == [2]
    assert composition.body == "Привет, {КЛИЕНТ.ИМЯ}!"
    editors()[0].destroy()
