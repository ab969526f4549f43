"""Long texts in parts that fit, with nothing lost between them."""

import html

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from depesha_max.splitting import plain, split, units


def test_a_short_text_stays_whole():
    assert split("<b>Да</b>", 100) == ["<b>Да</b>"]
    assert split("", 100) == []


@pytest.mark.parametrize(
    ("pause", "other"), [("\n\n", "\n"), ("\n", ". "), (". ", " "), (" ", "x")]
)
def test_the_cut_is_where_a_reader_pauses(pause, other):
    text = "a" * 30 + other + "b" * 30 + pause + "c" * 20 + other + "d" * 60
    first, *rest = split(text, 100)
    assert first == ("a" * 30 + other + "b" * 30 + pause).rstrip()
    assert rest[0].startswith("c")


def test_no_part_is_cut_short_for_an_early_pause():
    first, _rest = split("Да\n\n" + "b" * 120, 100)
    assert len(first) == 100


def test_tags_are_closed_and_opened_anew():
    text = '<b>one <a href="https://a.example">' + "word " * 30 + "</a></b>"
    parts = split(text, 100)
    assert len(parts) > 2
    for part in parts:
        assert part.startswith(
            ('<b>one <a href="https://a.example">', '<b><a href="https://a.example">')
        )
        assert part.endswith("</a></b>")


def test_entities_and_emoji_stay_whole():
    assert all(part in {"&amp;" * 3, "&amp;"} for part in split("&amp;" * 10, 18))
    assert units("🎉a") == 3
    assert max(len(part) for part in split("🎉" * 30, 20)) == 10


def test_a_tag_that_fits_nowhere_goes_and_its_words_stay():
    text = f'<a href="https://a.example/{"x" * 200}">слово</a>'
    assert [plain(part) for part in split(text, 100)] == ["слово"]


@settings(max_examples=60)
@given(st.lists(st.text(alphabet="ab <&🎉\n.", max_size=40), max_size=12), st.integers(40, 90))
def test_everything_is_there_and_fits(words, limit):
    marked = "".join(
        f"<b>{html.escape(word, quote=False)}</b>" if number % 2 else html.escape(word, quote=False)
        for number, word in enumerate(words)
    )
    parts = split(marked, limit)
    assert all(units(part) <= limit for part in parts)
    assert all(part.count("<b>") == part.count("</b>") for part in parts)
    squeezed = "".join("".join(plain(part) for part in parts).split())
    assert squeezed == "".join(plain(marked).split())
