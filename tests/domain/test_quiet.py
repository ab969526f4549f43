"""Quiet hours shift forward, over midnight and over days off."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesha.domain.quiet import parse_quiet

MONDAY = datetime(2026, 11, 23, tzinfo=UTC)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return MONDAY + timedelta(days=day, hours=hour, minutes=minute)


@pytest.mark.parametrize(
    ("hours", "days", "now", "opens"),
    [
        ("21:00-09:00", "", at(0, 12), at(0, 12)),
        ("21:00-09:00", "", at(0, 21), at(1, 9)),
        ("21:00-09:00", "", at(0, 3), at(0, 9)),
        ("21:00-09:00", "", at(0, 9), at(0, 9)),
        ("13:00-14:00", "", at(0, 13, 30), at(0, 14)),
        ("", "1-5", at(5, 10), at(7, 0)),
        ("21:00-09:00", "1-5", at(4, 22), at(7, 9)),
        ("21:00-09:00", "1,3", at(0, 23), at(2, 9)),
        ("", "", at(6, 3), at(6, 3)),
    ],
)
def test_first_open_moment(hours, days, now, opens):
    assert parse_quiet(hours, days).open_at(now) == opens


minutes = st.integers(0, 24 * 60 - 1)


@given(minutes, minutes, st.sets(st.integers(1, 7), min_size=1), st.integers(0, 20000))
def test_it_opens_later_and_stays_open(begin, end, days, offset):
    hours = f"{begin // 60:02}:{begin % 60:02}-{end // 60:02}:{end % 60:02}"
    quiet = parse_quiet(hours, ",".join(map(str, sorted(days))))
    now = MONDAY + timedelta(minutes=offset)
    opens = quiet.open_at(now)
    assert opens >= now
    assert opens.isoweekday() in days
    assert quiet.open_at(opens) == opens


@pytest.mark.parametrize(
    ("hours", "days", "begin", "work", "end"),
    [
        ("", "", at(0, 12), 5, at(0, 17)),
        ("21:00-09:00", "", at(0, 20), 1, at(0, 21)),
        ("21:00-09:00", "", at(0, 20), 2, at(1, 10)),
        ("21:00-09:00", "", at(0, 23), 25, at(3, 10)),
        ("13:00-14:00", "", at(0, 12), 3, at(0, 16)),
        ("", "1-5", at(4, 23), 2, at(7, 1)),
        ("21:00-09:00", "1-5", at(4, 20), 2, at(7, 10)),
        ("00:00-09:00", "", at(0, 20), 5, at(1, 10)),
    ],
)
def test_work_rests_while_it_is_quiet(hours, days, begin, work, end):
    assert parse_quiet(hours, days).after_work(begin, work * 3600) == end


@given(minutes, minutes, st.sets(st.integers(1, 7), min_size=1), st.integers(0, 20000))
def test_work_takes_as_long_as_it_is_open(begin, end, days, offset):
    hours = f"{begin // 60:02}:{begin % 60:02}-{end // 60:02}:{end % 60:02}"
    quiet = parse_quiet(hours, ",".join(map(str, sorted(days))))
    at_first = MONDAY + timedelta(minutes=offset)
    through = quiet.after_work(at_first, 600)
    open_minutes = sum(
        quiet.open_at(moment) == moment
        for moment in (
            at_first + timedelta(minutes=n)
            for n in range(int((through - at_first).total_seconds() // 60))
        )
    )
    assert open_minutes == 10


@pytest.mark.parametrize(
    ("hours", "days"), [("9-21", ""), ("25:00-09:00", ""), ("", "0-5"), ("", "mo-fr"), ("", "5-1")]
)
def test_wrong_rules_are_refused_in_words(hours, days):
    with pytest.raises(ValueError, match="look like"):
        parse_quiet(hours, days)
