"""The engine of one machine: takes the lock, recovers, and keeps the lanes at work.

The same engine runs in the window's process, under the command line and in a server.
"""

import math
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field

from depesha.api.i18n import _
from depesha.api.reasons import Reason
from depesha.delivery import instance
from depesha.delivery.accounts import Accounts
from depesha.delivery.clock import Clock, Flag
from depesha.delivery.composer import Composer, Composers
from depesha.delivery.lane import Lane
from depesha.delivery.pacer import Pacer
from depesha.delivery.run import Tools
from depesha.delivery.ways import no_account
from depesha.delivery.writer import Writer
from depesha.domain.backoff import Backoff
from depesha.domain.errors import DepeshaError
from depesha.domain.pacing import DAY, Pace, limits_of
from depesha.domain.states import MailingState
from depesha.store import chains, chat_messages, holds, ledger, mailings
from depesha.store.database import Connection, Database
from depesha.store.holds import Hold
from depesha.store.lock import EngineLock

LOOK = 1.0
"""Seconds between two looks at the outbox, which other processes fill too."""
ABSENT = 60.0
"""Seconds without a look after which a start may have been missed."""
SIGN = 60.0
"""Seconds between two marks of how far the ledger has come; see `instance`."""
TEND = 60.0
"""Seconds between two looks at what is in reserve."""


class BusyError(DepeshaError):
    """Another process holds the engine's lock; it will send what is in the outbox."""

    exit_code = 1


@dataclass(frozen=True, slots=True)
class Desk:
    """What the parts of an engine share."""

    database: Database
    accounts: Accounts
    composers: Composers
    clock: Clock
    backoff: Backoff = field(default_factory=Backoff)
    on_broken: Callable[[Hold], None] = lambda _hold: None
    """Told once when an account needs a person."""
    on_look: Callable[[], None] = lambda: None
    """Called about once a second while the engine runs, on its thread."""


class Engine:
    """Sends what is due. One at a time per database."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._wake = Flag()
        self._stopping = Flag()
        self._lanes: dict[str, Lane] = {}
        self._looked = self._signed = self._tended = -math.inf
        self.holds_lock = False
        """Whether it sends, not only waits for its turn."""

    def wake(self) -> None:
        """Something new is in the outbox: look at once. From any thread."""
        self._wake.set()

    def stop(self) -> None:
        """End soon: what is in flight gets its answer, nothing new begins.

        From any thread, and from a signal handler.
        """
        self._stopping.set()
        self._wake.set()

    def rest(self, seconds: float) -> bool:
        """Wait so long; False where the engine is told to stop."""
        return not self._desk.clock.wait(self._stopping, seconds)

    def run(self, patience: float = math.inf) -> None:
        """Send until stopped, or until nothing can be done within `patience` seconds.

        Raises BusyError where another process sends for this database.
        """
        database = self._desk.database
        lock = EngineLock(database.path)
        if not lock.acquire():
            raise BusyError(_("Depesha is already sending for this office."))
        self.holds_lock = True
        try:
            with Writer(database) as writer:
                writer.run(self._recover)
                try:
                    self._loop(writer, patience)
                finally:
                    self._stopping.set()
                    # A stack, so that all are waited for even where one of them failed.
                    with ExitStack() as lanes:
                        for lane in self._lanes.values():
                            lanes.callback(lane.join)
            instance.sign(database)
        finally:
            self.holds_lock = False
            lock.release()

    def _recover(self, c: Connection) -> None:
        now = self._desk.clock.now()
        if not instance.is_original(c, self._desk.database.path):
            for mailing_id in mailings.live(c):
                _hold(c, mailing_id, instance.WHY)
            chat_messages.keep_back(c, now - instance.STALE)
        ledger.recover(c, now)
        mailings.discard_old_drafts(c, now - DAY)

    def _loop(self, writer: Writer, patience: float) -> None:
        desk = self._desk
        while not self._stopping.is_set():
            self._wake.clear()
            # Asked before the outbox is: a session that ends gives its batch back first.
            busy = sum(lane.busy() for lane in self._lanes.values())
            self._notice_absence(writer)
            self._sign()
            self._tend(writer)
            work = ledger.ready(desk.database.reader)
            due = min([self._serve(writer, *item) for item in work], default=math.inf)
            desk.on_look()
            now = desk.clock.now()
            if busy:
                desk.clock.wait(self._wake, LOOK)
            elif due > now + patience:
                return
            else:
                desk.clock.wait(self._wake, min(due - now, LOOK))

    def _notice_absence(self, writer: Writer) -> None:
        """After a start, and after the machine slept, what missed its moment asks first."""
        now = self._desk.clock.now()
        absent, self._looked = now - self._looked > ABSENT, now
        if absent:
            writer.run(lambda c: _hold_late(c, now))

    def _sign(self) -> None:
        # Now and then: a backup of today that is put back tomorrow must be known for one.
        now = self._desk.clock.now()
        if not 0 <= now - self._signed < SIGN:
            self._signed = now
            with suppress(OSError):
                instance.sign(self._desk.database)

    def _tend(self, writer: Writer) -> None:
        now = self._desk.clock.now()
        if not 0 <= now - self._tended < TEND:
            self._tended = now
            if chains.waiting(self._desk.database.reader):
                writer.run(lambda c: chains.tend(c, now))

    def _serve(self, writer: Writer, channel_id: str, wanted: str, at: float) -> float:
        """Start the lanes that may carry this work; returns when to look at it again."""
        now = self._desk.clock.now()
        if at > now:
            return at
        lanes, broken = self._lanes_for(writer, channel_id, wanted)
        waits = [lane.pacer.wait_seconds() for lane in lanes]
        for lane, seconds in zip(lanes, waits, strict=True):
            if seconds <= 0:
                lane.start()
        if (soonest := min(waits, default=math.inf)) < math.inf:
            return now + soonest
        for lane in lanes:
            hold = holds.get(self._desk.database.reader, lane.account.id)
            if hold is None:
                return now + LOOK  # a person resumed while a session is still at its last message
            broken.append(hold)
        self._hold_work(writer, channel_id, wanted, broken)
        return now

    def _lanes_for(
        self, writer: Writer, channel_id: str, wanted: str
    ) -> tuple[list[Lane], list[Hold]]:
        """The lanes of the accounts that may carry this work; and what is wrong with the others."""
        try:
            names = [wanted] if wanted else self._desk.accounts.names(channel_id)
        except DepeshaError as error:
            return [], [_unusable(channel_id, str(error))]
        lanes: list[Lane] = []
        broken: list[Hold] = []
        for name in names:
            try:
                lanes.append(self._lane(writer, channel_id, name))
            except DepeshaError as error:
                broken.append(_unusable(f"{channel_id}.{name}", str(error)))
        if not names:
            broken.append(_unusable(channel_id, no_account(channel_id)))
        return lanes, broken

    def _hold_work(self, writer: Writer, channel_id: str, wanted: str, broken: list[Hold]) -> None:
        """No account can carry this work: it waits for a person, who is told why."""
        why, now = broken[0], self._desk.clock.now()
        writer.run(
            lambda c: mailings.hold_running(c, channel_id, wanted, why.reason, why.answer, now)
        )
        for hold in broken:
            self._desk.on_broken(hold)

    def _lane(self, writer: Writer, channel_id: str, name: str) -> Lane:
        key = f"{channel_id}.{name}"
        hold = holds.get(self._desk.database.reader, key)
        lane = self._lanes.get(key)
        if lane is not None and lane.pacer.stopped and hold is None and not lane.busy():
            # A person resumed: perhaps with other settings.
            lane = None
        if lane is None:
            lane = self._lanes[key] = self._open_lane(writer, channel_id, name, hold)
        return lane

    def _open_lane(self, writer: Writer, channel_id: str, name: str, hold: Hold | None) -> Lane:
        desk = self._desk
        account = desk.accounts.open(channel_id, name)
        since = desk.clock.now() - DAY
        history = ledger.usage(desk.database.reader, account.id, since)
        pace = Pace(limits_of(account.settings), account.settings.gap, history)
        pacer = Pacer(pace, account.quiet, desk.clock)
        if hold is not None and hold.until is None:
            pacer.stop()
        elif hold is not None and hold.until is not None:
            pacer.hold(hold.until)
        tools = Tools(
            desk.database, writer, desk.clock, self._composer, desk.backoff, self._stopping,
            self._wake.set,
        )  # fmt: skip
        return Lane(account, pacer, tools)

    def _composer(self, mailing_id: int) -> Composer:
        return self._desk.composers.get(self._desk.database.reader, mailing_id)


def _hold(c: Connection, mailing_id: int, why: str) -> None:
    mailings.set_state(c, mailing_id, MailingState.HELD, [MailingState.RUNNING], why)


def _unusable(account: str, why: str) -> Hold:
    return Hold(account, None, Reason.CONFIGURATION, why, "")


def _hold_late(c: Connection, now: float) -> None:
    for late in mailings.overdue(c, now):
        _hold(c, late.id, "late_start")
