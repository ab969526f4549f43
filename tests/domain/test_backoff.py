"""Waiting longer each time, and never less than asked."""

from hypothesis import given
from hypothesis import strategies as st

from depesha.domain.backoff import Backoff


def test_delays_double_up_to_the_longest():
    backoff = Backoff(first=60, longest=600)
    assert [backoff.delay(n) for n in range(1, 7)] == [60, 120, 240, 480, 600, 600]


@given(st.integers(1, 10**9), st.floats(0, 1e6))
def test_what_the_server_asks_is_what_we_do(failures, asked):
    assert Backoff().delay(failures, asked) == asked


@given(st.integers(1, 10**9))
def test_it_is_always_a_time_that_passes(failures):
    assert 0 < Backoff().delay(failures) <= Backoff().longest


def test_a_row_is_given_up_after_its_tries():
    assert [Backoff(tries=3).exhausted(n) for n in (1, 2, 3, 4)] == [False, False, True, True]
