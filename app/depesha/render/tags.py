"""The text with its five tags as a row of events, and the three shapes it is written in.

Both formats, simple and HTML, become these events; each style of channel writes them its own way.
All strings carry the marks of `pieces`.
"""

import html
import re
from collections.abc import Callable, Iterable
from typing import Literal, NamedTuple

from depesha.render.formats import bare, web_address
from depesha.render.layout import SIGNS
from depesha.render.pieces import EXPRESSION_MARK, at, bare_marks


class Event(NamedTuple):
    """One step through a text."""

    kind: Literal["text", "open", "close", "link", "picture", "block"]
    value: str = ""
    """The text; `b`, `i`, `s`, `u` (and `a` to close); a link's address as `address` returned it; a
    picture's cid; the mark of a block."""


_FIRST_MARK = re.compile("\ufdd0e\\d+\ufdd1")


def address(href: str) -> str | None:
    """A link's address with its values told how to fit in; None for one that no letter may carry.

    A value at the front is the whole address and is judged when it is known; elsewhere it is quoted
    so that it cannot leave its step of the path, or its parameter.
    """
    href = href.strip()
    front = _FIRST_MARK.match(href)
    head = front[0] if front else ""
    rest = href[len(head) :]
    if not front:
        known = web_address(rest)
        if known is None:
            return None
        rest = known
    path, question, query = rest.partition("?")
    return at(head, "link") + at(path, "url") + question + at(query, "query")


def write_html(events: Iterable[Event]) -> str:
    """HTML of the body of a letter."""
    return "".join(_HTML[event.kind](event.value) for event in events)


def _link_html(value: str) -> str:
    return f'<a href="{html.escape(value)}">'


_HTML: dict[str, Callable[[str], str]] = {
    "text": lambda value: html.escape(value, quote=False).replace("\n", "<br>\n"),
    "open": lambda value: f"<{value}>",
    "close": lambda value: f"</{value}>",
    "link": _link_html,
    "picture": lambda value: f'<img src="cid:{html.escape(value)}" alt="">',
    "block": lambda value: value,
}


def write_tags(events: Iterable[Event]) -> str:
    """Telegram's HTML: the five tags, line feeds, `& < >` escaped; pictures travel beside it."""
    return "".join(_TAGS[event.kind](event.value) for event in events)


_TAGS = _HTML | {
    "text": lambda value: html.escape(value, quote=False),
    "picture": lambda _cid: "",
}


def write_text(events: Iterable[Event]) -> str:
    """Plain text; a link is `text (address)`, or the address alone where they are the same."""
    written: list[str] = []
    links: list[tuple[str, int]] = []
    for event in events:
        if event.kind in {"text", "block"}:
            written.append(event.value)
        elif event.kind == "link":
            links.append((event.value, len(written)))
        elif event.kind == "close" and event.value == "a" and links:
            href, start = links.pop()
            written.append(_after_link("".join(written[start:]), href))
    return "".join(written)


def _after_link(text: str, href: str) -> str:
    shown = bare(href).replace(":link\ufdd1", ":linktext\ufdd1")
    said = SIGNS.sub(" ", text).strip().rstrip("/")
    target = bare_marks(shown).rstrip("/")
    if said in {target, re.sub("^https?://", "", target)}:
        return ""
    return f" ({shown})" if said else shown


def cids(events: Iterable[Event]) -> list[str]:
    """The pictures shown, in order."""
    return [event.value for event in events if event.kind == "picture"]


def without_values(text: str) -> str:
    """A string as people may be shown it: `…` where values will stand."""
    return EXPRESSION_MARK.sub("…", text)
