"""How fast one account may go: limits in sliding windows, a minimal gap, and the provider's own
"not before".

The windows slide: in *any* stretch of that length no more messages start than the limit says.
History comes from the ledger's attempts, so a restart forgets nothing.
"""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass

from depesha.api.settings import AccountSettings

MINUTE, HOUR, DAY = 60.0, 3600.0, 86400.0


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `count` starts in any window of `seconds`."""

    count: int
    seconds: float


def limits_of(account: AccountSettings) -> tuple[Limit, ...]:
    """The limits that an account's settings name; 0 there means none."""
    pairs = ((account.per_minute, MINUTE), (account.per_hour, HOUR), (account.per_day, DAY))
    return tuple(Limit(count, seconds) for count, seconds in pairs if count > 0)


class Pace:
    """The pace of one account. Not thread-safe: its lane guards it. Times are epoch seconds."""

    def __init__(
        self, limits: Iterable[Limit], gap: float = 0.0, history: Iterable[float] = ()
    ) -> None:
        """`history` holds earlier starts, oldest first; those older than every window may lack."""
        self._limits = tuple(limits)
        self._gap = gap
        most = max((limit.count for limit in self._limits), default=1)
        self._starts: deque[float] = deque(history, maxlen=most)
        self._not_before = 0.0

    @property
    def not_before(self) -> float:
        """Until when the account is held; 0 or a moment in the past means it is not."""
        return self._not_before

    def hold(self, until: float) -> None:
        """The provider said: not before. The later of two words holds."""
        self._not_before = max(self._not_before, until)

    def next_at(self, now: float) -> float:
        """The earliest moment, not before `now`, at which one more may start."""
        earliest = max(now, self._not_before)
        starts = self._starts
        if starts and starts[-1] > now:
            # The clock was set back. What had started has started by now, not in some hours.
            starts = self._starts = deque((min(at, now) for at in starts), maxlen=starts.maxlen)
        if starts and self._gap:
            earliest = max(earliest, starts[-1] + self._gap)
        for limit in self._limits:
            if len(starts) >= limit.count:
                earliest = max(earliest, starts[-limit.count] + limit.seconds)
        return earliest

    def take(self, at: float) -> None:
        """One message starts at `at`, which `next_at` allowed."""
        self._starts.append(at)

    def forecast(self, count: int, now: float, seconds_each: float = 0.0) -> float:
        """When `count` more will have started if each takes `seconds_each` of its own."""
        if not self._limits and not self._gap:
            return max(now, self._not_before) + count * seconds_each
        rehearsal = Pace(self._limits, self._gap, self._starts)
        rehearsal.hold(self._not_before)
        at = now
        for _ in range(count):
            at = rehearsal.next_at(at + seconds_each)
            rehearsal.take(at)
        return at
