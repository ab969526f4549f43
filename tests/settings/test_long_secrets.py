"""Long secrets in small entries."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesha.settings import long_secrets

LIMIT = 12
_TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30)


class Entries(dict[str, str]):
    """What a keyring keeps; breaks down before the write with that number."""

    writes_left = 1000

    def put(self, suffix: str, piece: str) -> None:
        if not self.writes_left:
            raise OSError("locked")
        self.writes_left -= 1
        assert len(piece.encode("utf-16-le")) <= 2 * LIMIT
        self[suffix] = piece

    def drop(self, suffix: str) -> None:
        self.pop(suffix, None)

    def find(self, suffix: str) -> str:
        return self.get(suffix, "")

    def write(self, text: str) -> None:
        long_secrets.write(self.find(""), text, LIMIT, self.put, self.drop)

    def read(self) -> str:
        return long_secrets.read(self.find(""), self.find)


@given(_TEXTS, _TEXTS, st.integers(0, 12))
def test_one_or_the_other_and_never_a_mixture(old: str, new: str, writes: int) -> None:
    entries = Entries()
    entries.write(old)
    assert entries.read() == old
    entries.writes_left = writes
    try:
        entries.write(new)
    except OSError:
        assert entries.read() == old
        return
    assert entries.read() == new
    long_secrets.forget(entries.find(""), entries.drop)
    assert not entries


def test_a_secret_with_a_lost_piece_is_none() -> None:
    entries = Entries()
    entries.write("a" * 30)
    del entries["/a3"]
    assert entries.read() == ""


def test_there_is_an_end_to_it() -> None:
    with pytest.raises(ValueError, match="pieces"):
        long_secrets.pieces("a" * LIMIT * long_secrets.MOST, LIMIT)


@pytest.mark.parametrize("cut", [len, lambda text: len(text) - 1])
def test_the_edge(cut: Callable[[str], int]) -> None:
    text = "я" * LIMIT
    assert long_secrets.pieces(text[: cut(text)], LIMIT) == [text[: cut(text)]]
