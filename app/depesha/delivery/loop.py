"""One thread that carries many sessions: each is a generator, and yields what it must wait for.

Sessions take turns, so none waits for the interpreter's lock, which is what a thread for each
spends most of its time on; and all that they want to write while nothing else can be done is
written in one commit.
"""

from collections import deque
from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import Any, TypeAlias

from depesha.api.steps import Aside, Wait
from depesha.delivery.clock import Clock
from depesha.delivery.helper import Helper
from depesha.delivery.sockets import Sockets
from depesha.delivery.writer import Writer
from depesha.store.database import Connection


@dataclass(frozen=True, slots=True)
class Commit:
    """`work` runs inside a transaction; what it returned comes back at the `yield` once it is on
    disk. It changes nothing but the database: the writer may run it once more where somebody else
    spoilt the commit."""

    work: Callable[[Connection], Any]


Course: TypeAlias = Generator[Wait | Commit | Aside, Any, None]
"""All that a session does, from the first batch to the goodbye."""


class _Session:
    __slots__ = ("course", "helper")

    def __init__(self, course: Course, helper: Helper) -> None:
        self.course = course
        self.helper = helper


class Loop:
    """Carries sessions until all have ended. `add` and `idle` are for any thread."""

    def __init__(self, writer: Writer, clock: Clock) -> None:
        self._writer = writer
        self._sockets: Sockets[_Session] = Sockets(clock)
        self._inbox: deque[tuple[_Session, Any, BaseException | None]] = deque()
        self._commits: list[tuple[_Session, Callable[[Connection], Any]]] = []
        self._carried: set[_Session] = set()

    def add(self, course: Course, name: str) -> None:
        """Carry this session too; `name` is for the thread of what blocks in it."""
        session = _Session(course, Helper(name))
        self._carried.add(session)
        self._post(session, None, None)

    @property
    def idle(self) -> bool:
        """Whether there is nobody to be carried."""
        return not self._carried

    def close(self) -> None:
        """Only when `run` has ended."""
        self._sockets.close()

    def run(self) -> None:
        """Until nobody is left to be carried."""
        while True:
            if self._inbox:
                self._step(*self._inbox.popleft())
            elif ready := self._sockets.ready():
                self._resume(ready)
            elif self._commits:
                self._ask_writer()
            elif self.idle:
                return
            else:
                self._sockets.prepare()
                if not self._inbox:
                    self._resume(self._sockets.sleep())

    def _post(self, session: _Session, value: Any, error: BaseException | None) -> None:
        self._inbox.append((session, value, error))
        self._sockets.wake()

    def _resume(self, waited: list[tuple[_Session, bool]]) -> None:
        for session, ready in waited:
            self._step(session, None, None if ready else TimeoutError("timed out"))

    def _ask_writer(self) -> None:
        for session, work in self._commits:
            self._writer.ask(work, self._reply_to(session))
        self._commits = []

    def _reply_to(self, session: _Session) -> Callable[[Any, BaseException | None], None]:
        return lambda value, error: self._post(session, value, error)

    def _step(self, session: _Session, value: Any, error: BaseException | None) -> None:
        course = session.course
        try:
            asked = course.send(value) if error is None else course.throw(error)
        except StopIteration:
            session.helper.end()
            self._carried.discard(session)
            return
        if isinstance(asked, Wait):
            self._sockets.add(session, asked)
        elif isinstance(asked, Commit):
            self._commits.append((session, asked.work))
        else:
            session.helper.ask(asked, self._reply_to(session))
