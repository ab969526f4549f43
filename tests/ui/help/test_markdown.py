"""A page becomes pieces in styles."""

from depesha.ui.help.markdown import BULLET, Piece, pieces


def text(found: list[Piece]) -> str:
    return "".join(piece.text for piece in found)


def test_headings_paragraphs_and_marks() -> None:
    found = pieces("# Title\n\nSome **bold** and *slanted*\nwords, `code`.\n")
    assert Piece("Title", ("h1",)) in found
    assert Piece("bold", ("paragraph", "strong")) in found
    assert Piece("slanted", ("paragraph", "em")) in found
    assert Piece("code", ("paragraph", "mono")) in found
    assert text(found) == "Title\nSome bold and slanted words, code.\n"


def test_lists_count_and_nest() -> None:
    found = pieces("1. one\n2. two\n\n- a\n- b\n")
    assert text(found) == f"1. one\n2. two\n\n{BULLET}a\n{BULLET}b\n\n"


def test_links_and_pictures_carry_where_they_lead() -> None:
    found = pieces("See [sending](05-sending.md) ![Shown](results)")
    assert Piece("sending", ("paragraph", "link"), link="05-sending.md") in found
    assert Piece("Shown", ("paragraph",), picture="results") in found


def test_tables_are_rows_with_tabs() -> None:
    found = pieces("| A | B |\n|---|---|\n| 1 | 2 |\n")
    assert text(found) == "A\tB\n1\t2\n"
    assert Piece("A", ("head",)) in found
    assert Piece("2", ("row",)) in found


def test_code_blocks_keep_their_lines_and_html_is_only_text() -> None:
    assert Piece("a\n  b\n", ("code",)) in pieces("```\na\n  b\n```\n")
    assert "<script>" in text(pieces("say <script> aloud"))
