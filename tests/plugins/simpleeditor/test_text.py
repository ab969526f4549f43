"""The text field: looks, typing, undo, copying."""

import pytest

from depesha_simpleeditor.markup import Piece, read, write
from depesha_simpleeditor.text import RichText


@pytest.fixture
def text(tk_root, tools, pixel, driver):
    shown = tools.photo(pixel, 10)

    def photo(cid):
        return shown if cid == "a.png" else None

    text = RichText(tk_root, tools, photo)
    text.pack(fill="both", expand=True)
    text.paint()
    text.begin([])
    driver.focus(text)
    return text


def body(text):
    return write(text.pieces())


def show(text, markup):
    text.begin(read(markup, ["a.png"]))


def test_what_is_shown_comes_back(text):
    for markup in (
        "Привет",
        "<b>а<i>б</i></b>в",
        '<a href="https://x.ru">x</a><a href="https://y.ru">y</a>',
        'до<b><img src="cid:a.png"></b>после<img src="cid:a.png">',
        "\n\n<u>строка</u>\n",
    ):
        show(text, markup)
        assert body(text) == markup


def test_a_selection_is_marked_and_unmarked(text):
    show(text, "Привет, мир")
    text.tag_add("sel", "1.0", "1.6")
    text.toggle("b")
    assert body(text) == "<b>Привет</b>, мир"
    text.toggle("b")
    assert body(text) == "Привет, мир"


def test_typing_goes_on_in_the_look_of_the_letter_before(text, driver):
    show(text, "<b>ab</b>")
    text.mark_set("insert", "end-1c")
    driver.type("cd")
    assert body(text) == "<b>abcd</b>"
    text.toggle("b")
    driver.type("ef")
    assert body(text) == "<b>abcd</b>ef"
    text.toggle("i")
    driver.type("g")
    assert body(text) == "<b>abcd</b>ef<i>g</i>"


def test_undo_brings_back_looks_and_pictures(text, driver):
    show(text, '<b>ab</b><img src="cid:a.png">')
    text.tag_add("sel", "1.0", "end")
    text._drop_selection()
    text._noted()
    assert body(text) == ""
    text.event_generate("<<Undo>>")
    driver.live()
    assert body(text) == '<b>ab</b><img src="cid:a.png">'
    text.redo()
    assert body(text) == ""


def test_typed_words_are_undone_word_by_word(text, driver):
    driver.type("one two")
    driver.keys("ctrl+z")
    assert body(text) == "one "
    driver.keys("ctrl+z", "ctrl+z")
    assert body(text) == ""
    for _again in range(3):
        text.redo()
    assert body(text) == "one two"


def test_copied_looks_are_pasted_here_and_are_text_elsewhere(text, tk_root, driver):
    show(text, "<b>ab</b>c")
    text.tag_add("sel", "1.0", "1.3")
    text.event_generate("<<Copy>>")
    text.tag_remove("sel", "1.0", "end")
    text.mark_set("insert", "end-1c")
    text.paste()
    assert body(text) == "<b>ab</b>c<b>ab</b>c"
    assert tk_root.clipboard_get() == "abc"
    tk_root.clipboard_clear()
    tk_root.clipboard_append("чужой <b>")
    show(text, "")
    text.paste()
    assert body(text) == "чужой <b>"


def test_links_are_made_changed_and_taken_away(text):
    show(text, "на сайт")
    text.tag_add("sel", "1.3", "1.7")
    text.link("https://x.ru")
    assert body(text) == 'на <a href="https://x.ru">сайт</a>'
    text.tag_remove("sel", "1.0", "end")
    text.mark_set("insert", "1.5")
    assert text.link_here() == "https://x.ru"
    text.link("https://y.ru")
    assert body(text) == 'на <a href="https://y.ru">сайт</a>'
    text.link("")
    assert body(text) == "на сайт"
    text.mark_set("insert", "end-1c")
    text.link("mailto:a@x.ru")
    assert body(text) == 'на сайт<a href="mailto:a@x.ru">mailto:a@x.ru</a>'


def test_macros_are_shaded_after_pictures_too(text):
    show(text, '<img src="cid:a.png">{КЛИЕНТ.ИМЯ} {НЕТ.ТАКОГО} <b><i>x</i></b>')
    assert [str(one) for one in text.tag_ranges("macro")] == ["1.1", "1.13"]
    assert [str(one) for one in text.tag_ranges("unknown")] == ["1.14", "1.26"]
    assert [str(one) for one in text.tag_ranges("bi")] == ["1.27", "1.28"]


def test_every_change_is_told(text, tools, driver):
    before = tools.changes
    driver.type("x")
    assert tools.changes == before + 1
    text.write("{ДАТА}")
    text.put_picture("a.png")
    assert tools.changes == before + 3
    assert body(text) == 'x{ДАТА}<img src="cid:a.png">'


def test_a_picture_that_cannot_be_shown_is_not_lost(text):
    text._put([Piece(cid="нет.png"), Piece("x")])
    assert body(text) == '<img src="cid:нет.png">x'


def test_a_macro_takes_the_look_that_was_chosen_for_it(text):
    show(text, "<b>ab</b>")
    text.mark_set("insert", "end-1c")
    text.write("{ДАТА}")
    text.toggle("b")
    text.write("{ДАТА}")
    assert body(text) == "<b>ab{ДАТА}</b>{ДАТА}"
