"""Header lines of a letter, in ASCII, whatever the text is.

The standard library (3.11) loses a space in 15 % of long Russian subjects and shapes some encoded
words so that servers refuse them (CPython#144156), therefore this is our own; the tests read it
back with another implementation. Control characters become a space: no text can end a line.
"""

import re
from binascii import b2a_base64
from collections.abc import Iterator
from urllib.parse import quote

_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
_AS_IT_IS = re.compile(r"[!-~]{1,60}(?: [!-~]{1,60})*")
"""What needs no encoding: ASCII words, one space between them, each short enough to fold."""
_LINE = 76
"""Bytes of a line that has an encoded word in it (RFC 2047)."""
_WORD = 75
"""Bytes of an encoded word (RFC 2047)."""
_FRAME = len("=?UTF-8?B??=")
_FILE_NAME_MAX = 240
"""Bytes of UTF-8. Percent-encoded they still fit into one line of 998; split values are shown
wrongly by old Outlooks and web mails."""


def clean(text: str) -> str:
    """The text without anything that could end a line or is no character, and without blanks
    around it, which readers take off a name anyway."""
    return _CONTROLS.sub(" ", text).strip()


def unstructured(name: str, text: str) -> bytes:
    """A line such as Subject, folded. Empty where the text is empty."""
    text = clean(text)
    if not text:
        return b""
    label = f"{name}: ".encode("ascii")
    if _AS_IT_IS.fullmatch(text) and "=?" not in text:
        return label + _folded(text.encode("ascii"), len(label)) + b"\r\n"
    return label + _encoded(text, len(label)) + b"\r\n"


def mailbox(name: str, shown: str, address: str) -> bytes:
    """A line such as To: the name as people read it, and the ASCII address."""
    label = f"{name}: ".encode("ascii")
    shown = clean(shown)
    if not shown:
        return label + address.encode("ascii") + b"\r\n"
    if _AS_IT_IS.fullmatch(shown) and "=?" not in shown and len(shown) <= _LINE // 2:
        escaped = shown.replace("\\", "\\\\").replace('"', '\\"')
        phrase = b'"' + escaped.encode("ascii") + b'"'
    else:
        phrase = _encoded(shown, len(label))
    last_line = len(phrase) - phrase.rfind(b"\n") + (0 if b"\n" in phrase else len(label))
    between = b" <" if last_line + len(address) + 3 <= _LINE else b"\r\n <"
    return label + phrase + between + address.encode("ascii") + b">\r\n"


def file_headers(mime: str, name: str, disposition: str, cid: str = "") -> bytes:
    """The headers of a part that is a file, up to and with the blank line.

    The name stands twice: after RFC 2231 where it belongs, and as an encoded word where old
    Outlooks look for it.
    """
    name = _file_name(name)
    if re.fullmatch(r"[A-Za-z0-9._+-][A-Za-z0-9 ._+-]{0,59}", name):
        old = new = f'name="{name}"'.encode("ascii")
    else:
        old = b'name="' + _encoded(name, len(' name="')) + b'"'
        new = b"name*=utf-8''" + quote(name, safe="").encode("ascii")
    lines = [
        b"Content-Type: " + _mime_type(mime) + b";\r\n " + old,
        b"Content-Transfer-Encoding: base64",
        f"Content-Disposition: {disposition};\r\n file".encode("ascii") + new,
    ]
    if cid:
        lines.insert(2, b"Content-ID: <" + token(cid) + b">")
    return b"\r\n".join(lines) + b"\r\n\r\n"


def token(text: str) -> bytes:
    """The text as a piece of a Message-ID or Content-ID."""
    return re.sub(r"[^A-Za-z0-9.@_+-]", "_", text).encode("ascii")[:200]


def _mime_type(mime: str) -> bytes:
    known = re.fullmatch(r"[a-z]+/[a-z0-9.+-]{1,80}", mime.lower())
    return known[0].encode("ascii") if known else b"application/octet-stream"


def _file_name(name: str) -> str:
    name = re.sub(r'[\\/:*?"<>|]', "_", clean(name)) or "file"
    stem, dot, suffix = name.rpartition(".")
    if not dot or len(suffix.encode()) > _FILE_NAME_MAX // 4:
        stem, dot, suffix = name, "", ""
    room = _FILE_NAME_MAX - len((dot + suffix).encode())
    return stem.encode()[:room].decode("utf-8", "ignore") + dot + suffix


def _folded(text: bytes, used: int) -> bytes:
    """The words in lines of at most 76 bytes; only the line ends are added."""
    if used + len(text) <= _LINE:
        return text
    words = iter(text.split(b" "))
    line = [next(words)]
    room = _LINE - used - len(line[0])
    for word in words:
        if len(word) + 1 <= room:
            line.append(b" " + word)
            room -= len(word) + 1
        else:
            line.append(b"\r\n " + word)
            room = _LINE - 1 - len(word)
    return b"".join(line)


def _encoded(text: str, used: int) -> bytes:
    """The text in encoded words, one per line, no character split; white space between the words
    is not part of the text (RFC 2047)."""
    return b"\r\n ".join(_words(text.encode("utf-8"), used))


def _words(raw: bytes, used: int) -> Iterator[bytes]:
    start = 0
    width = min(_WORD, _LINE - used)
    while start < len(raw):
        end = _aligned_end(raw, start, (width - _FRAME) // 4 * 3)
        if end > start:
            yield b"=?UTF-8?B?" + b2a_base64(raw[start:end], newline=False) + b"?="
        else:
            end = start + 1
            while end < len(raw) and raw[end] & 0xC0 == 0x80:
                end += 1
            yield b"=?UTF-8?Q?" + b"".join(b"=%02X" % byte for byte in raw[start:end]) + b"?="
        start, width = end, _WORD


def _aligned_end(raw: bytes, start: int, room: int) -> int:
    """Where a B word ends: at a character, and after a multiple of three bytes unless it is the
    last. Some readers (GMime#133, postal-mime#68) join neighbours before they decode and stop at
    the first `=`. `start` where there is no such place."""
    if start + room >= len(raw):
        return len(raw)
    ends = range(start + room, start, -3)
    return next((end for end in ends if raw[end] & 0xC0 != 0x80), start)
