"""What MAX takes: texts cut to its length, buttons, sizes.

Documented: 4000 characters of text, 12 attachments with the buttons, 30 rows of buttons (one of
which is kept for the button that shares a phone number), 128 characters on a button, 4 GB a file.
Assumed: that markup counts, and an emoji twice. Whatever the truth is, a text that fits counted so
fits.
"""

import html
import re

from depesha.api import Finding, Message, Reason, _
from depesha_max.channel import MaxAccount
from depesha_max.splitting import plain, split, units

TEXT, PICTURES, BUTTONS, BUTTON_TEXT, LINK = 4000, 11, 29, 128, 2048
MESSAGES = 10
"""Of one person's text, at most: more is a book."""
FILE_BYTES = 4 * 2**30
_BUTTON = re.compile(r'\s*<a href="(https?://[^"<>\s]+)">([^<>\n]+)</a>\s*', re.IGNORECASE)


def markup(message: Message) -> str:
    """The text in MAX's HTML, without what UTF-8 cannot carry."""
    marked = message.html or html.escape(message.text, quote=False)
    return marked.encode("utf-8", "replace").decode().strip()


def buttons(marked: str) -> tuple[str, list[tuple[str, str]]]:
    """The text, and as (words, address) the links that stand alone in its last lines: they become
    buttons. A text of such links alone stays as it is."""
    lines = marked.rstrip().split("\n")
    found: list[tuple[str, str]] = []
    while lines and len(found) < BUTTONS:
        match = _BUTTON.fullmatch(lines[-1])
        if match is None and lines[-1].strip():
            break
        lines.pop()
        if match:
            words, address = html.unescape(match[2]).strip(), html.unescape(match[1])
            if not words or units(words) > BUTTON_TEXT or units(address) > LINK:
                lines.append(match[0])
                break
            found.insert(0, (words, address))
    text = "\n".join(lines).rstrip()
    return (text, found) if plain(text) else (marked, [])


def check(message: Message, settings: MaxAccount) -> Finding | None:  # noqa: ARG001
    """The message check of this plugin: what is too long or too large, or empty."""
    text = markup(message)
    if not plain(text) and not message.pictures and not message.attachments:
        return Finding(Reason.CONTENT, _("The message is empty."))
    if units(text) > TEXT and (parts := len(split(text, TEXT))) > MESSAGES:
        said = _("The text would go as {parts} messages; {limit} at most are sent to one person.")
        return Finding(Reason.CONTENT, said.format(parts=parts, limit=MESSAGES))
    for one in message.attachments:
        if one.path.is_file() and one.path.stat().st_size > FILE_BYTES:
            said = _("{name} is larger than the 4 GB that MAX takes.")
            return Finding(Reason.TOO_LARGE, said.format(name=one.name))
    return None
