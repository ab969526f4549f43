"""The single writer: what all sessions ask at one moment goes into one durable commit.

A session that asks waits for its commit, so "committed" means on disk. Under load the commits
grow by themselves: while one is written, the next requests gather.
"""

import queue
import threading
from collections.abc import Callable
from typing import Any, Self, TypeVar

from depesha.store.database import Connection, Database, UnusableError

T = TypeVar("T")

GROUP_MAX = 64
"""Requests in one commit, at most: keeps the wait of the last one short."""
TRIES = 4
"""So often a commit is tried where the file is at fault: each waits half a minute for who keeps it
locked, and what cannot be written of an answer is an unknown for ever."""


Then = Callable[[Any, BaseException | None], None]
"""Gets what `work` returned, once it is on disk, or what went wrong."""


class _Request:
    __slots__ = ("error", "result", "then", "work")

    def __init__(self, work: Callable[[Connection], Any], then: Then) -> None:
        self.work = work
        self.then = then
        self.result: Any = None
        self.error: BaseException | None = None


class Writer:
    """A thread that owns the write connection. Use as a context manager."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._requests: queue.SimpleQueue[_Request | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._serve, name="writer", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_exc: object) -> None:
        self._requests.put(None)
        self._thread.join()

    def run(self, work: Callable[[Connection], T]) -> T:
        """Run `work` inside a transaction; returns after the commit, or raises what failed."""
        done = threading.Lock()
        done.acquire()
        request = _Request(work, lambda _result, _error: done.release())
        self._requests.put(request)
        done.acquire()
        if request.error is not None:
            raise request.error
        result: T = request.result
        return result

    def ask(self, work: Callable[[Connection], Any], then: Then) -> None:
        """As `run`, without waiting: `then` is called by the writer's thread and must be quick."""
        self._requests.put(_Request(work, then))

    def _serve(self) -> None:
        while (first := self._requests.get()) is not None:
            group = [first]
            last = False
            while len(group) < GROUP_MAX and not self._requests.empty():
                request = self._requests.get()
                if request is None:
                    last = True
                    break
                group.append(request)
            self._commit(group)
            for request in group:
                request.then(request.result, request.error)
            if last:
                return

    def _commit(self, group: list[_Request]) -> None:
        error = self._try(group)
        tries = 1
        while isinstance(error, UnusableError) and tries < TRIES:
            error = self._try(group)
            tries += 1
        if error is None:
            return
        if len(group) == 1 or isinstance(error, UnusableError):
            for request in group:
                request.error = error
            return
        # One request spoilt the commit of all; alone, each gets its own answer.
        for request in group:
            self._commit([request])

    def _try(self, group: list[_Request]) -> BaseException | None:
        try:
            with self._database.write() as c:
                for request in group:
                    request.result = request.work(c)
        except BaseException as error:  # noqa: BLE001 - handed to whoever asked
            return error
        return None
