"""Text with tags into pieces and back: nothing is lost, nothing else is taken for a tag."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesha_simpleeditor.markup import Piece, joined, read, write

B, I = frozenset("b"), frozenset("i")  # noqa: E741 - the tag


def test_tags_become_marks():
    assert read("Это <b>важно <i>и</i></b> просто") == [
        Piece("Это "), Piece("важно ", B), Piece("и", B | I), Piece(" просто"),
    ]  # fmt: skip


def test_links_and_pictures():
    body = 'см. <a href="https://x.ru/?a=1&b={КЛИЕНТ.КОД}">сайт</a><img src="cid:a.png">'
    assert read(body, ["a.png"]) == [
        Piece("см. "), Piece("сайт", href="https://x.ru/?a=1&b={КЛИЕНТ.КОД}"), Piece(cid="a.png"),
    ]  # fmt: skip
    assert write(read(body, ["a.png"])) == body


@pytest.mark.parametrize(
    "text",
    [
        "a < b > c & d &amp; e",
        "<p>абзац</p>",
        "</b> закрыто",
        '<img src="cid:нет.png">',
        "{% if КЛИЕНТ.КОД > 5 %}x{% endif %}",
        "",
        "<a>без адреса</a>",
    ],
)
def test_everything_else_is_text(text):
    assert "".join(piece.text for piece in read(text)) == text
    assert write(read(text)) == text


def test_tags_are_never_open_across_a_block():
    assert write([Piece("a {% if x %}b{% endif %} c", B)]) == (
        "<b>a </b>{% if x %}<b>b</b>{% endif %}<b> c</b>"
    )


def test_overlapping_marks_are_nested():
    pieces = [Piece("1", B), Piece("2", B | I), Piece("3", I)]
    written = write(pieces)
    assert written == "<b>1<i>2</i></b><i>3</i>"
    assert read(written) == pieces


def test_neighbours_of_one_look_are_one_piece():
    assert joined([Piece("a"), Piece(""), Piece("b"), Piece("c", B)]) == [
        Piece("ab"), Piece("c", B),
    ]  # fmt: skip


def test_an_address_cannot_end_its_tag():
    assert write([Piece("x", href='https://x.ru/"><b>')]).count(">") == 2


texts = st.text(st.sampled_from("абв <>&{}%\n\"'/="), max_size=8)
tags = st.sampled_from(
    ["<b>", "</b>", "<i>", "</i>", "<u>", "</s>", '<a href="https://x">', "</a>", "{% if x %}"]
)


@given(st.lists(st.one_of(texts, tags), max_size=12))
def test_what_is_written_reads_the_same(parts):
    pieces = read("".join(parts))
    again = read(write(pieces))
    # Round once it is in order: tags that closed nothing are text, and stay it.
    assert write(again) == write(read(write(again)))
