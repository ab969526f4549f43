"""Sanitised HTML as the events of `tags`: for the text alternative, for Telegram, for SMS.

Paragraphs become empty lines, list items `- `, cells are parted by ` | `. The walk also finds what
a string cannot show: pictures that do not exist, and blocks that tear tags apart.
"""

import re
from collections.abc import Callable, Collection
from html.parser import HTMLParser

from depesha.api import _
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
_BREAKS = {
    **dict.fromkeys(("div", "tr", "li", "dt", "dd", "section", "header", "footer", "center"), 1),
    **dict.fromkeys(("article", "main", "nav", "aside", "figure", "figcaption", "caption"), 1),
    **dict.fromkeys(("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "table"), 2),
    **dict.fromkeys(("blockquote", "pre"), 2),
}
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
        self.pending = 0
        """Line feeds owed before the next text."""
        self.started = False
        self.at_line_start = True
        self.first_cell = True
        self.glued = False
        """After `- ` or ` | ` the text follows at once, whatever tags are around it."""

    # --- Tags ------------------------------------------------------------------------------------

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self._check_pictures(found)
        if tag not in _VOID:
            self.stack.append(tag)
        self._break(_BREAKS.get(tag, 0))
        if begin := getattr(self, f"_begin_{tag}", None):
            begin(found)
        elif tag in _SAME:
            self._flush()
            self.events.append(Event("open", _SAME[tag]))

    def _begin_br(self, _attributes: dict[str, str]) -> None:
        self.pending += 1
        self.at_line_start = True

    def _begin_hr(self, _attributes: dict[str, str]) -> None:
        self._break(1)
        self._say("---")
        self._break(1)

    def _begin_li(self, _attributes: dict[str, str]) -> None:
        self._glue("- ")

    def _begin_tr(self, _attributes: dict[str, str]) -> None:
        self.first_cell = True

    def _begin_td(self, _attributes: dict[str, str]) -> None:
        if not self.first_cell:
            self.pending = 0
            self._glue(" | ")
        self.first_cell = False

    _begin_th = _begin_td

    def handle_endtag(self, tag: str) -> None:
        if self.stack and self.stack[-1] == tag:
            self.stack.pop()
        if tag in _SAME:
            self.events.append(Event("close", _SAME[tag]))
        elif tag == "a" and self.links and self.links.pop():
            self.events.append(Event("close", "a"))
        self._break(_BREAKS.get(tag, 0))

    def _begin_a(self, attributes: dict[str, str]) -> None:
        href = attributes.get("href", "")
        known = address(href) if href and not any(self.links) else None
        self.links.append(known is not None)
        if known is not None:
            self._flush()
            self.events.append(Event("link", known))

    def _begin_img(self, found: dict[str, str]) -> None:
        source = found.get("src", "")
        if source.lower().startswith("cid:"):
            self._flush()
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
        if self.at_line_start:
            text = text.lstrip(" ")
        if text:
            self._say(text)
            self.at_line_start = text.endswith(" ")

    def _say(self, text: str) -> None:
        self._flush()
        self.events.append(Event("text", text))
        self.started = True
        self.at_line_start = False
        self.glued = False

    def _glue(self, text: str) -> None:
        self._say(text)
        self.at_line_start = True
        self.glued = True

    def _break(self, lines: int) -> None:
        if lines and not self.glued:
            self.pending = max(self.pending, lines)
            self.at_line_start = True

    def _flush(self) -> None:
        if self.pending and self.started:
            self.events.append(Event("text", "\n" * self.pending))
        self.pending = 0

    # --- Blocks ----------------------------------------------------------------------------------

    def _block(self, mark: str, kind: str) -> None:
        # What a branch begins with is not known any more: it may be run again, or not at all.
        self.started = True
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
