"""What an incoming letter shows of ours: the key in our Message-ID, or in our unsubscribe token."""

import re
from collections.abc import Iterator
from email.message import Message as Mail

_KEY = r"[A-Za-z0-9-]{1,40}"
_TEXT_MAX = 200_000
"""Characters of one part that are looked at."""


def written(part: Mail) -> str:
    """The text of a part, decoded as well as can be."""
    raw = part.get_payload(decode=True)
    if not isinstance(raw, bytes):
        return ""
    charset = part.get_content_charset("utf-8")
    try:
        return raw[: 4 * _TEXT_MAX].decode(charset, "replace")[:_TEXT_MAX]
    except LookupError:
        return raw.decode("latin-1")[:_TEXT_MAX]


def in_headers(mail: Mail, domain: str) -> str:
    """The key of our letter that this one answers (`In-Reply-To`, `References`), or nothing."""
    named = [
        str(value) for name in ("In-Reply-To", "References") for value in mail.get_all(name, [])
    ]
    keys = re.findall(rf"<({_KEY})@{re.escape(domain)}>", " ".join(named))
    # The last reference is the letter that was answered.
    return str(keys[0 if mail["In-Reply-To"] else -1]) if keys else ""


def in_returned(mail: Mail, domain: str) -> str:
    """The key of our letter that this one brings back, or nothing."""
    message_id = re.compile(rf"<({_KEY})@{re.escape(domain)}>")
    token = re.compile(rf"unsubscribe-({_KEY})\.[0-9a-f]{{20}}")
    texts = list(_returned(mail))
    for pattern in (message_id, token):
        for text in texts:
            if found := pattern.search(text):
                return found[1]
    return ""


def _returned(mail: Mail) -> Iterator[str]:
    """Headers of returned letters first, then all texts: some servers quote what they return."""
    parts = list(mail.walk())
    for part in parts[1:]:
        if part.get_content_type() == "text/rfc822-headers":
            yield written(part)
        elif part.get("Message-ID"):
            yield "\n".join(f"{name}: {value}" for name, value in part.items())
    for part in parts:
        if part.get_content_maintype() == "text":
            yield written(part)
