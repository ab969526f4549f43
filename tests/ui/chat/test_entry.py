"""Where one writes."""

from pathlib import Path

import pytest

from depesha.ui.chat.entry import Draft, Entry, pasted_folder


@pytest.fixture
def sent():
    return []


@pytest.fixture
def entry(app, person, sent):
    made = Entry(app.root, app.services, sent.append, lambda: None)
    made.place(x=0, y=0, width=600, height=200)
    app.root.update()
    yield made
    made.destroy()


def test_tags_go_around_what_is_marked(entry, person):
    person.focus(entry.text)
    person.type("один два")
    entry.text.tag_add("sel", "1.5", "1.8")
    person.keys("ctrl+b")
    assert entry.draft.text == "один <b>два</b>"
    entry.show(Draft())
    person.keys("ctrl+i")
    person.type("x")
    assert entry.draft.text == "<i>x</i>"


def test_a_link(entry, app, monkeypatch):
    monkeypatch.setattr(type(app.services.dialogs), "text", lambda *_a: 'https://x.ru/"')
    entry.insert("тут")
    entry.text.tag_add("sel", "1.0", "1.3")
    entry._wrap_link()
    assert entry.draft.text == '<a href="https://x.ru/%22">тут</a>'
    monkeypatch.setattr(type(app.services.dialogs), "text", lambda *_a: None)
    entry._wrap_link()
    assert entry.draft.text.count("<a ") == 1


def test_files_are_taken_and_left_out(entry, app, monkeypatch):
    paths = [Path("/a/1.pdf"), Path("/a/2.pdf")]
    monkeypatch.setattr(type(app.services.dialogs), "open_files", lambda *_a: paths)
    entry._choose_files()
    assert entry.draft.files == tuple(paths)
    entry._chips.winfo_children()[0].invoke()
    assert entry.draft.files == (paths[1],)
    entry.show(Draft("a", (paths[0],)))
    assert entry.draft == Draft("a", (paths[0],))


def test_nothing_is_not_sent(entry, sent):
    entry.hand_over()
    entry.insert("  ")
    entry.hand_over()
    assert sent == []
    entry.insert("Да")
    entry.enable(able=False)
    entry.hand_over()
    entry._wrap("b")
    assert sent == []
    entry.enable(able=True)
    entry.hand_over()
    assert sent == [Draft("  Да")]


def test_a_pasted_picture_becomes_a_file(entry, app):
    entry._pasted(b"")
    assert entry.draft.files == ()
    entry._pasted(b"\x89PNG")
    (path,) = entry.draft.files
    assert path.parent == pasted_folder(app.services)
    assert path.read_bytes() == b"\x89PNG"
