"""What editors are lent."""

import io

import pytest
from PIL import Image

from depesha.api import Document, Picture
from depesha.ui.editor.macro_picker import MacroPicker


@pytest.fixture
def tools(letter):
    frame = letter()
    frame.writing.fields = ("Скидка",)
    return frame.writing.view._tools


def drawn(kind="PNG"):
    written = io.BytesIO()
    Image.new("RGB", (900, 40), "red").save(written, kind)
    return written.getvalue()


def test_macros_are_known_with_the_offices_own(tools):
    assert tools.macros_in("{СКИДКА} {НЕТ.ТАКОГО}") == [(0, 8, True), (9, 21, False)]


def test_a_picked_macro_goes_into_the_text(tools, letter, monkeypatch):
    monkeypatch.setattr(MacroPicker, "show", lambda self, focus=None: "{ДАТА}")
    tools.pick_macro()
    assert "{ДАТА}" in tools._writing.view.document().body


def test_a_file_becomes_a_picture_or_a_sentence(tools, answers, person, tmp_path, app):
    took = []
    tools.choose_picture(took.append)
    assert took == []
    answers.file = tmp_path / "a.bmp"
    answers.file.write_bytes(drawn("BMP"))
    tools.choose_picture(took.append)
    person.until(lambda: took, "the picture")
    assert took[0].mime == "image/jpeg"
    answers.file.write_bytes(b"rubbish")
    tools.choose_picture(took.append)
    person.until(lambda: app.services.notices.shown, "what is wrong with it")
    assert "a.bmp is no picture" in app.services.notices.shown[0].text
    answers.file = tmp_path / "none.png"
    tools.choose_picture(took.append)
    person.until(lambda: len(app.services.notices.shown) == 2, "what is wrong with it")
    assert len(took) == 1


def test_pictures_are_shown_no_wider_than_asked(tools):
    photo = tools.photo(Picture("a", "image/png", drawn()), 90)
    assert (photo.width(), photo.height()) == (90, 4)
    assert tools.photo(Picture("a", "image/png", b"rubbish"), 90) is None


def test_a_message_is_rendered_for_the_first_person(tools, person):
    seen = []
    tools.render(Document("{КЛИЕНТ.ИМЯ}"), lambda *what: seen.append(what))
    person.until(lambda: seen, "the message")
    html, _pictures, text = seen[0]
    assert "Анна" in html
    assert text.strip() == "Анна"
    tools.render(Document("{НЕТ.ТАКОГО}"), lambda *what: seen.append(what))
    person.until(lambda: len(seen) == 2, "why there is none")
    assert seen[1][0] == ""
    assert "НЕТ.ТАКОГО" in seen[1][2]


def test_the_look_is_the_windows(tools, app):
    assert tools.colour("macro") == app.services.theme.colours.macro
    assert tools.px(10) == app.services.theme.px(10)
    assert tools.icon("bold").width() == 16
