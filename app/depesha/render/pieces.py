"""A checked tree as one string with marks, and back, so that markup can be worked on as a string.

A mark is `U+FDD0 kind number [: place] U+FDD1`: `e` an expression, `s` the start of a block, `m`
its next branch, `x` its end. Non-characters are in no source: `formats.clean` takes them out.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from jinja2 import nodes

from depesha.render.expressions import filtered
from depesha.render.grammar import Block, Piece, Shown

MARK = re.compile("\ufdd0([esmx])(\\d+)(?::(\\w+))?\ufdd1")
BLOCK_MARK = re.compile("\ufdd0[smx]\\d+\ufdd1")
EXPRESSION_MARK = re.compile("\ufdd0e\\d+(?::\\w+)?\ufdd1")


class MisplacedError(Exception):
    """What was done to the string moved or lost a mark."""


def at(mark: str, place: str) -> str:
    """The marks of expressions in a string, said to stand in that kind of place."""
    return re.sub("(\ufdd0e\\d+)(?::\\w+)?\ufdd1", f"\\g<1>:{place}\ufdd1", mark)


def bare_marks(text: str) -> str:
    """The string with the places of its marks forgotten."""
    return re.sub("(\ufdd0e\\d+):\\w+\ufdd1", "\\g<1>\ufdd1", text)


@dataclass(slots=True)
class Pieces:
    """A tree taken apart. `text` is the string with marks."""

    text: str = ""
    shown: list[Shown] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    _scopes: list[str] = field(default_factory=list)
    """Of each expression: the block mark it stands after."""

    @classmethod
    def of(cls, tree: list[Piece]) -> "Pieces":
        """Take a tree apart."""
        made = cls()
        made.text = "".join(made._flatten(tree, ""))
        return made

    def _flatten(self, tree: list[Piece], scope: str) -> Iterator[str]:
        for piece in tree:
            if isinstance(piece, str):
                yield piece
            elif isinstance(piece, Shown):
                yield f"\ufdd0e{len(self.shown)}\ufdd1"
                self.shown.append(piece)
                self._scopes.append(scope)
            else:
                number = len(self.blocks)
                self.blocks.append(piece)
                for index, branch in enumerate(piece.branches):
                    inside = f"{'m' if index else 's'}{number}"
                    yield f"\ufdd0{inside}\ufdd1"
                    yield from self._flatten(branch, f"{inside}.{index}")
                yield f"\ufdd0x{number}\ufdd1"

    def build(self, text: str, place: str) -> list[nodes.Node]:
        """The tree that Jinja2 compiles, from a string with all block marks in their order.

        Expressions whose mark names no place stand in `place`. Raises MisplacedError.
        """
        builder = _Builder(self, text, place)
        built = builder.body("")
        if builder.blocks != len(self.blocks):
            raise MisplacedError(text[:80])
        return built

    def scope(self, number: int) -> str:
        """Where an expression stood."""
        return self._scopes[number]


class _Builder:
    def __init__(self, pieces: Pieces, text: str, place: str) -> None:
        self.pieces = pieces
        self.place = place
        # text, kind, number, place, text, kind, …
        self.parts = MARK.split(text)
        self.next = 0
        self.blocks = 0

    def body(self, scope: str) -> list[nodes.Node]:
        """The nodes up to the mark that ends this branch; that mark is the next part."""
        children: list[nodes.Expr] = []
        result: list[nodes.Node] = []
        while True:
            if data := self.parts[self.next]:
                children.append(nodes.TemplateData(data))
            if self.next + 1 == len(self.parts):
                if scope:
                    raise MisplacedError(scope)
                break
            kind, number = self.parts[self.next + 1], int(self.parts[self.next + 2])
            if kind == "e":
                children.append(self._expression(number, self.parts[self.next + 3], scope))
                self.next += 4
            elif kind == "s":
                if children:
                    result.append(nodes.Output(children))
                    children = []
                result.append(self._block(number))
            elif scope:
                break
            else:
                raise MisplacedError(f"{kind}{number}")
        if children:
            result.append(nodes.Output(children))
        return result

    def _expression(self, number: int, place: str | None, scope: str) -> nodes.Expr:
        if self.pieces.scope(number) != scope:
            raise MisplacedError(f"e{number}")
        shown = self.pieces.shown[number]
        return filtered(shown.value, place or self.place, shown.label)

    def _block(self, number: int) -> nodes.Node:
        if number != self.blocks:
            raise MisplacedError(f"s{number}")
        self.blocks += 1
        block = self.pieces.blocks[number]
        branches = []
        for index in range(len(block.branches)):
            self._expect("m" if index else "s", number)
            branches.append(self.body(f"{'m' if index else 's'}{number}.{index}"))
        self._expect("x", number)
        return _node(block, branches)

    def _expect(self, kind: str, number: int) -> None:
        if self.parts[self.next + 1 : self.next + 3] != [kind, str(number)]:
            raise MisplacedError(f"{kind}{number}")
        self.next += 4


def _node(block: Block, branches: list[list[nodes.Node]]) -> nodes.Node:
    otherwise = branches[-1]
    if block.items is not None:
        target = nodes.Name(block.target, "store")
        test = block.tests[0] if block.tests else None
        recursive = False
        return nodes.For(target, block.items, branches[0], otherwise, test, recursive)
    first, *rest = zip(block.tests, branches[:-1], strict=True)
    elifs = [nodes.If(test, body, [], []) for test, body in rest]
    return nodes.If(first[0], first[1], elifs, otherwise)
