"""The pace of one account, shared by the threads of its lane."""

import math
import threading

from depesha.delivery.clock import Clock
from depesha.domain.backoff import Backoff
from depesha.domain.pacing import Pace
from depesha.domain.quiet import Quiet


class Pacer:
    """Says how long to wait, and books a start when the wait is over."""

    def __init__(self, pace: Pace, quiet: Quiet, clock: Clock) -> None:
        self._pace = pace
        self._quiet = quiet if quiet != Quiet() else None
        self._clock = clock
        self._lock = threading.Lock()
        self._failures = 0
        self._lost = 0
        self._stopped = False

    def take_or_wait(self) -> float:
        """0 where a message may start now, which is then booked; else the seconds to wait."""
        with self._lock:
            now = self._clock.now()
            at = self._next_at(now)
            if at <= now:
                self._pace.take(now)
                return 0.0
            return at - now

    def wait_seconds(self) -> float:
        """How long until a message may start; infinite until a person mends the account."""
        with self._lock:
            now = self._clock.now()
            return self._next_at(now) - now

    def held_seconds(self) -> float:
        """How long the account is held, whatever its limits; infinite until a person mends it."""
        with self._lock:
            if self._stopped:
                return math.inf
            return max(0.0, self._pace.not_before - self._clock.now())

    def _next_at(self, now: float) -> float:
        if self._stopped:
            return math.inf
        at = self._pace.next_at(now)
        if self._quiet is None:
            return at
        local = self._clock.local(at)
        opens = self._quiet.open_at(local)
        # A wall clock knows microseconds alone: rounded up, "now" would be a moment too early.
        return at if opens == local else opens.timestamp()

    @property
    def stopped(self) -> bool:
        """Whether a person must mend the account first."""
        return self._stopped

    def hold(self, until: float) -> None:
        """Nothing starts before that moment."""
        with self._lock:
            self._pace.hold(until)

    def stop(self) -> None:
        """Nothing starts any more: a person must mend the account first."""
        with self._lock:
            self._stopped = True

    def failed(self, backoff: Backoff, asked: float | None) -> float:
        """The whole account failed: nothing starts before the moment that is returned.

        `asked` is how many seconds the provider wants. Sessions that fail together count once.
        """
        with self._lock:
            now = self._clock.now()
            if now >= self._pace.not_before:
                self._failures += 1
            until = now + backoff.delay(max(self._failures, 1), asked)
            self._pace.hold(until)
            return until

    def lost(self) -> int:
        """Count an answer that was lost; returns how many in a row."""
        with self._lock:
            self._lost += 1
            return self._lost

    def succeeded(self) -> None:
        """The account works."""
        self._failures = self._lost = 0
