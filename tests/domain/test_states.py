"""States never step back, and everybody is counted once."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesha.api import Fate
from depesha.domain.states import TOTALS, State, after_report, states_of, totals


def test_reports_out_of_order_end_in_the_same_state():
    for order in permutations([Fate.UNDERWAY, Fate.DELIVERED, Fate.READ]):
        state = State.ACCEPTED
        for fate in order:
            state = after_report(state, fate)
        assert state is State.READ


@pytest.mark.parametrize(
    ("now", "fate", "then"),
    [
        (State.UNKNOWN, Fate.UNDERWAY, State.ACCEPTED),
        (State.UNKNOWN, Fate.DELIVERED, State.DELIVERED),
        (State.UNKNOWN, Fate.NOT_FOUND, State.FAILED),
        (State.ACCEPTED, Fate.NOT_FOUND, State.ACCEPTED),
        (State.ACCEPTED, Fate.FAILED, State.FAILED),
        (State.ACCEPTED, Fate.EXPIRED, State.EXPIRED),
        (State.DELIVERED, Fate.FAILED, State.DELIVERED),
        (State.FAILED, Fate.DELIVERED, State.DELIVERED),
        (State.READ, Fate.DELIVERED, State.READ),
        (State.CANCELLED, Fate.DELIVERED, State.CANCELLED),
    ],
)
def test_what_a_report_makes_of_a_state(now, fate, then):
    assert after_report(now, fate) is then


@given(st.dictionaries(st.sampled_from(list(State)), st.integers(0, 1000)))
def test_totals_lose_nobody(counts):
    counted = totals(counts)
    assert tuple(counted) == TOTALS
    assert sum(counted.values()) == sum(counts.values())


def test_each_state_is_counted_by_one_total():
    counted = [state for name in TOTALS for state in states_of(name)]
    assert sorted(counted) == sorted(State)
    assert states_of("failed") == (State.FAILED, State.BOUNCED, State.EXPIRED)
