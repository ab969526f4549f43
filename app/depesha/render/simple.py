"""The simple format: text with `<b> <i> <s> <u> <a href="">` and pictures, everything else as is.

Tags come out properly nested whatever was typed: what is closed too early is opened again, what is
left open is closed at the end of its block. Inside `{% if %}` and `{% for %}` only what was opened
there can be closed there.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Protocol

from depesha.api import _
from depesha.render.pieces import BLOCK_MARK
from depesha.render.tags import Event, address, without_values

MAX_OPEN = 20
"""Tags open at once. More are a mistake, and would be closed and opened over and over."""

_TAG = re.compile(
    r"<(?P<end>/?)(?P<tag>[bisu])\s*>|<a\s(?P<link>[^<>]*)>|(?P<linkend></a\s*>)"
    r"|<img\s(?P<picture>[^<>]*)>|(?P<block>" + BLOCK_MARK.pattern + ")",
    re.IGNORECASE,
)
_QUOTED = r"\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|[“”„«]([^“”»]*)[“”»])"
_HREF = re.compile("href" + _QUOTED, re.IGNORECASE)
_CID = re.compile("src" + _QUOTED, re.IGNORECASE)
_OTHER = re.compile(
    r"</?(?:p|br|div|span|strong|em|font|table|tr|td|ul|ol|li|h[1-6])\b[^<>]*>", re.IGNORECASE
)


class Complain(Protocol):
    """Hears what is wrong."""

    def __call__(self, sentence: str, index: int, *, fatal: bool) -> None:
        """A translated sentence about the text at `index`; fatal if it cannot be sent like that."""


def read(text: str, pictures: Collection[str], complain: Complain) -> list[Event]:
    """The events of a marked text. `pictures` are the cids that exist."""
    reader = _Reader(pictures, complain)
    at = 0
    for match in _TAG.finditer(text):
        reader.text(text[at : match.start()], at)
        reader.tag(match)
        at = match.end()
    reader.text(text[at:], at)
    reader.close_all()
    return reader.events


@dataclass(frozen=True, slots=True)
class _Tag:
    name: str
    event: Event
    index: int


@dataclass(slots=True)
class _Reader:
    pictures: Collection[str]
    complain: Complain
    events: list[Event] = field(default_factory=list)
    open: list[_Tag] = field(default_factory=list)
    """Of the present block only."""
    outside: list[list[_Tag]] = field(default_factory=list)

    def text(self, text: str, index: int) -> None:
        if not text:
            return
        if other := _OTHER.search(text):
            tag = without_values(other[0])[:40]
            sentence = _("“{tag}” will be read as text: only b, i, s, u, a are tags here.")
            self.complain(sentence.format(tag=tag), index + other.start(), fatal=False)
        self.events.append(Event("text", text))

    def tag(self, match: re.Match[str]) -> None:
        if match["block"]:
            self._block(match["block"])
        elif match["tag"] and not match["end"]:
            name = match["tag"].lower()
            self._open(_Tag(name, Event("open", name), match.start()))
        elif match["tag"] or match["linkend"]:
            self._close((match["tag"] or "a").lower(), match.start())
        elif match["link"] is not None:
            self._link(match)
        else:
            self._picture(match)

    def _block(self, mark: str) -> None:
        kind = mark[1]
        if kind == "s":
            self.outside.append(self.open)
        else:
            self.close_all()
        self.open = self.outside.pop() if kind == "x" else []
        self.events.append(Event("block", mark))

    def _open(self, tag: _Tag) -> None:
        if len(self.open) + sum(len(scope) for scope in self.outside) >= MAX_OPEN:
            self.complain(_("Too many tags are open at once."), tag.index, fatal=True)
            return
        self.open.append(tag)
        self.events.append(tag.event)

    def _close(self, name: str, index: int) -> None:
        names = [tag.name for tag in self.open]
        if name not in names:
            sentence = _("“</{tag}>” closes nothing and is left out.")
            self.complain(sentence.format(tag=name), index, fatal=False)
            return
        # From the last one opened: those above it are closed with it and opened again after it.
        at = len(names) - 1 - names[::-1].index(name)
        above = self.open[at + 1 :]
        self.events += [Event("close", tag.name) for tag in reversed(self.open[at:])]
        self.events += [tag.event for tag in above]
        self.open[at:] = above

    def close_all(self) -> None:
        """End the present block."""
        sentence = _("“<{tag}>” is not closed; it ends where its part of the text ends.")
        for tag in reversed(self.open):
            self.complain(sentence.format(tag=tag.name), tag.index, fatal=False)
            self.events.append(Event("close", tag.name))
        self.open = []

    def _link(self, match: re.Match[str]) -> None:
        href = address(_first(_HREF.search(match["link"])))
        if href is None:
            sentence = _(
                "The link “{tag}” has no address that can be opened. It is written "
                '<a href="https://…">, also with http, mailto or tel.'
            )
            tag = without_values(match[0])[:80]
            self.complain(sentence.format(tag=tag), match.start(), fatal=True)
            return
        if any(tag.name == "a" for scope in self.outside for tag in scope):
            self.complain(_("A link cannot stand inside a link."), match.start(), fatal=True)
            return
        if any(tag.name == "a" for tag in self.open):
            self._close("a", match.start())
        self._open(_Tag("a", Event("link", href), match.start()))

    def _picture(self, match: re.Match[str]) -> None:
        source = _first(_CID.search(match["picture"]))
        if not source.lower().startswith("cid:"):
            sentence = _("“{tag}” will be read as text: only inserted pictures can be shown.")
            tag = without_values(match[0])[:80]
            self.complain(sentence.format(tag=tag), match.start(), fatal=False)
            self.events.append(Event("text", match[0]))
        elif source[4:] not in self.pictures:
            self.complain(no_picture(source[4:]), match.start(), fatal=True)
        else:
            self.events.append(Event("picture", source[4:]))


def no_picture(cid: str) -> str:
    """The sentence about a picture that the message does not have."""
    return _("There is no picture “{name}”. Insert it again.").format(name=without_values(cid))


def _first(found: re.Match[str] | None) -> str:
    return next((group for group in found.groups() if group is not None), "") if found else ""
