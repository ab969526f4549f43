"""The only place that knows what time it is, and the only way to wait."""

import threading
import time
from datetime import datetime, tzinfo


class Flag:
    """Like threading.Event, but a signal handler may set it.

    The handler may interrupt a thread that holds the lock; therefore it is one that its holder may
    take again. At worst a wait that was just beginning does not notice.
    """

    def __init__(self) -> None:
        self._changed = threading.Condition(threading.RLock())
        self._set = False

    def is_set(self) -> bool:
        """Whether it is up."""
        return self._set

    def set(self) -> None:
        """Raise it, and wake who waits for it."""
        with self._changed:
            self._set = True
            self._changed.notify_all()

    def clear(self) -> None:
        """Lower it."""
        self._set = False

    def wait(self, seconds: float) -> bool:
        """Wait so long, or until it is up; True where it is."""
        with self._changed:
            return self._set or self._changed.wait(seconds)


class Clock:
    """The real clock. Moments are seconds since the epoch."""

    def __init__(self, timezone: str = "") -> None:
        """`timezone` is an IANA name; empty for the system's own."""
        self._zone: tzinfo | None = None
        if timezone:
            from zoneinfo import ZoneInfo

            self._zone = ZoneInfo(timezone)

    def now(self) -> float:
        """Seconds since the epoch."""
        return time.time()

    def ticks(self) -> float:
        """Seconds since some moment, that nobody sets back: for time-outs."""
        return time.monotonic()

    def local(self, moment: float) -> datetime:
        """The moment on the office's wall clock."""
        return datetime.fromtimestamp(moment, self._zone).astimezone(self._zone)

    def wait(self, wake: Flag, seconds: float) -> bool:
        """Wait so long, or until woken; True where it was woken."""
        return wake.wait(max(0.0, seconds))
