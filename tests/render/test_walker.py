"""HTML read aloud: paragraphs, lists, tables, links."""

import pytest

from depesha.render.layout import lay_out
from depesha.render.tags import write_tags, write_text
from depesha.render.walker import walk


def text_of(source: str) -> str:
    return lay_out(write_text(walk(source, {"p.png"}, pytest.fail)[0]))


def complaints(source: str) -> list[str]:
    said: list[str] = []
    walk(source, {"p.png"}, said.append)
    return said


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>один\n  два</p><p>три</p>", "один два\n\nтри"),
        ("<div>a</div><div>b</div>c", "a\nb\nc"),
        ("a<br>b<br><br>c<br>", "a\nb\n\nc"),
        ("<h1>T</h1>x<hr>y", "T\n\nx\n---\ny"),
        ("<ul><li>a</li><li><p>b</p></li></ul>c", "- a\n- b\n\nc"),
        ("<table><tr><th>№</th><th>x</th></tr><tr><td>1</td><td><p>y</p></td></tr></table>z",
         "№ | x\n1 | y\n\nz"),
        ("&lt;b&gt; &amp; a&nbsp;b", "<b> & a\u00a0b"),
        ('<a href="https://x.example/?a=1&amp;b=2">тут</a>', "тут (https://x.example/?a=1&b=2)"),
        ('<a href="/page">тут</a> <a name="x">там</a>', "тут там"),
        ('<a href="https://x.example"><img src="cid:p.png" alt="Лого"></a>',
         "[Лого] (https://x.example)"),
        ("<b>a</b> <i> b</i>", "a b"),
        ("  <p>  a  </p>  ", "a"),
        ("", ""),
    ],
)  # fmt: skip
def test_plain_text(source: str, text: str) -> None:
    assert text_of(source) == text


def test_telegram_gets_its_tags() -> None:
    source = "<p><strong>a</strong> <em>b</em> <ins>c</ins> <del>d</del> <span>e</span></p><u>f</u>"
    events, _cids = walk(source, (), pytest.fail)
    assert lay_out(write_tags(events)) == "<b>a</b> <i>b</i> <u>c</u> <s>d</s> e\n\n<u>f</u>"


def test_values_are_words() -> None:
    assert (
        text_of("<p>\ufdd0e0\ufdd1, <b>\ufdd0e1\ufdd1</b></p>") == "\ufdd0e0\ufdd1, \ufdd0e1\ufdd1"
    )


def test_pictures_are_looked_for_everywhere() -> None:
    source = '<img src="cid:p.png"><td background="cid:q"><p style="background:url(cid:r)">'
    assert [one.split("“")[1].split("”")[0] for one in complaints(source)] == ["q", "r"]
    assert walk(source, {"p.png", "q", "r"}, pytest.fail)[1] == {"p.png", "q", "r"}
    assert walk('<img src="cid:my photo.png">', {"my photo.png"}, pytest.fail)[1] == {
        "my photo.png"
    }


@pytest.mark.parametrize(
    "source",
    [
        "\ufdd0s0\ufdd1<b>a\ufdd0m0\ufdd1\ufdd0x0\ufdd1</b>",
        "<b>\ufdd0s0\ufdd1</b>a\ufdd0m0\ufdd1\ufdd0x0\ufdd1",
        "\ufdd0s0\ufdd1a\ufdd0m0\ufdd1<i>\ufdd0x0\ufdd1</i>",
    ],
)
def test_blocks_that_tear_tags_apart_are_told(source: str) -> None:
    (sentence,) = complaints(source)
    assert "opened inside must be closed inside" in sentence


def test_blocks_with_whole_tags_are_fine() -> None:
    assert complaints("<b>\ufdd0s0\ufdd1<i>a</i><br>\ufdd0m0\ufdd1<p>b</p>\ufdd0x0\ufdd1</b>") == []
