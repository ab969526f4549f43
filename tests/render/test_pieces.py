"""Taken apart and put together again, a tree is the same; what moved or got lost is noticed."""

import pytest
from jinja2 import nodes

from depesha.render.grammar import Grammar
from depesha.render.pieces import EXPRESSION_MARK, MARK, MisplacedError, Pieces, at, bare_marks

TEXT = (
    "a{ДАТА}b{% if ДАТА %}c{ДАТА}{% elif 1 %}d{% else %}e{% endif %}"
    "{% for x in [1] %}f{{ x }}{% endfor %}g"
)


@pytest.fixture
def pieces() -> Pieces:
    return Pieces.of(Grammar([]).read(TEXT, "body"))


def shape(body: list[nodes.Node]) -> list[object]:
    """The tree as nested lists, filters by name."""
    result: list[object] = []
    for node in body:
        if isinstance(node, nodes.Output):
            result += [getattr(child, "data", None) or child.name for child in node.nodes]  # type: ignore[attr-defined]
        elif isinstance(node, nodes.If):
            result.append([shape(one.body) for one in (node, *node.elif_)] + [shape(node.else_)])
        elif isinstance(node, nodes.For):
            result.append([shape(node.body), shape(node.else_)])
    return result


def test_the_string_has_a_mark_for_everything(pieces: Pieces) -> None:
    assert [m[1] + m[2] for m in MARK.finditer(pieces.text)] == (
        ["e0", "s0", "e1", "m0", "m0", "x0", "s1", "e2", "m1", "x1"]
    )
    assert MARK.sub("", pieces.text) == "abcdefg"


def test_together_again(pieces: Pieces) -> None:
    built = shape(pieces.build(pieces.text, "text"))
    assert built == ["a", "text", "b", [["c", "text"], ["d"], ["e"]], [["f", "text"], []], "g"]


def test_a_mark_may_name_its_place(pieces: Pieces) -> None:
    placed = EXPRESSION_MARK.sub(lambda mark: at(mark[0], "url"), pieces.text, count=1)
    assert shape(pieces.build(placed, "text"))[:4] == [
        "a",
        "url",
        "b",
        [["c", "text"], ["d"], ["e"]],
    ]
    assert bare_marks(placed) == pieces.text
    assert at(at(pieces.text, "url"), "text") == at(pieces.text, "text")


def test_text_may_change_around_the_marks(pieces: Pieces) -> None:
    assert shape(pieces.build(pieces.text.replace("b", "<b>"), "text"))[2] == "<b>"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("s0", ""),
        ("m0", ""),
        ("x0", ""),
        ("x1", ""),
        ("s1", "s0"),
        ("x0", "x1"),
        ("s0", "x0"),
        ("e0", "e1"),  # out of its branch
        ("e2", "e0"),  # the loop's variable is known in the loop only
        ("m1", "m0"),
        ("s1", "m1"),
    ],
)
def test_what_moved_or_got_lost_is_noticed(pieces: Pieces, old: str, new: str) -> None:
    torn = pieces.text.replace(f"\ufdd0{old}\ufdd1", f"\ufdd0{new}\ufdd1" if new else "", 1)
    assert torn != pieces.text
    with pytest.raises(MisplacedError):
        pieces.build(torn, "text")


def test_a_block_lost_as_a_whole_is_noticed(pieces: Pieces) -> None:
    with pytest.raises(MisplacedError):
        pieces.build("a\ufdd0e0\ufdd1", "text")
