"""Lengths and sizes before sending."""

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesha.api import Attachment, Button, Message, Picture, Reason
from depesha_telegram.channel import TelegramAccount
from depesha_telegram.limits import buttons, check, markup, plain, split


def finding(message):
    return check(message, TelegramAccount())


@pytest.mark.parametrize(
    "text", ["я" * 4096, "🎉" * 4096, "&lt;" * 4096, f"<b>{'a' * 4096}</b>", "a" * 4096 + "\n\n"]
)
def test_4096_characters_are_taken(message, text):
    assert finding(message(text)) is None


@pytest.mark.parametrize("text", ["я" * 12289, "🎉" * 12289, f"<b>{'&amp;' * 12289}</b>"])
def test_more_are_told_before_sending(message, text):
    found = finding(message(text))
    assert found.reason is Reason.CONTENT
    assert found.detail == "The text has 12289 characters; Telegram takes 12288 at most."


def test_nothing_at_all_is_no_message(message):
    assert finding(message(" \n<b></b>")).detail == "The message is empty."
    assert finding(message("", pictures=(Picture("a", "image/png", b"x"),))) is None


def test_large_pictures_and_files(message, tmp_path):
    large = Picture("photo", "image/png", bytes(10 * 2**20 + 1))
    found = finding(message(pictures=(large,)))
    assert found.reason is Reason.TOO_LARGE
    assert found.detail == "photo has 11 MB; Telegram takes 10 at most."
    path = tmp_path / "film.mp4"
    with path.open("wb") as file:
        file.truncate(50 * 2**20 + 1)
    found = finding(message(attachments=(Attachment("film.mp4", "video/mp4", path),)))
    assert found.detail == "film.mp4 has 51 MB; Telegram takes 50 at most."
    gone = Attachment("a", "a/b", tmp_path / "gone")
    assert finding(message(attachments=(gone,))) is None


@given(st.text())
def test_escaped_text_counts_as_what_it_was(text):
    marked = f'<b>{html.escape(text)}</b><a href="https://a.example"></a>'
    assert plain(marked) == text.strip()


def test_a_long_text_is_cut_where_it_hurts_least():
    assert split("один два три", 8) == ["один два", "три"]
    assert split("шесть!\nа б", 8) == ["шесть!", "а б"]
    assert split("а" * 10, 4) == ["аааа", "аааа", "аа"]
    assert split("коротко", 8) == ["коротко"]


def test_tags_that_are_open_at_a_cut_are_open_after_it():
    marked = '<b>один <a href="https://x.ru/?a=1&amp;b=2">два три</a></b>'
    assert split(marked, 9) == [
        '<b>один <a href="https://x.ru/?a=1&amp;b=2">два</a></b>',
        '<b><a href="https://x.ru/?a=1&amp;b=2"> три</a></b>',
    ]


@given(st.text(alphabet="абв \n<&>"), st.integers(4, 9))
def test_no_letter_is_lost_in_cutting(text, limit):
    pieces = split(f"<i>{html.escape(text)}</i>", limit)
    seen = [plain(piece) for piece in pieces]
    assert all(len(one) <= limit for one in seen)
    assert "".join("".join(seen).split()) == "".join(text.split())


LINK = '<a href="https://x.ru/?a=1&amp;b=2">Каталог &amp; цены</a>'
BUTTON = Button("Каталог & цены", "https://x.ru/?a=1&b=2")


@pytest.mark.parametrize(
    ("marked", "text", "found"),
    [
        (f"Готово\n\n{LINK}\n", "Готово", [BUTTON]),
        (f"Готово\n{LINK}\n{LINK}", "Готово", [BUTTON, BUTTON]),
        (f"Вот: {LINK}", f"Вот: {LINK}", []),
        (f"{LINK}\nГотово", f"{LINK}\nГотово", []),
        (LINK, LINK, []),
        ("Готово", "Готово", []),
        ('Готово\n<a href="mailto:a@x.ru">Письмо</a>', None, []),
        ('Готово\n<a href="https://x.ru"> </a>', None, []),
    ],
)
def test_links_alone_in_the_last_lines_become_buttons(marked, text, found):
    assert buttons(marked) == (marked if text is None else text, found)


def test_unknown_markup_counts_as_text():
    assert plain("<p>1 < 2</p>") == "<p>1 < 2</p>"


def test_plain_text_is_escaped_and_half_characters_go():
    assert markup(Message("k", "5", text="1 < 2 & 3")) == "1 &lt; 2 &amp; 3"
    assert markup(Message("k", "5", text="x", html="<b>x</b>")) == "<b>x</b>"
    assert markup(Message("k", "5", html="a\ud83d")) == "a?"
