"""Quiet hours and working days of a channel: when messages may leave."""

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from depesha.api.i18n import _

_HOURS = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)\s*[-–]\s*([01]?\d|2[0-3]):([0-5]\d)")
_DAYS = re.compile(r"[1-7](-[1-7])?(,[1-7](-[1-7])?)*")


@dataclass(frozen=True, slots=True)
class Quiet:
    """Nothing leaves from `begin` to `end` (which may be past midnight) nor on days off."""

    begin: time | None = None
    end: time | None = None
    days: frozenset[int] = frozenset(range(1, 8))
    """ISO weekdays on which messages may leave: 1 is Monday."""

    def open_at(self, now: datetime) -> datetime:
        """The first moment, not before `now`, at which a message may leave.

        Wall clock of `now`'s own zone; only ever shifted forward.
        """
        at = now
        for _day in range(9):
            if at.isoweekday() not in self.days:
                at = self._midnight_after(at)
                continue
            until = self._quiet_until(at)
            if until is None:
                return at
            at = until
        return at

    def after_work(self, begin: datetime, seconds: float) -> datetime:
        """When work of so many seconds is done that begins at `begin` and rests in quiet hours."""
        at, left = self.open_at(begin), timedelta(seconds=seconds)
        while (closes := self._closes_at(at)) is not None and closes - at < left:
            left -= closes - at
            at = self.open_at(closes)
        return at + left

    def _closes_at(self, at: datetime) -> datetime | None:
        """The first moment after `at`, which is open, that is not; None where none is found."""
        midnight = self._midnight_after(at)
        for _day in range(8):
            if self.begin is not None and self.begin != self.end:
                quiet = datetime.combine(
                    (midnight - timedelta(days=1)).date(), self.begin, at.tzinfo
                )
                if at < quiet:
                    return quiet
            if midnight.isoweekday() not in self.days:
                return midnight
            midnight += timedelta(days=1)
        return None

    @staticmethod
    def _midnight_after(at: datetime) -> datetime:
        return datetime.combine(at.date() + timedelta(days=1), time(0), at.tzinfo)

    def _quiet_until(self, at: datetime) -> datetime | None:
        if self.begin is None or self.end is None or self.begin == self.end:
            return None
        clock = at.time()
        over_midnight = self.begin > self.end
        inside = (
            clock >= self.begin or clock < self.end
            if over_midnight
            else self.begin <= clock < self.end
        )
        if not inside:
            return None
        day = at.date() + timedelta(days=1 if over_midnight and clock >= self.begin else 0)
        return datetime.combine(day, self.end, at.tzinfo)


def parse_quiet(hours: str, days: str = "") -> Quiet:
    """`21:00-09:00` and `1-5` (or `1,3,5-7`) as a rule; empty texts mean no restriction.

    Raises ValueError with a sentence for people.
    """
    begin = end = None
    if hours.strip():
        match = _HOURS.fullmatch(hours.strip())
        if match is None:
            raise ValueError(_("Quiet hours look like 21:00-09:00."))
        h1, m1, h2, m2 = (int(group) for group in match.groups())
        begin, end = time(h1, m1), time(h2, m2)
    return Quiet(begin, end, _parse_days(days.replace(" ", "")))


def _parse_days(days: str) -> frozenset[int]:
    if not days:
        return frozenset(range(1, 8))
    if _DAYS.fullmatch(days) is None:
        raise ValueError(_("Working days look like 1-5 (1 is Monday)."))
    chosen: set[int] = set()
    for part in days.split(","):
        first, _dash, last = part.partition("-")
        chosen.update(range(int(first), int(last or first) + 1))
    if not chosen:
        raise ValueError(_("Working days look like 1-5 (1 is Monday)."))
    return frozenset(chosen)
