"""Telegram's HTML mode as the played server understands it."""

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesha.testing.bot_api_markup import ApiError, visible


@pytest.mark.parametrize(
    ("markup", "seen"),
    [
        ("", ""),
        ("Привет, <b>Ёлкин</b>!", "Привет, Ёлкин!"),
        ("<B>a</b>", "a"),
        ('<a href="https://a.example/?a=1&amp;b=2">тут</a>', "тут"),
        ('<a href="x>y">z</a>', "z"),
        ("<b><i>a</i></b>", "a"),
        ("1 &lt; 2 &amp;&amp; 3 &gt; 2 &quot;&#39;&#x416;", "1 < 2 && 3 > 2 \"'Ж"),
        ("a > b & c", "a > b & c"),
        ("&nbsp;&mdash;", "&nbsp;&mdash;"),
        ("&amp;lt;", "&lt;"),
        ('<span class="tg-spoiler">a</span>', "a"),
    ],
)
def test_what_people_see(markup, seen):
    assert visible(markup) == seen


@pytest.mark.parametrize(
    ("markup", "complaint"),
    [
        ("<p>a</p>", 'Unsupported start tag "p" at byte offset 0'),
        ("ab<br>", 'Unsupported start tag "br"'),
        ("1 < 2", 'Unsupported start tag ""'),
        ("<b>a", 'end tag corresponding to start tag "b"'),
        ("a</b>", 'Unmatched end tag "b"'),
        ("<b><i>a</b></i>", 'Unmatched end tag "b"'),
        ("<b", 'Unsupported start tag ""'),
    ],
)
def test_what_it_complains_of(markup, complaint):
    with pytest.raises(ApiError, match="can't parse entities: ") as caught:
        visible(markup)
    assert complaint in caught.value.description
    assert caught.value.code == 400


@given(st.text())
def test_escaped_text_is_seen_as_it_was(text):
    assert visible(html.escape(text)) == text


@given(st.text(alphabet="<>/ab &;\"'p=#1"))
def test_anything_is_seen_or_complained_of(markup):
    try:
        seen = visible(markup)
    except ApiError:
        return
    assert len(seen) <= len(markup)
