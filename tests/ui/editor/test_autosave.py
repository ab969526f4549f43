"""What is being written is on disk before anybody asks."""

from dataclasses import replace
from tkinter import ttk
from types import SimpleNamespace

import pytest

from depesha.delivery.composition import Composition
from depesha.delivery.drafts import Draft, DraftFiles
from depesha.ui.editor import autosave
from depesha.ui.editor.autosave import Autosave


@pytest.fixture
def writing(app, monkeypatch):
    monkeypatch.setattr(autosave, "DELAY", 20)
    state = SimpleNamespace(draft=Draft(Composition(channel="sms", body="один")))
    state.widget = ttk.Frame(app.root)
    state.save = Autosave(state.widget, app.services, lambda: state.draft)
    state.files = DraftFiles(app.services.office.profile.drafts)
    return state


def body(writing):
    found = writing.files.load(writing.draft.id)
    return found.composition.body if found else None


def test_soon_after_a_change(writing, person):
    writing.save.changed()
    assert body(writing) is None
    person.until(lambda: body(writing) == "один", "the text on disk")
    writing.draft = replace(writing.draft, composition=replace(writing.draft.composition, body="2"))
    writing.save.changed()
    person.until(lambda: body(writing) == "2", "the later text")


def test_at_once_when_the_window_goes(writing):
    writing.save.changed()
    writing.save.now()
    assert body(writing) == "один"


def test_nothing_is_written_where_nothing_changed(writing, person):
    writing.save.now()
    person.live()
    assert body(writing) is None


def test_what_was_sent_is_forgotten_even_while_it_is_written(writing, person):
    writing.save.changed()
    person.until(lambda: writing.save._writing, "the text under way")
    writing.save.forget()
    person.until(lambda: not writing.save._writing, "the end of it")
    assert body(writing) is None


def test_what_is_set_aside_does_not_open_by_itself(writing):
    writing.save.set_aside()
    (found,) = writing.files.all()
    assert not found.open


def test_a_full_disk_is_said_once(writing, person, app):
    place = app.services.office.profile.drafts
    place.rmdir()
    place.write_text("a file where the folder is to be", encoding="utf-8")
    for _again in range(2):
        writing.save.changed()
        person.until(lambda: writing.save._failed and not writing.save._writing, "the failure")
        person.live()
    (notice,) = app.services.notices.shown
    assert "cannot be kept" in notice.text
