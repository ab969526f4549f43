"""What Telegram takes, as the Bot API counts it.

Documented: 4096 characters of text and 1024 of a caption, after the entities are parsed; 10 MB a
photo, 50 MB a file; 2 to 10 items in a group. Measured at the real API by others: the characters
are Unicode scalars, so an emoji of one code point counts one.
"""

import html
import re

from depesha.api import Button, Finding, Message, Reason, _
from depesha_telegram.channel import TelegramAccount

TEXT, CAPTION, GROUP = 4096, 1024, 10
PARTS = 3
"""A longer text goes as so many messages at most."""
PHOTO_BYTES, FILE_BYTES = 10 * 2**20, 50 * 2**20
BUTTONS = 8
"""Documented: up to a hundred; more than a few are no answer to a question."""
_LINK_ALONE = re.compile(r'\s*<a href="(https?://[^"<>\s]+)">([^<>\n]*\w[^<>\n]*)</a>\s*')
_ATOM = re.compile(r"</?[bisua](?:\s[^<>]*)?>|&(?:#?\w+);|.", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"</?[bisua](?:\s[^<>]*)?>", re.IGNORECASE)


def markup(message: Message) -> str:
    """The text in Telegram's HTML mode, without what UTF-8 cannot carry."""
    marked = message.html or html.escape(message.text, quote=False)
    return marked.encode("utf-8", "replace").decode()


def plain(marked: str) -> str:
    """The text that people see, which is the one that Telegram counts."""
    return html.unescape(_TAG.sub("", marked)).strip()


def buttons(marked: str) -> tuple[str, list[Button]]:
    """The text, and the links that stand alone in its last lines: they become buttons. A text of
    such links alone stays as it is: a button hangs on a text."""
    lines = marked.rstrip().split("\n")
    found: list[Button] = []
    while lines and len(found) < BUTTONS:
        match = _LINK_ALONE.fullmatch(lines[-1])
        if match is None and lines[-1].strip():
            break
        lines.pop()
        if match is not None:
            found.insert(0, Button(html.unescape(match[2]).strip(), html.unescape(match[1])))
    text = "\n".join(lines).rstrip()
    return (text, found) if found and plain(text) else (marked, [])


def split(marked: str, limit: int = TEXT) -> list[str]:
    """The text in pieces of at most `limit` characters that people see: cut between paragraphs,
    lines or words; tags that are open at a cut are closed and opened anew."""
    cuts = _cuts(html.unescape(_TAG.sub("", marked)), limit)
    pieces, piece, seen = [], "", 0
    opened: list[str] = []
    for atom in _ATOM.findall(marked):
        if _TAG.fullmatch(atom):
            if atom.startswith("</"):
                opened = opened[:-1]
            else:
                opened.append(atom)
            piece += atom
            continue
        if cuts and seen == cuts[0]:
            cuts.pop(0)
            ends = "".join(f"</{re.findall('[a-z]', tag.lower())[0]}>" for tag in reversed(opened))
            pieces.append(piece.strip() + ends)
            piece = "".join(opened)
        piece += atom
        seen += 1
    return [*pieces, piece.strip()] if pieces else [marked]


def _cuts(seen: str, limit: int) -> list[int]:
    """Where to cut, in characters that people see."""
    cuts, start = [], 0
    while len(seen[start:].strip()) > limit:
        window = seen[start : start + limit + 1]
        ends = (window.rfind(mark) for mark in ("\n\n", "\n", " "))
        start += next((end for end in ends if end > limit // 2), limit)
        cuts.append(start)
    return cuts


def check(message: Message, settings: TelegramAccount) -> Finding | None:  # noqa: ARG001
    """The message check of this plugin: what is too long or too large, or empty."""
    length = len(plain(markup(message)))
    if len(split(markup(message))) > PARTS:
        said = _("The text has {length} characters; Telegram takes {limit} at most.")
        return Finding(Reason.CONTENT, said.format(length=length, limit=TEXT * PARTS))
    if not length and not message.pictures and not message.attachments:
        return Finding(Reason.CONTENT, _("The message is empty."))
    sizes = [(one.cid, len(one.data), PHOTO_BYTES) for one in message.pictures]
    found = [one for one in message.attachments if one.path.is_file()]
    sizes += [(one.name, one.path.stat().st_size, FILE_BYTES) for one in found]
    for name, size, limit in sizes:
        if size > limit:
            said = _("{name} has {size} MB; Telegram takes {limit} at most.")
            return Finding(
                Reason.TOO_LARGE,
                said.format(name=name, size=-(-size // 2**20), limit=limit // 2**20),
            )
    return None
