"""Lengths, sizes and buttons before sending."""

import pytest

from depesha.api import Attachment, Message, Picture, Reason
from depesha_max.channel import MaxAccount
from depesha_max.limits import buttons, check, markup

SHOP = '<a href="https://shop.example/?a=1&amp;b=2">В &lt;магазин&gt;</a>'


def finding(message):
    return check(message, MaxAccount())


def test_nothing_at_all_is_no_message(message):
    assert finding(message(" \n<b></b>")).detail == "The message is empty."
    assert finding(message("", pictures=(Picture("a", "image/png", b"x"),))) is None


def test_a_long_text_is_cut_but_no_book_is_sent(message):
    assert finding(message("слово " * 6000)) is None
    found = finding(message("слово " * 7000))
    assert found.reason is Reason.CONTENT
    assert found.detail == "The text would go as 11 messages; 10 at most are sent to one person."


def test_large_files(message, tmp_path):
    path = tmp_path / "film.mp4"
    with path.open("wb") as file:
        file.truncate(4 * 2**30 + 1)
    found = finding(message(attachments=(Attachment("film.mp4", "video/mp4", path),)))
    assert found.reason is Reason.TOO_LARGE
    gone = Attachment("a", "a/b", tmp_path / "gone")
    assert finding(message(attachments=(gone,))) is None


def test_links_alone_in_the_last_lines_become_buttons():
    text = f'Скидки!\n\n{SHOP}\n\n  <a href="http://b.example">Ещё</a>\n'
    assert buttons(text) == (
        "Скидки!",
        [("В <магазин>", "https://shop.example/?a=1&b=2"), ("Ещё", "http://b.example")],
    )


@pytest.mark.parametrize(
    "text",
    [
        f"Наш {SHOP}",
        f"{SHOP}\nПриходите",
        SHOP,
        f"<b>Скидки\n{SHOP}</b>",
        'Скидки\n<a href="tel:+7916">Звоните</a>',
        'Скидки\n<a href="https://a.example"><b>Да</b></a>',
        f'Скидки\n<a href="https://a.example">{"я" * 129}</a>',
        f'Скидки\n<a href="https://a.example/{"x" * 2048}">Да</a>',
    ],
)
def test_other_links_stay_where_they_are(text):
    assert buttons(text) == (text, [])


def test_a_link_that_is_none_ends_the_buttons():
    text = f'Скидки\n<a href="https://a.example">{"я" * 129}</a>\n{SHOP}'
    kept, found = buttons(text)
    assert kept.endswith("</a>")
    assert len(found) == 1


def test_no_more_buttons_than_fit():
    text = "Скидки\n" + "\n".join([SHOP] * 30)
    kept, found = buttons(text)
    assert len(found) == 29
    assert kept == f"Скидки\n{SHOP}"


def test_plain_text_is_escaped_and_half_characters_go():
    assert markup(Message("k", "5", text="1 < 2 & 3")) == "1 &lt; 2 &amp; 3"
    assert markup(Message("k", "5", html="a\ud83d")) == "a?"
