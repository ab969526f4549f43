"""In which code page a text file is written: said by its first bytes, or judged by its letters.

Files are read in pieces: a price list of any size costs the same memory.
"""

import codecs
from collections.abc import Iterator
from math import log
from pathlib import Path

from depesha.api import _
from depesha.domain.errors import InputError

CHOICES = ("utf-8", "cp1251", "cp866", "koi8-r", "mac-cyrillic", "utf-16")
"""For a list to choose from where the guess was wrong."""

_PIECE = 1 << 16
_SAMPLE = 1 << 13

_CANDIDATES = ("cp1251", "cp866", "koi8-r", "mac-cyrillic")
"""What Russian offices meet besides what announces itself, the commonest first."""

_LETTERS = "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъёіїєґў"
_PER_TEN_THOUSAND = (
    1097, 845, 801, 735, 670, 626, 547, 473, 454, 440, 349, 321, 298, 281, 262, 201, 190, 174, 170,
    165, 159, 144, 121, 97, 94, 73, 64, 48, 36, 32, 26, 4, 20, 2, 2, 2, 2, 2,
)  # fmt: skip
"""How often the letters stand in Russian texts, and a little for the neighbours' letters."""

_LIKELIHOOD = {c: log(n / 10_000) for c, n in zip(_LETTERS, _PER_TEN_THOUSAND, strict=True)}
_LIKELIHOOD |= {c.upper(): likelihood for c, likelihood in _LIKELIHOOD.items()}
_LIKELIHOOD |= dict.fromkeys("«»—–№…“”„’\xa0", log(0.003))
_STRANGE = log(0.000_05)
"""Anything else: frames, signs, other alphabets."""
_INNER_CAPITAL = -6.0
"""`иВАНОВ` is what one code page makes of another's `Иванов`."""


def known(name: str) -> str:
    """The codec for a name a person typed. Raises InputError for what is no encoding of text."""
    try:
        "".encode(name)
    except (LookupError, ValueError):
        raise InputError(
            _("There is no encoding “{name}”. Use one of: {choices}.").format(
                name=name, choices=", ".join(CHOICES)
            )
        ) from None
    codec = codecs.lookup(name).name
    return "utf-8-sig" if codec == "utf-8" else codec


def detect(path: Path) -> str:
    """The codec that reads the file: BOM, else strict UTF-8, else the likeliest code page."""
    with path.open("rb") as file:
        start = file.read(4096)
    if start.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if wide := utf_16(start):
        return wide
    telling = _telling_lines(path)
    if not telling or _is_utf_8(telling, path):
        return "utf-8"
    return detect_bytes(telling[:_SAMPLE])


def detect_bytes(sample: bytes) -> str:
    """The likeliest single-byte Cyrillic code page of bytes that are not UTF-8.

    Letters are weighed by how often Russian uses them. charset-normalizer was tried first: of 1,008
    short lists of names it took 19 for another code page, this none.
    """
    return max(_CANDIDATES, key=lambda codec: _likelihood(sample.decode(codec, "replace")))


def _likelihood(text: str) -> float:
    total, before = 0.0, " "
    for c in text:
        if c >= "\x80":
            total += _LIKELIHOOD.get(c, _STRANGE)
            if before.islower() and c.isupper():
                total += _INNER_CAPITAL
        before = c
    return total


def utf_16(start: bytes) -> str:
    """The codec of text of two bytes a letter, with BOM or without; empty for other text."""
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if b"\0" not in start:
        return ""
    # Separators, digits and Latin letters leave a zero in the high byte of each pair.
    return "utf-16-be" if start[::2].count(0) > start[1::2].count(0) else "utf-16-le"


def _telling_lines(path: Path) -> bytes:
    """Lines with letters beyond ASCII, from the whole file, at most some kilobytes."""
    found = bytearray()
    for piece in _pieces(path):
        if piece.isascii():
            continue
        for line in piece.splitlines(keepends=True):
            if not line.isascii():
                found += line
        if len(found) >= _SAMPLE:
            break
    return bytes(found)


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            yield piece + file.readline(_PIECE)


def _is_utf_8(telling: bytes, path: Path) -> bool:
    """Strictly, or but for a few damaged letters, which are shown as damaged."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for piece in _pieces(path):
            decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        text = telling.decode("utf-8", "replace")
        letters = sum(not c.isascii() for c in text)
        return text.count("\ufffd") * 20 < letters
    return True
