"""Telegram's HTML mode: the text that people see, or the Bot API's own complaint.

Documented (core.telegram.org/bots/api, "HTML style"): the tags and the four named entities.
Assumed: the wording of the complaints beyond their beginning `can't parse entities`.
"""

import html
import re

_TAGS = re.compile(
    "b|strong|i|em|u|ins|s|strike|del|span|tg-spoiler|a|code|pre|blockquote|tg-emoji|tg-time"
)
_TOKEN = re.compile(
    r"""<(?P<end>/?)(?P<tag>[a-zA-Z0-9-]+)(?:\s(?:"[^"]*"|'[^']*'|[^'"<>])*)?>"""
    r"|&(?:#[0-9]+|#x[0-9a-fA-F]+|lt|gt|amp|quot);"
)


class ApiError(Exception):
    """An answer `ok: false`."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters


def visible(markup: str) -> str:
    """The text without its entities; ApiError 400 where the markup is wrong."""
    seen: list[str] = []
    open_tags: list[str] = []
    at = 0
    for token in _TOKEN.finditer(markup):
        seen.append(_bare(markup[at : token.start()], at))
        at = token.end()
        if token["tag"] is None:
            seen.append(html.unescape(token[0]))
        elif not token["end"]:
            open_tags.append(_known(token["tag"], token.start()))
        elif not open_tags or open_tags.pop() != token["tag"].lower():
            raise _complaint(f'Unmatched end tag "{token["tag"]}"', token.start())
    seen.append(_bare(markup[at:], at))
    if open_tags:
        raise _complaint(f'Can\'t find end tag corresponding to start tag "{open_tags[-1]}"', at)
    return "".join(seen)


def _bare(text: str, at: int) -> str:
    if "<" in text:
        raise _complaint('Unsupported start tag ""', at + text.index("<"))
    return text


def _known(tag: str, at: int) -> str:
    if not _TAGS.fullmatch(tag.lower()):
        raise _complaint(f'Unsupported start tag "{tag}"', at)
    return tag.lower()


def _complaint(what: str, at: int) -> ApiError:
    return ApiError(400, f"Bad Request: can't parse entities: {what} at byte offset {at}")
