"""One bit for each id."""

from hypothesis import given
from hypothesis import strategies as st

from depesha.exchange.seen import Seen


@given(st.lists(st.integers(0, 200_000)))
def test_it_is_a_set(ids: list[int]) -> None:
    seen, known = Seen(), set[int]()
    for id_ in ids:
        assert seen.add(id_) == (id_ not in known)
        known.add(id_)


def test_a_million_costs_little() -> None:
    seen = Seen()
    assert seen.add(1_000_000)
    assert len(seen._bits) < 150_000
