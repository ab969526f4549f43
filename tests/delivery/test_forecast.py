"""Forecasts: from limits and quiet hours, or from the pace there is."""

from dataclasses import replace
from datetime import timedelta

import pytest

from depesha.delivery.forecast import by_pace, forecast
from depesha.delivery.ways import way_of
from depesha.domain.quiet import parse_quiet


@pytest.fixture
def way(office, post):
    def make(quiet="", **limits):
        office.accounts.known["main"] = replace(office.accounts.known["main"], **limits)
        office.accounts.quiet = parse_quiet(quiet)
        return way_of(office.accounts, post, "", ())

    return make


def test_limits_tell_when_it_ends(office, turned, way):
    now = turned.now()
    found = forecast(office.database.reader, way(gap=10.0), turned, 7, now)
    assert found - now == pytest.approx(60.0)
    assert forecast(office.database.reader, way(gap=0.0), turned, 7, now) is None


def test_quiet_hours_put_the_end_off(office, turned, way):
    noon = turned.local(turned.now()).replace(hour=12, minute=0, second=0, microsecond=0)
    begin = (noon + timedelta(days=1)).timestamp()
    # Seven hours of work from noon; from six in the evening until nine nothing leaves.
    open_way = way("18:00-09:00", gap=60.0)
    end = forecast(office.database.reader, open_way, turned, 7 * 60 + 1, begin)
    assert turned.local(end) == noon + timedelta(days=1, hours=22)


def test_without_limits_the_last_minute_tells(office, way):
    found = way()
    assert by_pace(office.database.reader, found, office.clock, 100) is None
    office.people(10)
    office.release()
    office.run()
    now = office.clock.now()
    end = by_pace(office.database.reader, found, office.clock, 10)
    assert end is not None
    assert now < end < now + 60
