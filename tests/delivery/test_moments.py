"""Times as people type them."""

from datetime import UTC, datetime

import pytest

from depesha.delivery.clock import Clock
from depesha.delivery.moments import moment
from depesha.domain.errors import InputError


class Noon(Clock):
    def now(self) -> float:
        return datetime(2026, 11, 23, 12, 0, tzinfo=UTC).timestamp()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-12-31 09:00", datetime(2026, 12, 31, 9, 0, tzinfo=UTC)),
        ("2026-12-31T09:30", datetime(2026, 12, 31, 9, 30, tzinfo=UTC)),
        ("31.12.2026 09:00", datetime(2026, 12, 31, 9, 0, tzinfo=UTC)),
        ("31.12.2026", datetime(2026, 12, 31, tzinfo=UTC)),
        ("2026-12-31", datetime(2026, 12, 31, tzinfo=UTC)),
        ("15:30", datetime(2026, 11, 23, 15, 30, tzinfo=UTC)),
        ("09:00", datetime(2026, 11, 24, 9, 0, tzinfo=UTC)),
    ],
)
def test_notations(text, expected):
    assert moment(text, Noon("UTC")) == expected.timestamp()


def test_the_offices_own_wall_clock():
    assert (
        moment("2026-12-31 09:00", Noon("Europe/Moscow"))
        == datetime(2026, 12, 31, 6, 0, tzinfo=UTC).timestamp()
    )


def test_summer_time_of_that_day_not_of_today():
    assert (
        moment("2026-07-01 12:00", Noon("Europe/Berlin"))
        == datetime(2026, 7, 1, 10, 0, tzinfo=UTC).timestamp()
    )


@pytest.mark.parametrize("text", ["", "soon", "31.13.2026", "25:00", "2026-12-31 9 Uhr"])
def test_what_is_no_time(text):
    with pytest.raises(InputError, match="09:00"):
        moment(text, Noon("UTC"))
