"""The source, and the letter beside it."""

import pytest

from depesha.api import Document
from depesha_htmleditor import view as html_view
from depesha_htmleditor.view import HtmlEditor


@pytest.fixture
def build(tk_root, tools, driver, monkeypatch):
    monkeypatch.setattr(html_view, "PAUSE", 20)

    def make(body="", pictures=()):
        view = HtmlEditor(tk_root, Document(body, "html", tuple(pictures)), tools)
        view.widget.pack(fill="both", expand=True)
        driver.focus(view.text)
        return view

    return make


def test_the_letter_follows_the_source(build, tools, driver):
    view = build("<p>a</p>")
    (letter,) = tools.views
    assert letter.shown[-1][0] == "<p><p>a</p></p>"
    view.text.mark_set("insert", "1.4")
    driver.type("bc")
    driver.until(lambda: "abc" in letter.shown[-1][0], "the letter")
    assert tools.changes >= 1
    assert view.document() == Document("<p>abc</p>", "html")


def test_a_selection_is_marked_and_stays_selected(build, tools):
    view = build("<p>ab</p>")
    view.text.tag_add("sel", "1.3", "1.5")
    tools.bound["Ctrl+B"]()
    assert view.document().body == "<p><b>ab</b></p>"
    tools.bound["Ctrl+B"]()
    assert view.document().body == "<p>ab</p>"
    tools.bound["Ctrl+L"]()
    assert view.document().body == '<p><a href="https://example.com">ab</a></p>'


def test_undo_takes_back_one_step(build, driver):
    view = build("<p>a</p>")
    view.show(Document("<p>b</p>", "html"))
    view.text.event_generate("<<Undo>>")
    view.text.event_generate("<<Undo>>")
    driver.live()
    assert "a" in view.document().body


def test_pictures_travel_while_the_source_shows_them(build, tools, pixel, driver):
    view = build()
    tools.file = pixel
    view._icons["image"].invoke()
    assert view.document() == Document('<img src="cid:a.png" alt="">', "html", (pixel,))
    view.text.delete("1.0", "end")
    assert view.document().pictures == ()
    tools.clipboard = pixel
    driver.keys("ctrl+v")
    assert "cid:a.png" in view.document().body


def test_text_is_pasted_over_the_selection(build, tk_root, driver):
    view = build("ab")
    view.text.tag_add("sel", "1.0", "1.1")
    tk_root.clipboard_clear()
    tk_root.clipboard_append("<i>x</i>")
    driver.keys("ctrl+v")
    assert view.document().body == "<i>x</i>b"


def test_macros_and_tags_are_shaded(build):
    view = build("<p>{КЛИЕНТ.ИМЯ} {НЕТ.ТАКОГО}</p>")
    assert [str(one) for one in view.text.tag_ranges("macro")] == ["1.3", "1.15"]
    assert [str(one) for one in view.text.tag_ranges("unknown")] == ["1.16", "1.28"]
    assert [str(one) for one in view.text.tag_ranges("tag")] == ["1.0", "1.3", "1.28", "1.32"]
