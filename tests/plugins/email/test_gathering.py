"""Pieces joined and written in part are the same bytes in the same order."""

import pytest

from depesha_email.gathering import beyond, joined

PIECES = [b"a" * 10, b"b" * 200, b"c", memoryview(b"d" * 300), b"e" * 5, b"f" * 6]
WHOLE = b"".join(PIECES)


def test_small_pieces_are_joined_and_large_ones_are_not_copied() -> None:
    found = joined(PIECES, 100)
    assert [len(piece) for piece in found] == [10, 200, 1, 300, 11]
    assert found[1] is PIECES[1]
    assert found[3] is PIECES[3]
    assert b"".join(found) == WHOLE


@pytest.mark.parametrize("pieces", [[b"x"], [b"x", b"y"], [], [b""]])
def test_little_is_one_piece(pieces: list[bytes]) -> None:
    assert joined(pieces, 100) == [b"".join(pieces)]


@pytest.mark.parametrize("sent", range(len(WHOLE) + 1))
def test_what_is_left_is_what_was_not_sent(sent: int) -> None:
    left = beyond(joined(PIECES, 100), sent)
    assert b"".join(left) == WHOLE[sent:]
    assert bool(left) == (sent < len(WHOLE))
