"""A page of the manual as pieces for a text widget: what to insert, in which style.

The manual uses headings, paragraphs, lists, emphasis, code, tables, links and pictures; anything
else is shown as its text.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.token import Token

_MARKS = {"strong": "strong", "em": "em"}
BULLET = "•  "


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text with its styles; a picture has its name instead, a link its address."""

    text: str
    styles: tuple[str, ...] = ()
    picture: str = ""
    link: str = ""


def pieces(text: str) -> list[Piece]:
    """The whole page."""
    from markdown_it import MarkdownIt

    return list(_Reader().blocks(MarkdownIt().enable("table").parse(text)))


class _Reader:
    """Walks the tokens of one page; remembers in which lists it is."""

    def __init__(self) -> None:
        self._lists: list[int | None] = []
        """The next number of each list one is in; None for bullets."""
        self._block = ""
        self._cells = 0

    def blocks(self, tokens: "Iterable[Token]") -> Iterator[Piece]:
        for token in tokens:
            if token.type == "inline":
                yield from self._inline(token.children or [])
            elif token.type in {"fence", "code_block"}:
                yield Piece(token.content, ("code",))
            elif token.nesting > 0:
                yield from self._open(token)
            elif token.nesting < 0:
                yield from self._close(token)

    def _open(self, token: "Token") -> Iterator[Piece]:
        kind = token.type.removesuffix("_open")
        if kind == "heading":
            self._block = token.tag
        elif kind in {"bullet_list", "ordered_list"}:
            self._lists.append(None if kind == "bullet_list" else 1)
        elif kind == "list_item":
            number = self._lists[-1]
            sign = BULLET if number is None else f"{number}. "
            if number is not None:
                self._lists[-1] = number + 1
            yield Piece(sign, ("item",))
        elif kind == "tr":
            self._cells = 0
        elif kind in {"td", "th"}:
            if self._cells:
                yield Piece("\t", ("row",))
            self._cells += 1
            self._block = "head" if kind == "th" else "row"

    def _close(self, token: "Token") -> Iterator[Piece]:
        kind = token.type.removesuffix("_close")
        if kind in {"heading", "tr"}:
            yield Piece("\n", (self._block,))
            self._block = ""
        elif kind == "paragraph":
            yield Piece("\n", ("item",) if self._lists else ("paragraph",))
        elif kind in {"bullet_list", "ordered_list"}:
            self._lists.pop()
            if not self._lists:
                yield Piece("\n", ("gap",))

    def _inline(self, tokens: "Iterable[Token]") -> Iterator[Piece]:
        base = self._block or ("item" if self._lists else "paragraph")
        styles, link = [base], ""
        for token in tokens:
            kind = token.type.rpartition("_")[0]
            if token.type == "image":
                yield Piece(token.content, (base,), picture=str(token.attrs.get("src", "")))
            elif token.type == "link_open":
                link = str(token.attrs.get("href", ""))
                styles.append("link")
            elif token.type == "link_close":
                link = ""
                styles.remove("link")
            elif token.nesting > 0:
                styles.append(_MARKS.get(kind, base))
            elif token.nesting < 0:
                styles.pop()
            elif token.type in {"softbreak", "hardbreak"}:
                yield Piece(" ", tuple(styles))
            elif token.type == "code_inline":
                yield Piece(token.content, (*styles, "mono"))
            elif token.content:
                yield Piece(token.content, tuple(styles), link=link)
