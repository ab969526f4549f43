"""The limits hold in every window, whatever is asked when."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from depesha.api import AccountSettings
from depesha.domain.pacing import DAY, HOUR, MINUTE, Limit, Pace, limits_of

limits = st.lists(
    st.builds(Limit, st.integers(1, 8), st.sampled_from([5.0, MINUTE, HOUR])), max_size=3
)
pauses = st.lists(st.floats(0, 100, allow_nan=False), min_size=1, max_size=60)


def run(pace: Pace, pauses: list[float]) -> list[float]:
    """Start as soon as allowed after each pause."""
    now, starts = 1000.0, []
    for pause in pauses:
        now = pace.next_at(now + pause)
        pace.take(now)
        starts.append(now)
    return starts


@given(limits, st.floats(0, 20), pauses)
def test_no_window_holds_more_than_its_limit(limits, gap, pauses):
    starts = run(Pace(limits, gap), pauses)
    for limit in limits:
        for first, later in zip(starts, starts[limit.count :], strict=False):
            assert later - first >= limit.seconds - 1e-6
    for one, next_one in itertools.pairwise(starts):
        assert next_one - one >= gap - 1e-6


@given(limits, pauses, st.integers(0, 59))
def test_a_restart_forgets_nothing(limits, pauses, at):
    whole = run(Pace(limits), pauses)
    before = whole[:at]
    reborn = Pace(limits, history=before)
    now = before[-1] if before else 1000.0
    for pause, expected in zip(pauses[at:], whole[at:], strict=False):
        now = reborn.next_at(now + pause)
        reborn.take(now)
        assert now == expected


@given(limits, st.integers(1, 40))
def test_forecast_is_what_happens(limits, count):
    if not limits:
        return
    starts = run(Pace(limits), [0.0] * count)
    assert Pace(limits).forecast(count, 1000.0) == starts[-1]


def test_without_limits_the_forecast_is_the_work_itself():
    assert Pace([]).forecast(10, 100.0, seconds_each=2.0) == 120.0


def test_a_provider_that_says_wait_is_obeyed_and_never_shortened():
    pace = Pace([Limit(100, 1.0)])
    pace.hold(500.0)
    pace.hold(200.0)
    assert pace.next_at(100.0) == 500.0
    assert pace.not_before == 500.0


def test_limits_come_from_the_account():
    account = AccountSettings(per_minute=20, per_day=500)
    assert limits_of(account) == (Limit(20, MINUTE), Limit(500, DAY))
    assert limits_of(AccountSettings()) == ()


def test_a_clock_that_is_set_back_does_not_make_the_past_future():
    pace = Pace([Limit(2, 60.0)], gap=5.0)
    pace.take(90_000.0)
    pace.take(90_010.0)
    assert pace.next_at(3_600.0) == 3_660.0
    assert pace.next_at(3_660.0) == 3_660.0
