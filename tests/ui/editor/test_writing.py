"""Editors are exchanged, and fail, without a word of the text being lost."""

from dataclasses import replace
from pathlib import Path

import pytest

from depesha.api import Document, Editor, Style
from depesha.plughost.host import PluginFailedError
from depesha.ui.editor.writing import fitting


class Plain:
    """An editor of somebody else's."""

    def __init__(self, parent, document, tools):
        import tkinter as tk

        self.widget = tk.Text(parent)
        self.shown = document

    def document(self):
        return self.shown

    def show(self, document):
        self.shown = document

    def insert(self, text):
        self.shown = replace(self.shown, body=self.shown.body + text)

    def focus(self):
        self.widget.focus_set()


def broken(parent, document, tools):
    raise PluginFailedError("The editor “Broken” does not work.")


PLAIN = Editor("plain", "Plain", (Style.LETTER,), ("html",), Plain)
BROKEN = Editor("broken", "Broken", tuple(Style), ("simple", "html"), broken)


@pytest.fixture
def editors(app, monkeypatch):
    """The editors that the office has from now on."""
    host = app.services.office.host
    known = dict(host.editors())

    def have(*more, without=()):
        found = {k: v for k, v in known.items() if k not in without} | {e.id: e for e in more}
        monkeypatch.setattr(host, "editors", lambda: found)

    return have


def test_which_editors_fit_a_channel(app):
    channel = app.services.office.channel("sms")
    simple = app.services.office.host.editors()["simple"]
    assert fitting([PLAIN, simple], channel) == [simple]
    assert fitting([PLAIN, simple], app.services.office.channel("email")) == [simple, PLAIN]


def test_a_text_goes_on_in_another_editor_and_back(editors, letter, answers, person):
    editors(PLAIN, without=("html",))
    area = letter("<b>да</b> & нет").writing
    assert area.editor == "simple"
    area._exchange(PLAIN)
    assert area.editor == "plain"
    assert area.document() == Document("<b>да</b> &amp; нет", "html")
    answers.yes = False
    simple = next(one for one in area._editors() if one.id == "simple")
    area._exchange(simple)
    assert area.editor == "plain"
    answers.yes = True
    area._exchange(simple)
    assert area.document() == Document("<b>да</b> & нет", "simple")


def test_an_editor_that_fails_leaves_the_text_where_it_is(editors, letter, app):
    editors(BROKEN)
    area = letter("текст").writing
    area._exchange(BROKEN)
    assert (area.editor, area.document().body) == ("simple", "текст")
    assert "does not work" in app.services.notices.shown[0].text
    assert area._chosen.get() == "simple"


def test_a_format_that_the_open_editor_has_not_is_shown_in_another(editors, letter):
    editors(PLAIN, without=("html",))
    area = letter("текст").writing
    area.show(Document("<p>x</p>", "html"))
    assert (area.editor, area.document()) == ("plain", Document("<p>x</p>", "html"))


def test_without_any_editor_it_is_said(editors, letter, person):
    editors(without=("simple", "html"))
    area = letter("текст").writing
    person.live()
    assert area.view is None
    assert area._lost.winfo_ismapped()
    assert area.document() == Document()


def test_the_manuals_editor_edits(editors, letter, person):
    manual = Path(__file__).parents[3] / "app" / "depesha" / "docs" / "plugins.md"
    source = manual.read_text(encoding="utf-8").split("`depesha_plain.py`:\n\n```python\n")[1]
    code = {}
    exec(compile(source.split("```")[0], "depesha_plain.py", "exec"), code)
    editors(*code["editors"](), without=("simple", "html"))
    frame = letter("Привет")
    assert frame.writing.editor == "plain"
    person.focus(frame.writing.view.widget)
    frame.writing.view.widget.mark_set("insert", "end-1c")
    person.type("!")
    assert frame.composition().body == "Привет!"
    frame.writing.view.insert("{ДАТА}")
    assert frame.composition().body == "Привет!{ДАТА}"
    assert frame.autosave._timer
