"""The pace of an account: booked, held, stopped, and kept when somebody turns the clock."""

import math
import threading
from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesha.delivery.clock import Clock
from depesha.delivery.pacer import Pacer
from depesha.domain.backoff import Backoff
from depesha.domain.pacing import DAY, Limit, Pace
from depesha.domain.quiet import Quiet

ALWAYS = Quiet()
NOON = 1_800_000_000.0  # 11:00 in Moscow


class Hands(Clock):
    """A clock that stands where the test put it."""

    def __init__(self) -> None:
        super().__init__("Europe/Moscow")
        self.at = NOON

    def now(self) -> float:
        return self.at


@pytest.fixture
def hands() -> Hands:
    return Hands()


def pacer(hands, *limits, gap=0.0, quiet=ALWAYS, history=()) -> Pacer:
    return Pacer(Pace(limits, gap, history), quiet, hands)


def test_a_start_is_booked_and_looking_is_free(hands):
    one = pacer(hands, Limit(2, 60.0))
    assert [one.wait_seconds() for _n in range(5)] == [0.0] * 5
    assert [one.take_or_wait() for _n in range(3)] == [0.0, 0.0, 60.0]
    hands.at += 60.0
    assert one.take_or_wait() == 0.0


def test_threads_share_one_pace(hands):
    one = pacer(hands, Limit(10, 60.0))
    booked = []
    threads = [
        threading.Thread(target=lambda: booked.extend(one.take_or_wait() for _n in range(5)))
        for _n in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert booked.count(0.0) == 10


def test_what_began_before_a_restart_counts(hands):
    one = pacer(hands, Limit(2, 60.0), history=[NOON - 50, NOON - 10])
    assert one.wait_seconds() == 10.0


def test_quiet_hours_keep_back_what_the_pace_allows(hands):
    one = pacer(hands, quiet=Quiet(time(10), time(12, 30)))
    assert one.take_or_wait() == 5400.0
    hands.at += 5400.0
    assert one.take_or_wait() == 0.0


@given(st.floats(0, 4e9, allow_nan=False))
def test_no_fraction_of_a_second_is_too_early_for_itself(moment):
    hands = Hands()
    hands.at = moment
    # A quiet hour that never begins before the end of the century is asked for every start.
    one = pacer(hands, quiet=Quiet(days=frozenset(range(1, 8)), begin=time(3), end=time(3)))
    assert one.take_or_wait() == 0.0


def test_stopped_is_for_ever(hands):
    one = pacer(hands)
    assert not one.stopped
    one.stop()
    assert one.stopped
    assert math.isinf(one.wait_seconds())
    assert math.isinf(one.held_seconds())
    assert math.isinf(one.take_or_wait())


def test_a_hold_is_never_shortened(hands):
    one = pacer(hands)
    one.hold(NOON + 900)
    one.hold(NOON + 5)
    assert one.wait_seconds() == one.held_seconds() == 900.0
    hands.at += 1000.0
    assert one.wait_seconds() == one.held_seconds() == 0.0


def test_a_limit_is_no_hold(hands):
    one = pacer(hands, Limit(1, 60.0))
    one.take_or_wait()
    assert (one.wait_seconds(), one.held_seconds()) == (60.0, 0.0)


def test_sessions_that_fail_together_count_once(hands):
    one, backoff = pacer(hands), Backoff()
    assert {one.failed(backoff, None) for _session in range(8)} == {NOON + 15.0}
    hands.at += 15.0
    assert one.failed(backoff, None) == hands.at + 30.0
    hands.at += 30.0
    one.succeeded()
    assert one.failed(backoff, None) == hands.at + 15.0


def test_what_the_provider_asks_for_is_obeyed(hands):
    one = pacer(hands)
    assert one.failed(Backoff(), 3 * 3600.0) == NOON + 10800.0
    assert one.failed(Backoff(), 2.0) == NOON + 2.0
    assert one.wait_seconds() == 10800.0, "by the longer of two words"


def test_lost_answers_are_counted_until_one_comes(hands):
    one = pacer(hands)
    assert [one.lost(), one.lost()] == [1, 2]
    one.succeeded()
    assert one.lost() == 1


@pytest.mark.parametrize("back", [0.001, 3600.0, DAY, 30 * DAY])
def test_a_clock_set_back_puts_off_the_limits_by_no_more_than_their_window(hands, back):
    one = pacer(hands, Limit(2, 60.0), Limit(3, 3600.0), gap=1.0)
    assert one.take_or_wait() == 0.0
    hands.at += 1.0
    assert one.take_or_wait() == 0.0
    hands.at -= back
    assert one.wait_seconds() <= 60.0
    hands.at += 60.0
    assert one.take_or_wait() == 0.0
    hands.at += 60.0
    assert 0 < one.take_or_wait() <= 3600.0, "the third in the hour was the last"


def test_a_history_from_the_future_is_one_of_now(hands):
    one = pacer(hands, Limit(2, 60.0), history=[NOON + DAY, NOON + DAY + 1])
    assert one.wait_seconds() == 60.0
    hands.at += 60.0
    assert one.take_or_wait() == 0.0
