"""A text in one format as a text in another, when a person goes on in another editor."""

import html
import re

from depesha.api.editors import Document, Format

_BREAKS = re.compile(
    r"<br\s*/?>\n?|</(?:p|div|h[1-6]|li|tr|table|ul|ol|blockquote)\s*>", re.IGNORECASE
)
_FIVE = {"b", "i", "s", "u", "a", "img"}
_ALIKE = {"strong": "b", "em": "i", "del": "s", "strike": "s", "ins": "u"}
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)\b([^<>]*)>", re.IGNORECASE)
_UNSEEN = re.compile(r"<(style|script|head|title)\b.*?</\1\s*>|<!--.*?-->|<!doctype[^>]*>",
                     re.IGNORECASE | re.DOTALL)  # fmt: skip
_EMPTY_LINES = re.compile(r"\n{3,}")


def converted(document: Document, wanted: Format) -> Document:
    """The document in the wanted format. From HTML only what the simple format has is kept."""
    if document.format == wanted:
        return document
    change = _to_html if wanted == "html" else _to_simple
    return Document(change(document.body), wanted, document.pictures)


def _to_html(body: str) -> str:
    """Everything but the five tags and pictures was text, and stays text."""
    out, at = [], 0
    for match in _TAG.finditer(body):
        if match[2].lower() in _FIVE:
            out += [html.escape(body[at : match.start()], quote=False), match[0]]
            at = match.end()
    text = "".join([*out, html.escape(body[at:], quote=False)])
    return text.replace("\n", "<br>\n")


def _to_simple(body: str) -> str:
    text = _BREAKS.sub("\n", _UNSEEN.sub("", body).replace("\r", ""))
    text = _TAG.sub(_known_tag, text)
    lines = (line.strip() for line in html.unescape(text).split("\n"))
    return _EMPTY_LINES.sub("\n\n", "\n".join(lines)).strip()


def _known_tag(match: re.Match[str]) -> str:
    name = match[2].lower()
    name = _ALIKE.get(name, name)
    return f"<{match[1]}{name}{match[3]}>" if name in _FIVE else ""
