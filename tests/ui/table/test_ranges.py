"""Ranges behave as the set of their positions does."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from depesha.ui.table.ranges import Ranges

steps = st.lists(
    st.tuples(st.sampled_from(["add", "remove", "toggle"]), st.integers(0, 40), st.integers(0, 12)),
    max_size=30,
)


@given(steps)
def test_they_are_a_set_of_positions(todo) -> None:
    ranges, plain = Ranges(), set()
    for what, begin, length in todo:
        span = set(range(begin, begin + length))
        if what == "add":
            ranges.add(begin, begin + length)
            plain |= span
        elif what == "remove":
            ranges.remove(begin, begin + length)
            plain -= span
        else:
            ranges.toggle(begin)
            plain ^= {begin}
        assert len(ranges) == len(plain)
        assert {at for low, high in ranges for at in range(low, high)} == plain
        assert all((at in ranges) == (at in plain) for at in range(54))
        pairs = list(ranges)
        assert all(one[1] < other[0] for one, other in pairwise(pairs))


def test_a_million_is_one_pair() -> None:
    ranges = Ranges()
    ranges.add(0, 1_000_000)
    assert len(ranges) == 1_000_000
    assert list(ranges) == [(0, 1_000_000)]
    ranges.clear()
    assert len(ranges) == 0
