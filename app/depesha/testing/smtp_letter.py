"""What a played SMTP provider reads in a letter, and what it will not take."""

import base64
import email
import quopri
import re

from depesha.testing.provider import Received

_KEY = re.compile(rb"^message-id:\s*<([^@>\s]+)@", re.IGNORECASE | re.MULTILINE)
_WORD = re.compile(r"=\?([^?\s]+)\?([bqBQ])\?([^?\s]*)\?=")
_BETWEEN_WORDS = re.compile(r"(?<=\?=)[ \t]+(?==\?)")
_LINE_MAX = 998


def complaint(letter: bytes, *, eight_bit: bool) -> str:
    """Why a strict server refuses these bytes; empty if it does not."""
    ends = letter.count(b"\r\n")
    if letter.count(b"\n") != ends or letter.count(b"\r") != ends:
        return "521 5.5.2 Error: bare <LF> or <CR> received"
    if max(map(len, letter.split(b"\r\n"))) > _LINE_MAX:
        return "500 5.5.2 Line too long (see RFC 5321 4.5.3.1.6)"
    if not eight_bit and not letter.isascii():
        return "554 5.6.1 Eight-bit letter without BODY=8BITMIME"
    return ""


def key_of(letter: bytes) -> str:
    """The left half of the Message-ID, where senders put a message's key."""
    found = _KEY.search(letter[: letter.find(b"\r\n\r\n") + 2])
    return found[1].decode("ascii", "replace") if found else ""


def received(letter: bytes, address: str) -> Received:
    """The letter as a person would see it."""
    parsed = email.message_from_bytes(letter)
    text = ""
    for part in parsed.walk():
        if part.get_content_type() == "text/plain":
            payload = part.get_payload(decode=True)
            assert isinstance(payload, bytes)
            text = payload.decode(part.get_content_charset("utf-8"), "replace")
            break
    return Received(
        address=address,
        text=text,
        subject=decoded(str(parsed.get("subject", ""))),
        key=key_of(letter),
        raw=letter,
    )


def decoded(header: str) -> str:
    """An unstructured header as text, after RFC 2047: white space between two encoded words is
    none. (The standard library's parser puts some in.)"""
    unfolded = re.sub(r"\r?\n(?=[ \t])", "", header)
    return _WORD.sub(_word, _BETWEEN_WORDS.sub("", unfolded)).strip(" \t")


def _word(found: "re.Match[str]") -> str:
    charset, encoding, text = found.groups()
    if encoding in "bB":
        raw = base64.b64decode(text)
    else:
        raw = quopri.decodestring(text.replace("_", " ").encode())
    return raw.decode(charset, "replace")
