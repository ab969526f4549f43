"""Sanitised HTML as the events of `tags`: for the text alternative, for Telegram, for SMS.

Paragraphs become empty lines, list items `- `, cells are parted by ` | `: all by signs that
`layout` turns into white space. The walk also finds what a string cannot show: pictures that do
not exist, and blocks that tear tags apart.
"""

import re
from collections.abc import Callable, Collection
from html.parser import HTMLParser

from depesha.api import _
from depesha.render.layout import BREAK, CELL, GLUE, LINE, PARAGRAPH, ROW, SIGNS
from depesha.render.pieces import MARK
from depesha.render.simple import no_picture
from depesha.render.tags import Event, address, without_values

_SAME = {
    **dict.fromkeys(("b", "strong"), "b"),
    **dict.fromkeys(("i", "em"), "i"),
    **dict.fromkeys(("u", "ins"), "u"),
    **dict.fromkeys(("s", "strike", "del"), "s"),
}
_VOID = frozenset({"br", "hr", "img", "col", "wbr"})
_SIGNS = {
    **dict.fromkeys(("div", "li", "dt", "dd", "section", "header", "footer", "center"), BREAK),
    **dict.fromkeys(("article", "main", "nav", "aside", "figure", "figcaption", "caption"), BREAK),
    **dict.fromkeys(("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl"), PARAGRAPH),
    **dict.fromkeys(("blockquote", "pre", "table"), PARAGRAPH),
    "tr": BREAK,
}
_INSTEAD = {"br": LINE, "hr": f"{BREAK}---{BREAK}", "li": f"{BREAK}-{GLUE}", "tr": ROW}
_INSTEAD |= {"td": CELL, "th": CELL}
_BLANKS = re.compile(r"[ \t\n\r\f]+")
_CID = re.compile(r"cid:([^\s\"')]+)", re.IGNORECASE)


def walk(
    source: str, pictures: Collection[str], complain: Callable[[str], None]
) -> tuple[list[Event], set[str]]:
    """The events of sanitised HTML with bare block marks, and the cids it shows anywhere."""
    walker = _Walker(pictures, complain)
    walker.feed(source)
    walker.close()
    return walker.events, walker.shown


class _Walker(HTMLParser):
    def __init__(self, pictures: Collection[str], complain: Callable[[str], None]) -> None:
        super().__init__(convert_charrefs=True)
        self.pictures = pictures
        self.complain = complain
        self.events: list[Event] = []
        self.shown: set[str] = set()
        self.stack: list[str] = []
        self.blocks: list[list[str]] = []
        self.links: list[bool] = []
        self.after_blank = False

    # --- Tags ------------------------------------------------------------------------------------

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self._check_pictures(found)
        if tag not in _VOID:
            self.stack.append(tag)
        self._say(_INSTEAD.get(tag) or _SIGNS.get(tag, ""))
        if tag == "img":
            self._begin_img(found)
        elif tag == "a":
            self._begin_a(found)
        elif tag in _SAME:
            self.events.append(Event("open", _SAME[tag]))

    def handle_endtag(self, tag: str) -> None:
        if self.stack and self.stack[-1] == tag:
            self.stack.pop()
        if tag in _SAME:
            self.events.append(Event("close", _SAME[tag]))
        elif tag == "a" and self.links and self.links.pop():
            self.events.append(Event("close", "a"))
        self._say(_SIGNS.get(tag, ""))

    def _begin_a(self, found: dict[str, str]) -> None:
        href = found.get("href", "")
        known = address(href) if href and not any(self.links) else None
        self.links.append(known is not None)
        if known is not None:
            self.events.append(Event("link", known))

    def _begin_img(self, found: dict[str, str]) -> None:
        source = found.get("src", "")
        if source.lower().startswith("cid:"):
            self.events.append(Event("picture", source[4:]))
        if alt := found.get("alt", "").strip():
            self._say(f"[{alt}]")

    def _check_pictures(self, found: dict[str, str]) -> None:
        cids = [cid for value in found.values() for cid in _CID.findall(value)]
        source = found.get("src", "")
        if source.lower().startswith("cid:"):
            cids = [source[4:]]  # may have blanks in it
        for cid in cids:
            self.shown.add(cid)
            if cid not in self.pictures:
                self.complain(no_picture(cid))

    # --- Text ------------------------------------------------------------------------------------

    def handle_data(self, data: str) -> None:
        at = 0
        for mark in MARK.finditer(data):
            self._text(data[at : mark.start()])
            at = mark.end()
            if mark[1] == "e":
                self._say(mark[0])
            else:
                self._block(mark[0], mark[1])
        self._text(data[at:])

    def _text(self, data: str) -> None:
        text = _BLANKS.sub(" ", data)
        self._say(text.lstrip(" ") if self.after_blank else text)

    def _say(self, text: str) -> None:
        if text:
            self.events.append(Event("text", text))
            self.after_blank = text.endswith(" ") or SIGNS.match(text[-1]) is not None

    # --- Blocks ----------------------------------------------------------------------------------

    def _block(self, mark: str, kind: str) -> None:
        self.after_blank = False
        if kind == "s":
            self.blocks.append(list(self.stack))
        elif self.blocks and self.stack != self.blocks[-1]:
            torn = (self.stack or self.blocks[-1])[-1]
            self.complain(
                _(
                    "The tag <{tag}> begins in one part of {block} and ends in another. "
                    "What is opened inside must be closed inside."
                ).format(tag=without_values(torn), block="{% if %}, {% for %}")
            )
            self.stack = list(self.blocks[-1])
        if kind == "x" and self.blocks:
            self.blocks.pop()
        self.events.append(Event("block", mark))
