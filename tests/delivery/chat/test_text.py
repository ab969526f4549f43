"""Texts of chats: five tags, no macros."""

import pytest

from depesha.delivery.chat import text
from depesha.domain.errors import InputError


@pytest.mark.parametrize(
    ("typed", "html", "plain"),
    [
        ("Цена <b>5</b> & 6 < 7", "Цена <b>5</b> &amp; 6 &lt; 7", "Цена 5 & 6 < 7"),
        ("{КЛИЕНТ.ИМЯ} {% if %}", "{КЛИЕНТ.ИМЯ} {% if %}", "{КЛИЕНТ.ИМЯ} {% if %}"),
        ("<b>жирно", "<b>жирно</b>", "жирно"),
        ("раз\nдва", "раз\nдва", "раз\nдва"),
        ('<a href="https://x.ru">тут</a>', '<a href="https://x.ru">тут</a>', "тут (https://x.ru)"),
        ("<p>нет</p>", "&lt;p&gt;нет&lt;/p&gt;", "<p>нет</p>"),
    ],
)
def test_shapes(typed, html, plain):
    assert text.shapes(typed) == (html, plain)
    text.check(typed)


def test_what_cannot_be_sent():
    with pytest.raises(InputError, match="no address"):
        text.check('<a href="javascript:x">x</a>')
