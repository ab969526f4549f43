"""One batch in the hands of one session: compose, wait for the turn, commit the intention
(together with the previous answer), hand over. Whatever ends it, the batch is given back.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from depesha.api.message import Message
from depesha.api.reasons import Reason
from depesha.delivery.accounts import Account
from depesha.delivery.clock import Clock, Flag
from depesha.delivery.composer import CannotComposeError, Composer
from depesha.delivery.line import Line
from depesha.delivery.outcome import Outcome, describe, one_line
from depesha.delivery.pacer import Pacer
from depesha.delivery.writer import Writer
from depesha.domain.backoff import Backoff
from depesha.domain.states import MailingState, State
from depesha.store import addresses, holds, ledger, mailings
from depesha.store.database import Connection, Database
from depesha.store.ledger import Batch, Queued, Settled

T = TypeVar("T")

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


@dataclass(frozen=True, slots=True)
class Duty:
    """What all sessions of a lane share."""

    account: Account
    pacer: Pacer
    tools: Tools
    door: threading.Lock = field(default_factory=threading.Lock)
    """Held while a session is opened: a wrong password is tried once, not once per session."""


class Run:
    """One batch in the hands of one session.

    What runs inside a transaction changes nothing but the database, so that the writer may run it
    once more where somebody else spoilt the commit.
    """

    def __init__(self, lane: Duty, line: Line, batch: Batch) -> None:
        self._lane = lane
        self._line = line
        self._batch = batch
        self._answers: list[Settled] = []
        """Answers that are not committed yet."""

    def go(self) -> None:
        lane = self._lane
        try:
            composer = self._composer()
            if composer is None:
                return
            for row in ledger.queued(
                lane.tools.database.reader, self._batch.id, lane.tools.clock.now()
            ):
                try:
                    message = composer.message(row)
                except CannotComposeError as error:
                    self._answers.append(self._unsent(row, error))
                    continue
                if not self._deliver(row, message):
                    break
        finally:
            self._write(lambda c: ledger.give_back(c, self._batch, lane.tools.clock.now()))

    def _composer(self) -> Composer | None:
        """The mailing's; where none can be made, the mailing waits for a person."""
        mailing_id = self._batch.mailing_id
        try:
            return self._lane.tools.compose(mailing_id)
        except Exception as error:  # noqa: BLE001 - the other mailings must go on
            words = one_line(describe(error))
        held, running = MailingState.HELD, [MailingState.RUNNING]
        why = Reason.BAD_TEMPLATE
        self._write(lambda c: mailings.set_state(c, mailing_id, held, running, why, words))
        return None

    def _write(self, work: Callable[[Connection], T]) -> T:
        """Run `work` in one commit with the answers that wait for one."""
        answers = self._answers

        def both(c: Connection) -> T:
            if answers:
                ledger.settle(c, answers)
            return work(c)

        result = self._lane.tools.writer.run(both)
        self._answers = []
        return result

    def _deliver(self, row: Queued, message: Message) -> bool:
        """False where the session must leave the batch."""
        lane = self._lane
        if not self._line.is_open and not self._open():
            return False
        if not self._wait(lane.pacer.take_or_wait):
            return False
        started = lane.tools.clock.now()
        if not self._write(lambda c: self._intend(c, row, started)):
            return False
        polls = self._line.polls
        outcome = self._line.send(message)
        self._answers.append(self._judge(row, outcome, started, polls=polls))
        if outcome.new_address is not None:
            self._change_address(row, outcome.new_address)
        doubtful = outcome.state is State.UNKNOWN and lane.pacer.lost() >= DOUBTS
        if outcome.breaks_account or outcome.holds_account or doubtful:
            self._hold(outcome)
            return False
        if outcome.state is State.ACCEPTED:
            lane.pacer.succeeded()
        return True

    def _change_address(self, row: Queued, address: str) -> None:
        channel = self._lane.account.channel
        if address or channel.missing is Reason.NOT_SUBSCRIBED:
            self._write(lambda c: addresses.change(c, row.id, channel.address_field, address))

    def _open(self) -> bool:
        # A provider that wants to be left alone is not even asked at the door.
        if not self._wait(self._lane.pacer.held_seconds):
            return False
        # The door may be slow.
        self._keep()
        with self._lane.door:
            # While another session was at the door, it may have been shut.
            if self._lane.pacer.held_seconds() > 0:
                return False
            if (failure := self._line.open()) is not None:
                self._hold(failure)
                return False
        return True

    def _keep(self) -> None:
        """Commit the answers that wait for one."""
        if self._answers:
            self._write(lambda _c: None)

    def _wait(self, for_what: Callable[[], float]) -> bool:
        """Wait while that many seconds are to be waited; False where the batch is to be left."""
        lane = self._lane
        while (seconds := for_what()) > 0:
            if seconds > SHORT:
                self._keep()
            if seconds > PATIENT or lane.tools.clock.wait(lane.tools.stop, seconds):
                return False
        return True

    def _intend(self, c: Connection, row: Queued, at: float) -> bool:
        lane = self._lane
        if lane.tools.stop.is_set() or not ledger.may_go_on(c, self._batch.mailing_id):
            return False
        return ledger.intend(c, row, lane.account.id, at)

    def _hold(self, outcome: Outcome) -> None:
        """The account waits, or is broken: what the engine finds stopped has its reason on disk."""
        lane = self._lane
        broken = outcome.breaks_account
        until = None if broken else lane.pacer.failed(lane.tools.backoff, outcome.after)
        hold = holds.Hold(lane.account.id, until, outcome.reason, outcome.answer, outcome.cure)
        self._write(lambda c: holds.put(c, hold))
        if broken:
            lane.pacer.stop()

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
