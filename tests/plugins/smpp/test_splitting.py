import pytest
from gsm0338 import Codec
from hypothesis import given
from hypothesis import strategies as st

from depesha.domain import segments
from depesha_smpp.splitting import GSM, MOST, UCS2, TooLongError, split

PLAIN = st.text("abcXYZ0 @£\n€{}[]~^\\|", max_size=400)
ANY = st.text("abЁж€{🎉👍🏽\n\x1b", max_size=300)


def joined(found):
    """The text, as a phone puts it together."""
    pieces = [one[6:] if found.has_headers else one for one in found.segments]
    if found.coding == UCS2:
        return "".join(one.decode("utf-16-be") for one in pieces)
    return "".join(Codec().decode(one)[0] for one in pieces)


@given(PLAIN | ANY)
def test_nothing_is_lost_and_each_segment_can_be_read_alone(text):
    found = split(text, 7)
    assert joined(found) == text


@given(PLAIN | ANY)
def test_as_many_segments_as_the_sheet_said(text):
    found, counted = split(text, 7), segments.count(text)
    assert len(found.segments) == counted.segments
    assert (found.coding == UCS2) == (counted.encoding == "UCS-2")


@given(PLAIN | ANY, st.integers(0, 255))
def test_each_fits_and_is_numbered(text, reference):
    found = split(text, reference)
    total = len(found.segments)
    for number, one in enumerate(found.segments, 1):
        header = one[:6] if found.has_headers else b""
        rest = one[len(header) :]
        # Seven bits a character beside the header, which itself counts in whole septets.
        septets = len(rest) + (7 if header else 0)
        assert septets <= 160 if found.coding == GSM else len(one) <= 140
        if header:
            assert header == bytes([5, 0, 3, reference, total, number])


def test_the_longest():
    assert len(split("a" * 153 * MOST, 0).segments) == MOST
    with pytest.raises(TooLongError):
        split("a" * (153 * MOST + 1), 0)


def test_half_a_character_cannot_go():
    with pytest.raises(UnicodeError):
        split("\ud83c", 0)
