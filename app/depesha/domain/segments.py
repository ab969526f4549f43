"""How many SMS a text is, exactly, and what makes it more than it need be.

3GPP TS 23.038: GSM-7 holds 160 septets in one message and 153 in each part of several; a character
of the extension table takes two and is not split. One character outside makes the whole message
UCS-2: 70 and 67 UTF-16 units, and a surrogate pair is not split. The gateway's own count wins.
"""

import re
import unicodedata
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from typing import Literal, NamedTuple

_ESC = "\x1b"
_ONE = {"GSM-7": 160, "UCS-2": 70}
_MANY = {"GSM-7": 153, "UCS-2": 67}


class Count(NamedTuple):
    """What a text costs as an SMS."""

    encoding: Literal["GSM-7", "UCS-2"]
    units: int
    """Septets of GSM-7, UTF-16 units of UCS-2."""
    segments: int
    """Messages to pay for; an empty text is one."""
    text: str

    @property
    def forcing(self) -> tuple[str, ...]:
        """The distinct characters that force UCS-2, in order of appearance; empty for GSM-7.

        Found when asked for: a mailing counts every text and explains few.
        """
        one, two = _alphabet()
        return tuple(c for c in dict.fromkeys(self.text) if c not in one and c not in two)


@cache
def _alphabet() -> tuple[frozenset[str], frozenset[str]]:
    """The characters of one septet and those of two (3GPP TS 23.038, 6.2.1 and 6.2.1.1)."""
    from gsm0338 import Codec

    codec = Codec()
    one: set[str] = set()
    two: set[str] = set()
    for code in (*range(0x100), *range(0x370, 0x400), 0x20AC):
        character = chr(code)
        try:
            septets = len(codec.encode(character)[0])
        except UnicodeError:
            continue
        (one if septets == 1 else two).add(character)
    # The codec lets the escape itself through, which would swallow the character after it.
    return frozenset(one - {_ESC}), frozenset(two - {_ESC})


@cache
def _foreign() -> re.Pattern[str]:
    one, two = _alphabet()
    return re.compile(f"[^{re.escape(''.join(sorted(one | two)))}]")


def count(text: str) -> Count:
    """Encoding, units, segments and forcing characters of the text as it is."""
    if _foreign().search(text):
        units = len(text.encode("utf-16-le", "surrogatepass")) >> 1
        return Count("UCS-2", units, _parts("UCS-2", text, units), text)
    units = len(text) + sum(map(text.count, _alphabet()[1]))
    return Count("GSM-7", units, _parts("GSM-7", text, units), text)


def _parts(encoding: str, text: str, units: int) -> int:
    if units <= _ONE[encoding]:
        return 1
    if units == len(text):  # nothing that must not be cut, so every part is full
        return -(-units // _MANY[encoding])
    return sum(1 for _ in _cut(encoding, text))


def split(text: str) -> list[str]:
    """The texts of the single messages; joined they are the text again.

    The text is valid Unicode: lone surrogates, which no message can carry, may be joined.
    """
    counted = count(text)
    return [text] if counted.segments == 1 else list(_cut(counted.encoding, text))


def _cut(encoding: str, text: str) -> Iterator[str]:
    if encoding == "GSM-7":
        # Each extension character spelt out as escape and character: what goes over the air.
        spelt = text
        for character in _alphabet()[1]:
            spelt = spelt.replace(character, _ESC + character)
        start = 0
        while start < len(spelt):
            end = start + _MANY[encoding]
            if end < len(spelt) and spelt[end - 1] == _ESC:
                end -= 1
            yield spelt[start:end].replace(_ESC, "")
            start = end
        return
    wire = text.encode("utf-16-be", "surrogatepass")
    start = 0
    while start < len(wire):
        end = start + 2 * _MANY[encoding]
        if end < len(wire) and 0xDC <= wire[end] <= 0xDF and 0xD8 <= wire[end - 2] <= 0xDB:
            end -= 2
        yield wire[start:end].decode("utf-16-be", "surrogatepass")
        start = end


# --- Before counting: what an SMS should not carry ---------------------------------------------

_SPACES = "\t\v\u00a0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
_INVISIBLE = "\u00ad\u200b\u2060\ufeff"
_CONTROLS = "".join(chr(c) for c in range(0x20) if chr(c) not in "\t\n\v\f") + "\x7f"
_NORMAL = str.maketrans(
    dict.fromkeys(_SPACES, " ")
    | dict.fromkeys("\u0085\u2028\u2029", "\n")
    | dict.fromkeys(_INVISIBLE + _CONTROLS, "")
)


def normalise(text: str) -> str:
    """The text without what costs and is not seen.

    Line ends become LF, every kind of space a space; BOM, soft hyphens, zero-width spaces, ESC and
    other controls go. Joiners stay: emoji and several scripts are written with them.
    """
    if text.isprintable():  # only the plain space among all spaces, no controls, nothing invisible
        return text
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_NORMAL)


# --- Cheaper spellings, offered and never done unasked -----------------------------------------


class Mended(NamedTuple):
    """A text with characters exchanged for ones that GSM-7 has."""

    text: str
    replaced: tuple[tuple[str, str], ...]
    """Each exchanged character and what stands for it, in order of appearance."""


_LOOKS_LIKE = {
    **dict.fromkeys("«»„“”‟″", '"'),
    **dict.fromkeys("’‘‚‛′´`ʼ‹›", "'"),
    **dict.fromkeys("—–‒―‐‑−⁃", "-"),
    **dict.fromkeys("•·∙●▪", "*"),
    "…": "...",
    "№": "No",
    "×": "x",
    "÷": "/",
    "⁄": "/",
    "→": "->",
    "←": "<-",
    "≤": "<=",
    "≥": ">=",
    "±": "+-",
    "°": "o",
    "₽": "RUB",
    "₴": "UAH",
    "₸": "KZT",
    "©": "(c)",
    "®": "(R)",
    "ı": "i",
    "ł": "l",
    "Ł": "L",
    "đ": "d",
    "Đ": "D",
}


def mend(text: str) -> Mended:
    """The text with what forces Unicode exchanged for its nearest look in GSM-7.

    Emoji and letters of other scripts have none and stay; whether anything was won, `count` says.
    """
    replaced = {c: plain for c in count(text).forcing if (plain := _plain(c)) is not None}
    table = {ord(character): plain for character, plain in replaced.items()}
    return Mended(text.translate(table), tuple(replaced.items()))


def _plain(character: str) -> str | None:
    plain = _LOOKS_LIKE.get(character)
    if plain is None:
        plain = normalise(character)
    if plain == character:
        # Letters with marks that GSM-7 lacks (ç, ş, ő) lose them; ½ and ™ come apart.
        apart = unicodedata.normalize("NFKD", character)
        plain = "".join(_LOOKS_LIKE.get(c, c) for c in apart if not unicodedata.combining(c))
    return None if _foreign().search(plain) or plain == character else plain


_LATIN = {
    **dict(zip("абвгдезийклмнопрстуфыэ", "abvgdeziyklmnoprstufye", strict=True)),
    **dict(zip("жхцчшъьюя", ("zh", "kh", "ts", "ch", "sh", "", "", "yu", "ya"), strict=True)),
    "ё": "yo",
    "щ": "shch",
    # Ukrainian, Belarusian, Kazakh; then Serbian and Macedonian
    **dict(zip("іїєґўәғқңөұүһ", ("i", "yi", "ye", *"guagqnouuh"), strict=True)),
    **dict(zip("јљњђћџѓќѕ", ("j", "lj", "nj", "dj", "c", "dz", "g", "k", "dz"), strict=True)),
}
_CYRILLIC = re.compile("[\u0400-\u04ff]")


def transliterate(text: str) -> str:
    """Cyrillic in Latin letters that a Russian reader reads at once; the rest unchanged.

    Close to GOST 7.79 system B without its accents, which GSM-7 lacks; hard and soft signs go.
    """
    text = unicodedata.normalize("NFC", text)
    return _CYRILLIC.sub(_latin, text)


def _latin(match: re.Match[str]) -> str:
    letter = match[0]
    latin = _LATIN.get(letter.lower())
    if latin is None or letter.islower():
        return letter if latin is None else latin
    text, at = match.string, match.start()
    shouted = text[at + 1 : at + 2].isupper() or text[max(at - 1, 0) : at].isupper()
    return latin.upper() if shouted else latin.capitalize()


class Spelling(StrEnum):
    """In which letters the messages of a mailing leave."""

    AS_TYPED = ""
    PLAIN = "plain"
    """What forces Unicode is exchanged for its nearest look: `mend`."""
    LATIN = "latin"
    """Cyrillic letters too: `transliterate`, then `mend`."""


def spell(text: str, spelling: str) -> str:
    """The text as it leaves."""
    if spelling == Spelling.PLAIN:
        return mend(text).text
    return mend(transliterate(text)).text if spelling == Spelling.LATIN else text
