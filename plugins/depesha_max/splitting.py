"""A long text as several, cut where a reader would pause, each with its tags closed anew."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

_TAG = re.compile(r"</?[bisua](?:\s[^<>]*)?>", re.IGNORECASE)
_TOKEN = re.compile(r"<[^<>]*>|&#?\w{1,10};|.", re.DOTALL)
_NAME = re.compile(r"<(/?)(\w+)")
_PAUSES = ("\n\n", "\n", ". ", " ")
"""Where to cut, the best first; each counts once half a part is full."""


def plain(marked: str) -> str:
    """The text that people see."""
    return html.unescape(_TAG.sub("", marked)).strip()


def units(text: str) -> int:
    """The length as the strictest counts it: what lies outside the basic plane is two."""
    return sum(1 + (sign > "\uffff") for sign in text)


@dataclass(frozen=True, slots=True)
class _Cut:
    """A place between two tokens."""

    at: int
    open: tuple[str, ...]
    """The tags that are open there, as they were written."""


def split(marked: str, limit: int) -> list[str]:
    """The text in parts of at most `limit` units; a single tag that is longer is dropped."""
    tokens = [one for one in _TOKEN.findall(marked) if units(one) + len("</a>") < limit]
    here, parts = _Cut(0, ()), []
    while here.at < len(tokens):
        end = _end(tokens, here, limit)
        text = "".join(here.open) + "".join(tokens[here.at : end.at]).rstrip() + _closing(end.open)
        if plain(text):
            parts.append(text)
        while end.at < len(tokens) and tokens[end.at].isspace():
            end = _Cut(end.at + 1, end.open)
        here = end
    return parts


def _end(tokens: list[str], start: _Cut, limit: int) -> _Cut:
    """Where the part that begins there ends."""
    reached = list(_reached(tokens, start, limit))
    last = reached[-1]
    if last.at == len(tokens):
        return last
    half = start.at + (last.at - start.at) // 2
    for pause in _PAUSES:
        for cut in reversed(reached):
            if cut.at <= half:
                break
            if "".join(tokens[max(start.at, cut.at - len(pause)) : cut.at]) == pause:
                return cut
    return last


def _reached(tokens: list[str], start: _Cut, limit: int) -> Iterator[_Cut]:
    """Every place to which the part could go; at least one token far."""
    open_ = start.open
    size = units("".join(open_))
    for at in range(start.at, len(tokens)):
        open_ = _after(open_, tokens[at])
        size += units(tokens[at])
        if size + len(_closing(open_)) > limit and at > start.at:
            return
        yield _Cut(at + 1, open_)


def _after(open_: tuple[str, ...], token: str) -> tuple[str, ...]:
    match = _NAME.match(token)
    if match is None:
        return open_
    if not match[1]:
        return (*open_, token)
    return open_[:-1] if open_ and _name(open_[-1]) == match[2] else open_


def _closing(open_: tuple[str, ...]) -> str:
    return "".join(f"</{_name(tag)}>" for tag in reversed(open_))


def _name(tag: str) -> str:
    match = _NAME.match(tag)
    return match[2] if match else ""
