"""A text as the segments that one SMS after the other carries.

One segment holds 160 characters of GSM 03.38 or 70 of UCS-2; of a longer text each begins with a
header of six bytes by which the phone joins them, and holds 153 or 67.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

GSM, UCS2 = 0, 8
"""data_coding: the SMSC's own alphabet, and UCS-2."""
MOST = 255
"""Segments of one text."""
_ESCAPE = 0x1B
_SINGLE = {GSM: 160, UCS2: 140}
_JOINED = {GSM: 153, UCS2: 134}
"""Bytes of the text itself; GSM's seven bits travel as a byte each, and the SMSC packs them."""


class TooLongError(ValueError):
    """More than MOST segments."""


class Split(NamedTuple):
    """How a text goes."""

    coding: int
    segments: list[bytes]

    @property
    def has_headers(self) -> bool:
        """Whether each segment begins with a header."""
        return len(self.segments) > 1


def split(text: str, reference: int) -> Split:
    """`reference` (0–255) is the same for all segments of one message, and another for the next.

    Raises TooLongError, and UnicodeError for half a character.
    """
    plain = _in_gsm(text)
    coding, data = (UCS2, text.encode("utf-16-be")) if plain is None else (GSM, plain)
    if len(data) <= _SINGLE[coding]:
        return Split(coding, [data])
    pieces = list(_pieces(data, coding))
    if len(pieces) > MOST:
        raise TooLongError(f"{len(pieces)} segments")
    head = bytes([5, 0, 3, reference, len(pieces)])
    return Split(coding, [head + bytes([at]) + one for at, one in enumerate(pieces, 1)])


def _in_gsm(text: str) -> bytes | None:
    if chr(_ESCAPE) in text:  # the codec lets it through, and it would swallow what follows
        return None
    try:
        encoded: bytes = _codec().encode(text)[0]
    except UnicodeError:
        return None
    return encoded


def _pieces(data: bytes, coding: int) -> Iterator[bytes]:
    room, at = _JOINED[coding], 0
    while at < len(data):
        end = min(at + room, len(data))
        if end < len(data) and _cuts(data, end, coding):
            end -= 1 if coding == GSM else 2
        yield data[at:end]
        at = end


def _cuts(data: bytes, end: int, coding: int) -> bool:
    """Whether a character of two units would be cut in half there."""
    if coding == GSM:
        return data[end - 1] == _ESCAPE
    return 0xDC <= data[end] <= 0xDF  # the second half of a pair


@cache
def _codec() -> Any:
    import gsm0338

    return gsm0338.Codec()
