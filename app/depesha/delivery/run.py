"""One batch in the hands of one session: compose, wait for the turn, commit the intention
(together with the previous answer), hand over. Whatever ends it, the batch is given back.
"""

import threading
from collections import deque
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeAlias, TypeVar

from depesha.api.message import Message
from depesha.api.reasons import Reason
from depesha.api.steps import Aside, Wait
from depesha.delivery.accounts import Account
from depesha.delivery.clock import Clock, Flag
from depesha.delivery.composer import CannotComposeError, Composer
from depesha.delivery.line import Line
from depesha.delivery.loop import Commit
from depesha.delivery.outcome import Outcome, describe, one_line
from depesha.delivery.pacer import Pacer
from depesha.delivery.writer import Writer
from depesha.domain.backoff import Backoff
from depesha.domain.states import MailingState, State
from depesha.store import addresses, holds, ledger, mailings
from depesha.store.database import Connection, Database
from depesha.store.ledger import Batch, Queued, Settled

T = TypeVar("T")
Ready: TypeAlias = tuple[Queued, Message]
"""A row of the ledger with its message, composed."""
Part: TypeAlias = Generator[Wait | Commit | Aside, Any, T]
"""A part of a session's course."""

SHORT = 0.05
"""Seconds: an answer waits at most so long to share a commit with the next intention."""
PATIENT = 5.0
"""Seconds: a session whose turn is further away gives its batch back and ends."""
DOUBTS = 3
"""Lost answers in a row after which the account waits: better late than a thousand unknown."""
FIRST_POLL = 60.0
"""Seconds until the provider is first asked what became of a message."""


@dataclass(frozen=True, slots=True)
class Tools:
    """What all lanes of an engine share."""

    database: Database
    writer: Writer
    clock: Clock
    compose: Callable[[int], Composer]
    """The composer of a mailing, by its id."""
    backoff: Backoff
    stop: Flag
    on_idle: Callable[[], None]


class Door:
    """Where the sessions of an account are opened: one at a time until it was open for one, so that
    a wrong password is tried once and not once per session; then all at once, since a server far
    away takes its time for each."""

    def __init__(self) -> None:
        self._one = threading.Lock()
        self._open = False

    def pass_through(self, knock: Callable[[], bool]) -> bool:
        """`knock` says whether it was open."""
        if self._open:
            self._open = knock()
            return self._open
        with self._one:
            self._open = knock()
            return self._open


@dataclass(frozen=True, slots=True)
class Duty:
    """What all sessions of a lane share."""

    account: Account
    pacer: Pacer
    tools: Tools
    door: Door = field(default_factory=Door)


class Run:
    """One batch in the hands of one session. Its methods yield what the `Loop` does for them."""

    def __init__(self, lane: Duty, line: Line, batch: Batch) -> None:
        self._lane = lane
        self._line = line
        self._batch = batch
        self._answers: list[Settled] = []
        """Answers that are not committed yet."""
        self._rows: deque[Queued] = deque()
        self._ahead: Ready | None = None
        """Composed, and not handed over yet."""

    def go(self) -> Part[None]:
        lane = self._lane
        try:
            composer = yield from self._composer()
            if composer is None:
                return
            reader = lane.tools.database.reader
            self._rows.extend(ledger.queued(reader, self._batch.id, lane.tools.clock.now()))
            while self._peek(composer) is not None:
                if not (yield from self._deliver(composer)):
                    break
        finally:
            yield from self._write(
                lambda c: ledger.give_back(c, self._batch, lane.tools.clock.now())
            )

    def _composer(self) -> Part[Composer | None]:
        """The mailing's; where none can be made, the mailing waits for a person."""
        mailing_id = self._batch.mailing_id
        try:
            return self._lane.tools.compose(mailing_id)
        except Exception as error:  # noqa: BLE001 - the other mailings must go on
            words = one_line(describe(error))
        held, running = MailingState.HELD, [MailingState.RUNNING]
        why = Reason.BAD_TEMPLATE
        yield from self._write(
            lambda c: mailings.set_state(c, mailing_id, held, running, why, words)
        )
        return None

    def _write(self, work: Callable[[Connection], T]) -> Part[T]:
        """Run `work` in one commit with the answers that wait for one."""
        answers = self._answers

        def both(c: Connection) -> T:
            if answers:
                ledger.settle(c, answers)
            return work(c)

        result: T = yield Commit(both)
        self._answers = []
        return result

    def _peek(self, composer: Composer) -> Ready | None:
        """What goes next; what cannot be composed is answered by that."""
        while self._ahead is None and self._rows:
            row = self._rows.popleft()
            try:
                self._ahead = row, composer.message(row)
            except CannotComposeError as error:
                self._answers.append(self._unsent(row, error))
        return self._ahead

    def _together(self, composer: Composer) -> list[Ready]:
        """What goes in one request: the next one, and as many more as the line takes and the
        account's limits allow at once."""
        found: list[Ready] = []
        while (one := self._peek(composer)) is not None:
            if found and (len(found) >= self._line.many or self._lane.pacer.take_or_wait() > 0):
                break
            found.append(one)
            self._ahead = None
        return found

    def _deliver(self, composer: Composer) -> Part[bool]:
        """False where the session must leave the batch."""
        lane = self._lane
        if not self._line.is_open and not (yield from self._open()):
            return False
        if not (yield from self._wait(lane.pacer.take_or_wait)):
            return False
        wanted = self._together(composer)
        started = lane.tools.clock.now()
        going = yield from self._write(lambda c: self._intend(c, wanted, started))
        if not going:
            return False
        polls = self._line.polls
        outcomes = yield from self._line.hand_over([message for _row, message in going])
        for (row, _message), outcome in zip(going, outcomes, strict=True):
            self._answers.append(self._judge(row, outcome, started, polls=polls))
            if outcome.new_address is not None:
                yield from self._change_address(row, outcome.new_address)
        goes_on: bool = yield from self._account_goes_on(outcomes)
        return goes_on and len(going) == len(wanted)

    def _account_goes_on(self, outcomes: Sequence[Outcome]) -> Part[bool]:
        """False where these answers hold up the account."""
        lane = self._lane
        if any(one.state is State.ACCEPTED for one in outcomes):
            lane.pacer.succeeded()
        lost = [one for one in outcomes if one.state is State.UNKNOWN]
        doubtful = lost if lost and lane.pacer.lost() >= DOUBTS else []
        broken = [one for one in outcomes if one.breaks_account]
        held = [one for one in outcomes if one.holds_account]
        why = next(iter([*broken, *held, *doubtful]), None)
        if why is None:
            return True
        hold = self._hold(why)
        yield from self._write(lambda c: holds.put(c, hold))
        if why.breaks_account:
            lane.pacer.stop()
        return False

    def _change_address(self, row: Queued, address: str) -> Part[None]:
        account = self._lane.account
        channel = account.channel
        if address or channel.missing is Reason.NOT_SUBSCRIBED:
            yield from self._write(
                lambda c: addresses.change(c, row.id, account.id, channel.address_field, address)
            )

    def _open(self) -> Part[bool]:
        # A provider that wants to be left alone is not even asked at the door.
        if not (yield from self._wait(self._lane.pacer.held_seconds)):
            return False
        # The door may be slow.
        yield from self._keep()
        opened: bool = yield partial(self._lane.door.pass_through, self._knock)
        return opened

    def _knock(self) -> bool:
        """Blocks, as long as the door does."""
        lane = self._lane
        # While another session was at the door, it may have been shut.
        if lane.pacer.held_seconds() > 0:
            return False
        if (failure := self._line.open()) is not None:
            hold = self._hold(failure)
            lane.tools.writer.run(lambda c: holds.put(c, hold))
            if failure.breaks_account:
                lane.pacer.stop()
            return False
        return True

    def _keep(self) -> Part[None]:
        """Commit the answers that wait for one."""
        if self._answers:
            yield from self._write(lambda _c: None)

    def _wait(self, for_what: Callable[[], float]) -> Part[bool]:
        """Wait while that many seconds are to be waited; False where the batch is to be left."""
        tools = self._lane.tools
        while (seconds := for_what()) > 0:
            if seconds > SHORT:
                yield from self._keep()
            if seconds > PATIENT or (yield partial(tools.clock.wait, tools.stop, seconds)):
                return False
        return True

    def _intend(self, c: Connection, wanted: Sequence[Ready], at: float) -> list[Ready]:
        """Those of the wanted that may go."""
        lane = self._lane
        if lane.tools.stop.is_set():
            return []
        return [one for one in wanted if ledger.intend(c, one[0], lane.account.id, at)]

    def _hold(self, outcome: Outcome) -> holds.Hold:
        """The account waits, or is broken; then its pacer is stopped once the reason is on disk,
        where the engine looks for it."""
        lane = self._lane
        broken = outcome.breaks_account
        until = None if broken else lane.pacer.failed(lane.tools.backoff, outcome.after)
        return holds.Hold(lane.account.id, until, outcome.reason, outcome.answer, outcome.cure)

    def _unsent(self, row: Queued, error: CannotComposeError) -> Settled:
        now = self._lane.tools.clock.now()
        return Settled(
            row.id, State.FAILED, self._lane.account.id, now, now, error.reason, error.detail,
            tried=False,
        )  # fmt: skip

    def _judge(self, row: Queued, outcome: Outcome, started: float, *, polls: bool) -> Settled:
        lane = self._lane
        now = lane.tools.clock.now()
        state, failures, next_at = outcome.state, row.failures, None
        if state is State.WAITING:
            failures += 1
            if lane.tools.backoff.exhausted(failures):
                state = State.FAILED
            else:
                next_at = now + lane.tools.backoff.delay(failures, outcome.after)
        elif polls and state in {State.ACCEPTED, State.UNKNOWN}:
            next_at = now + FIRST_POLL
        return Settled(
            row.id, state, lane.account.id, started, now, outcome.reason, outcome.answer,
            outcome.provider_id, outcome.parts, outcome.cost, failures, next_at,
        )  # fmt: skip
