"""Editors open where they belong, and open again after the window was closed or killed."""

from array import array

import pytest

from depesha.delivery.composition import Composition
from depesha.delivery.drafts import Draft, DraftFiles
from depesha.delivery.selection import Selection
from depesha.domain.errors import InputError
from depesha.ui.editor import opening
from depesha.ui.editor.frame import EditorFrame


def windows(app):
    return [one for one in app.root.winfo_children() if isinstance(one, opening.EditorWindow)]


def test_a_letter_is_a_tab(app, people, person):
    app.services.doors.write("email", people)
    person.until(lambda: app.services.bridge.idle, "the names")
    frame = app.services.tabs.view(app.services.tabs.front)
    assert isinstance(frame, EditorFrame)
    assert frame.parameters.names.get() == "Анна; Борис; Вера"
    assert frame.focus_get() is frame.writing.view.text


def test_a_short_message_is_a_window_beside_the_main_one(app, people, person, answers):
    app.services.doors.write("sms", people)
    (window,) = windows(app)
    person.until(window.winfo_viewable, "the window")
    person.focus(window.editor.writing.view.text)
    person.type("hello")
    answers.chosen = None
    person.keys("Escape")
    assert answers.asked == ["This text has not been sent."]
    assert window.winfo_exists()
    answers.chosen = 1
    person.keys("Escape")
    person.until(lambda: not window.winfo_exists(), "the end")


def test_the_shortcuts_of_a_window_are_its_own(app, people, person, answers):
    app.services.doors.write("sms", Selection())
    (window,) = windows(app)
    person.until(window.winfo_viewable, "the window")
    person.focus(window.editor.writing.view.text)
    person.keys("ctrl+Return")
    person.until(lambda: "Nobody" in window.editor.problem.cget("text"), "what is missing")
    assert window.editor.composition().body.strip() == ""
    window.destroy()


def test_telegram_has_a_tab_without_a_subject(app, people, person):
    frame = opening.write(app.services, "telegram", people)
    assert frame.parameters.subject is None
    assert frame.parameters.attachments is not None
    person.live()


def test_a_channel_that_is_gone_is_said(app, people):
    with pytest.raises(InputError, match="no channel"):
        opening.write(app.services, "pigeon", people)


def test_what_was_open_opens_again(app, person, people):
    files = DraftFiles(app.services.office.profile.drafts)
    one = Composition(channel="email", subject="Тема", body="<b>не дописано</b>", people=people)
    files.keep(Draft(one))
    files.keep(Draft(Composition(channel="sms", body="закрыто"), open=False))
    files.keep(Draft(Composition(channel="pigeon", body="плагина нет")))
    files.keep(Draft(Composition(channel="email", body="")))
    done = []
    opening.reopen(app.services, lambda: done.append(1))
    person.until(lambda: done, "the drafts")
    found = [key for key in app.services.tabs.open_keys if key.startswith("message:")]
    assert len(found) == 1
    frame = app.services.tabs.view(found[0])
    again = frame.composition()
    assert (again.body, again.subject) == ("<b>не дописано</b>", "Тема")
    assert again.people.contacts == array("q", people.contacts)
    assert windows(app) == []
    assert len(files.all()) == 4


def test_one_text_is_open_once(app, people, person):
    for channel in ("sms", "email"):
        draft = Draft(Composition(channel=channel, body="текст"))
        assert opening.open_draft(app.services, draft) is opening.open_draft(app.services, draft)
    (window,) = windows(app)
    window.destroy()
