"""The only place that knows what time it is, and the only way to wait."""

import threading
import time
from datetime import datetime, tzinfo
from zoneinfo import ZoneInfo


class Clock:
    """The real clock. Moments are seconds since the epoch."""

    def __init__(self, timezone: str = "") -> None:
        """`timezone` is an IANA name; empty for the system's own."""
        self._zone: tzinfo | None = ZoneInfo(timezone) if timezone else None

    def now(self) -> float:
        """Seconds since the epoch."""
        return time.time()

    def local(self, moment: float) -> datetime:
        """The moment on the office's wall clock."""
        return datetime.fromtimestamp(moment, self._zone).astimezone(self._zone)

    def wait(self, wake: threading.Event, seconds: float) -> bool:
        """Wait so long, or until woken; True where it was woken."""
        return wake.wait(max(0.0, seconds))
