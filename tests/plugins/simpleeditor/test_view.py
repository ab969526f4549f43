"""The editor as the window uses it."""

import pytest

from depesha.api import Document, Style
from depesha_simpleeditor.view import SimpleView


@pytest.fixture
def build(tk_root, tools, driver):
    def make(body="", pictures=(), style=Style.LETTER):
        tools.style = style
        view = SimpleView(tk_root, Document(body, "simple", tuple(pictures)), tools)
        view.widget.pack(fill="both", expand=True)
        driver.focus(view.text)
        return view

    return make


def test_only_the_pictures_that_are_shown_travel(build, pixel):
    view = build('<img src="cid:a.png">', [pixel])
    assert view.document().pictures == (pixel,)
    view.show(Document("без картинки"))
    assert view.document() == Document("без картинки")
    view.text.undo()
    assert view.document().pictures == (pixel,)


def test_a_short_message_has_no_tags_and_keeps_what_was_typed(build, tools):
    view = build("a <b>b</b> & c", style=Style.TEXT)
    assert view.document().body == "a <b>b</b> & c"
    assert set(tools.bound) == {"Ctrl+M"}
    assert "bold" not in view._buttons


def test_a_copied_picture_is_pasted(build, tools, pixel, driver):
    view = build("x")
    view.text.mark_set("insert", "end-1c")
    tools.clipboard = pixel
    driver.keys("ctrl+v")
    assert view.document().body == 'x<img src="cid:a.png">'


def test_a_picture_from_a_file(build, tools, pixel):
    view = build()
    tools.file = pixel
    view._buttons["image"].invoke()
    assert view.document() == Document('<img src="cid:a.png">', "simple", (pixel,))


def test_a_macro_goes_where_the_cursor_is(build, tools):
    view = build("ab")
    view.text.mark_set("insert", "1.1")
    view.insert("{ДАТА}")
    assert view.document().body == "a{ДАТА}b"
    view._buttons["braces"].invoke()
    assert tools.asked == "macro"


def test_a_link_is_asked_for(build, tools):
    view = build('<a href="https://old.ru">ab</a>')
    view.text.tag_add("sel", "1.0", "1.2")
    tools.bound["Ctrl+L"]()
    assert tools.asked == "https://old.ru"
    assert view.document().body == '<a href="https://example.com">ab</a>'
    tools.link = None
    tools.bound["Ctrl+L"]()
    assert view.document().body == '<a href="https://example.com">ab</a>'


def test_buttons_leave_the_keyboard_in_the_text(build, driver):
    view = build("ab")
    view.text.tag_add("sel", "1.0", "1.2")
    driver.click(view._buttons["bold"])
    assert view.document().body == "<b>ab</b>"
    assert view.widget.focus_get() is view.text
