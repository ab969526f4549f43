"""The simple format as a row of pieces, each with the tags that hold for it, and back.

What is written back says the same as what was read: tags properly nested, and never open across a
`{% … %}`, where the two sides may not both be there.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

MARKS = ("b", "i", "s", "u")
_TOKEN = re.compile(
    r"<(?P<end>/?)(?P<mark>[bisu])\s*>|<a\s[^<>]*?href\s*=\s*(?P<quote>[\"'])(?P<href>[^<>]*?)(?P=quote)"
    r"[^<>]*>|(?P<linkend></a\s*>)|<img\s[^<>]*?src\s*=\s*(?P<q>[\"'])cid:(?P<cid>[^<>]*?)(?P=q)[^<>]*>",
    re.IGNORECASE,
)
_BLOCK = re.compile(r"(\{%.*?%\})", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text, or one picture."""

    text: str = ""
    marks: frozenset[str] = frozenset()
    """Some of MARKS."""
    href: str = ""
    """The link it belongs to; empty for none."""
    cid: str = ""
    """Of a picture; the text is empty then."""


def read(body: str, cids: Iterable[str] = ()) -> list[Piece]:
    """The pieces of a text. Pictures that are not among the cids, and tags that close nothing, stay
    text."""
    known, pieces = set(cids), list[Piece]()
    opened: list[str] = []
    href, at = "", 0

    def text(part: str) -> None:
        if part:
            pieces.append(Piece(part, frozenset(opened), href))

    for match in _TOKEN.finditer(body):
        text(body[at : match.start()])
        at = match.end()
        mark = (match["mark"] or "").lower()
        if mark and not match["end"]:
            opened.append(mark)
        elif mark in opened:
            opened.remove(mark)
        elif match["href"] is not None:
            href = match["href"]
        elif match["linkend"] and href:
            href = ""
        elif match["cid"] in known:
            pieces.append(Piece(marks=frozenset(opened), href=href, cid=match["cid"]))
        else:
            text(match[0])
    text(body[at:])
    return joined(pieces)


def joined(pieces: Iterable[Piece]) -> list[Piece]:
    """The pieces with neighbours of the same look made one."""
    found: list[Piece] = []
    for piece in pieces:
        last = found[-1] if found else None
        if last and not piece.cid and not last.cid and (piece.marks, piece.href) == (
            last.marks, last.href,
        ):  # fmt: skip
            found[-1] = Piece(last.text + piece.text, last.marks, last.href)
        elif piece.text or piece.cid:
            found.append(piece)
    return found


def write(pieces: Iterable[Piece]) -> str:
    """The text of the pieces."""
    out: list[str] = []
    opened: list[str] = []
    """Openers of the tags that are open, the outermost first: `b`, or `a` and its address."""

    def close_to(kept: int) -> None:
        while len(opened) > kept:
            out.append(f"</{opened.pop().partition(' ')[0]}>")

    for piece in pieces:
        for part in _BLOCK.split(piece.text) if piece.text else [""]:
            if part.startswith("{%"):
                close_to(0)
                out.append(part)
                continue
            if not part and not piece.cid:
                continue
            wanted = _tags(piece)
            # What may stay open is what the present tags begin with; the rest is opened anew.
            kept = next((n for n, tag in enumerate(opened) if tag not in wanted), len(opened))
            close_to(kept)
            for tag in wanted:
                if tag not in opened:
                    opened.append(tag)
                    out.append(f"<{tag}>")
            out.append(part or f'<img src="cid:{piece.cid}">')
    close_to(0)
    return "".join(out)


def _tags(piece: Piece) -> list[str]:
    marks = [mark for mark in MARKS if mark in piece.marks]
    # Quotation marks alone: an address may hold macros and `&`, which are not spelt otherwise here.
    link = piece.href.replace('"', "%22").replace("<", "%3C").replace(">", "%3E")
    return [f'a href="{link}"', *marks] if link else marks
