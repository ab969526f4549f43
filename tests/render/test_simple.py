"""The five tags, however badly they are typed."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesha.render.simple import MAX_OPEN, read
from depesha.render.tags import Event, write_html


def said(text: str) -> tuple[str, list[tuple[str, int, bool]]]:
    """The HTML of a text, and what was said against it."""
    complaints: list[tuple[str, int, bool]] = []

    def complain(sentence: str, index: int, *, fatal: bool) -> None:
        complaints.append((sentence, index, fatal))

    return write_html(read(text, {"p.png"}, complain)), complaints


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("a<b>b</b>c", "a<b>b</b>c"),
        ("<B>x</b ><I>y</I>", "<b>x</b><i>y</i>"),
        ("<b><i>x</b>y</i>", "<b><i>x</i></b><i>y</i>"),
        ("<u><s><b>x</u>y</s></b>", "<u><s><b>x</b></s></u><s><b>y</b></s><b></b>"),
        ("1 < 2 & 3 > 2 &nbsp; <3", "1 &lt; 2 &amp; 3 &gt; 2 &amp;nbsp; &lt;3"),
        ("<B class=x> <bb> < b> <b/>", "&lt;B class=x&gt; &lt;bb&gt; &lt; b&gt; &lt;b/&gt;"),
        ("a\nb\n", "a<br>\nb<br>\n"),
        ('<a href="https://x.example/?a=1&b=2">x</a>', '<a href="https://x.example/?a=1&amp;b=2">x</a>'),
        ("<A HREF='mailto:a@b.example'>x</A>", '<a href="mailto:a@b.example">x</a>'),
        ("<a href=”tel:+7916”>x</a>", '<a href="tel:+7916">x</a>'),
        ('<a target="_blank" href="www.x.example">x</a>', '<a href="https://www.x.example">x</a>'),
        ('<img src="cid:p.png"/>', '<img src="cid:p.png" alt="">'),
        ('<a href="https://x.example"><img alt="" src=\'CID:p.png\'></a>',
         '<a href="https://x.example"><img src="cid:p.png" alt=""></a>'),
    ],
)  # fmt: skip
def test_what_is_written(text: str, html: str) -> None:
    assert said(text) == (html, [])


@pytest.mark.parametrize(
    ("text", "html", "index", "fatal"),
    [
        ("x<b>y", "x<b>y</b>", 1, False),
        ("x</b>y", "xy", 1, False),
        ("x <p>y", "x &lt;p&gt;y", 2, False),
        ("x <STRONG>y", "x &lt;STRONG&gt;y", 2, False),
        ('<img src="http://x/p.png">', '&lt;img src="http://x/p.png"&gt;', 0, False),
        ('x<img src="cid:q.png">', "x", 1, True),
        ('<a href="javascript:alert(1)">x</a>', None, 0, True),
        ('<a href="">x</a>', None, 0, True),
        ("<a name=x>x</a>", None, 0, True),
        ("<a href=https://x.example>x</a>", None, 0, True),
        ('<a href="/page">x</a>', None, 0, True),
    ],
)  # fmt: skip
def test_what_is_said_against_it(text: str, html: str | None, index: int, fatal: bool) -> None:
    written, complaints = said(text)
    assert complaints[0][1:] == (index, fatal)
    if html is not None:
        assert (written, len(complaints)) == (html, 1)


def test_a_link_ends_where_the_next_begins() -> None:
    link = '<a href="https://x.example">'
    assert said(f"{link}a{link}b</a>")[0] == f"{link}a</a>{link}b</a>"
    assert "inside a link" in said(f"{link}a\ufdd0s0\ufdd1{link}b</a>\ufdd0x0\ufdd1</a>")[1][0][0]


def test_blocks_close_only_what_they_opened() -> None:
    start, other, end = "\ufdd0s0\ufdd1", "\ufdd0m0\ufdd1", "\ufdd0x0\ufdd1"
    written, complaints = said(f"<b>{start}<i>x</b>{other}<u>y</u></i>{end}</b>z")
    assert written == f"<b>{start}<i>x</i>{other}<u>y</u>{end}</b>z"
    assert [c[0].split()[0] for c in complaints] == ["“</b>”", "“<i>”", "“</i>”"]


def test_tags_are_not_opened_without_end() -> None:
    html, complaints = said("<b>" * (MAX_OPEN + 1) + "x")
    assert html.count("<b>") == html.count("</b>") == MAX_OPEN
    assert complaints[0][0] == "Too many tags are open at once."
    assert complaints[0][2]


TAGS = [
    "<b>",
    "</b>",
    "<i>",
    "</i>",
    "<u>",
    "</u>",
    '<a href="https://x.example">',
    "</a>",
    "x",
    "<",
]
BLOCKS = ["\ufdd0s0\ufdd1", "\ufdd0m0\ufdd1", "\ufdd0x0\ufdd1"]


@given(st.lists(st.sampled_from(TAGS)), st.lists(st.lists(st.sampled_from(TAGS)), max_size=3))
def test_every_branch_is_properly_nested(start: list[str], branches: list[list[str]]) -> None:
    text = "".join(start)
    if len(branches) == 3:
        text += "".join(BLOCKS[n] + "".join(branch) for n, branch in enumerate(branches))
    events: list[Any] = read(text, (), lambda *_args, **_kw: None)
    stack: list[list[str]] = [[]]
    for event in events:
        assert isinstance(event, Event)
        if event.kind in {"open", "link"}:
            stack[-1].append("a" if event.kind == "link" else event.value)
        elif event.kind == "close":
            assert stack[-1].pop() == event.value
        elif event.kind == "block":
            if event.value[1] in "mx":
                assert stack.pop() == []
            if event.value[1] in "sm":
                stack.append([])
    assert stack == [[]]
