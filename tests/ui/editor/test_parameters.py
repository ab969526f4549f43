"""Whom to, what about."""

import pytest

from depesha.ui.editor.macro_picker import MacroPicker
from depesha.ui.editor.parameters import Callbacks, Parameters, joined, names_of


@pytest.fixture
def block(app, person):
    done = []

    def make(channel):
        made = Parameters(
            app.root, app.services, app.services.office.channel(channel),
            Callbacks(lambda: done.append("choose"), lambda: done.append("changed")), lambda: (),
        )  # fmt: skip
        made.place(x=250, y=100, width=600)
        made.done = done
        return made

    return make


def test_names_are_joined_as_offices_write_them():
    assert joined(["Анна", "Борис"], 2) == "Анна; Борис"
    assert joined(["Анна"], 100) == "Анна; and 99 more"
    assert joined([], 0) == ""


def test_the_first_names_are_read(app, people):
    assert names_of(app.services.office, people) == ["Анна", "Борис", "Вера"]


def test_the_chosen_are_named(block, people, person):
    made = block("sms")
    made.show_people(people)
    person.until(lambda: made.names.get() == "Анна; Борис; Вера", "the names")
    person.click(made.choose)
    assert made.done == ["choose"]
    assert (made.subject, made.attachments) == (None, None)


def test_typing_a_subject_is_a_change_and_showing_one_is_none(block, person):
    made = block("email")
    made.show("Тема", ["/a.pdf"])
    assert made.done == []
    assert (made.subject_text, made.paths) == ("Тема", ("/a.pdf",))
    person.focus(made.subject)
    made.subject.icursor("end")
    person.type("x")
    assert made.subject_text == "Темаx"
    assert "changed" in made.done


def test_a_macro_goes_into_the_subject(block, person, monkeypatch):
    made = block("email")
    made.show("Для ", [])
    made.subject.icursor("end")
    monkeypatch.setattr(MacroPicker, "show", lambda self, focus=None: "{CLIENT.NAME}")
    made._macro()
    assert made.subject_text == "Для {CLIENT.NAME}"
    assert made.done == ["changed"]
