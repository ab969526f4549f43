"""Waits for many sockets at once, and can be woken from another thread."""

import select
import socket
import sys
from contextlib import suppress
from typing import Generic, TypeVar

from depesha.api.steps import Wait
from depesha.delivery.clock import Clock

T = TypeVar("T")


class Sockets(Generic[T]):
    """Who waits for which socket. Belongs to one thread; `wake` is for all others."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._waiting: dict[int, tuple[T, Wait, float]] = {}
        """By file number; with the moment of `Clock.ticks` after which it took too long."""
        self._ear, self._bell = socket.socketpair()
        self._ear.settimeout(0.0)
        self._asleep = False
        self._poller = _poller()
        self._poller.register(self._ear.fileno(), _READ)

    def close(self) -> None:
        """Nobody waits any more."""
        self._ear.close()
        self._bell.close()

    def add(self, who: T, wait: Wait) -> None:
        """From now on `who` waits."""
        self._waiting[wait.socket] = who, wait, self._clock.ticks() + wait.seconds
        self._poller.register(wait.socket, _WRITE if wait.to_write else _READ)

    def wake(self) -> None:
        """End `sleep`, or let the next one be none. From any thread."""
        if self._asleep:
            self._asleep = False
            # Closed since: who slept has woken, and gone.
            with suppress(OSError):
                self._bell.send(b"\0")

    def prepare(self) -> None:
        """Whoever calls `wake` from now on ends the next `sleep`; then look once more what there
        is to do."""
        self._asleep = True

    def sleep(self) -> list[tuple[T, bool]]:
        """Wait until something is ready or took too long: who waited, and whether it is ready."""
        first = min((until for _who, _wait, until in self._waiting.values()), default=None)
        seconds = None if first is None else max(0.0, first - self._clock.ticks())
        found = self.ready(seconds)
        self._asleep = False
        if found or first is None or first > (now := self._clock.ticks()):
            return found
        late = [number for number, (_who, _wait, until) in self._waiting.items() if until <= now]
        return [(self._taken(number), False) for number in late]

    def ready(self, seconds: float | None = 0.0) -> list[tuple[T, bool]]:
        """Who need not wait any longer, by now or within so many seconds."""
        # A little longer rather than a little shorter, which would be a busy loop.
        events = self._poller.poll(None if seconds is None else int(seconds * 1000) + (seconds > 0))
        found = []
        for number, _event in events:
            if number == self._ear.fileno():
                self._ear.recv(4096)
            else:
                found.append((self._taken(number), True))
        return found

    def _taken(self, number: int) -> T:
        self._poller.unregister(number)
        return self._waiting.pop(number)[0]


if sys.platform == "win32":
    _READ, _WRITE = 1, 4

    class _Select:
        """What `select.poll` is elsewhere."""

        def __init__(self) -> None:
            self._events: dict[int, int] = {}

        def register(self, number: int, event: int) -> None:
            self._events[number] = event

        def unregister(self, number: int) -> None:
            del self._events[number]

        def poll(self, milliseconds: int | None) -> list[tuple[int, int]]:
            seconds = None if milliseconds is None else milliseconds / 1000
            readers = [number for number, event in self._events.items() if event == _READ]
            writers = [number for number, event in self._events.items() if event == _WRITE]
            # A connection that failed is told apart from one that is not ready yet.
            found = select.select(readers, writers, writers, seconds)
            return [(number, 0) for number in {n for some in found for n in some}]

    def _poller() -> _Select:
        return _Select()

else:
    # Not select(), which knows no file numbers above 1023.
    _READ, _WRITE = select.POLLIN, select.POLLOUT

    def _poller() -> "select.poll":
        return select.poll()
