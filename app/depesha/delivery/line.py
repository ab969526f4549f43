"""One session's way to the provider: opened when needed, opened anew after it broke."""

from collections.abc import Callable, Generator, Sequence
from contextlib import ExitStack, suppress
from typing import Any

from depesha.api.channel import PollsStatus, SendsMany, Session
from depesha.api.message import Message
from depesha.api.steps import Aside, SendsInSteps, Steps, Wait
from depesha.delivery.accounts import Account
from depesha.delivery.outcome import Outcome, Scrubber, connecting, try_many, try_send, try_steps


class Line:
    """Belongs to one thread. `close` it in the end."""

    def __init__(self, account: Account) -> None:
        self._account = account
        self._scrub = Scrubber(account.settings)
        self._stack = ExitStack()
        self._session: Session | None = None
        self._in_steps: Callable[[Message], Steps] | None = None
        self._in_bulk: SendsMany | None = None
        self.polls = False
        """Whether the provider can be asked later what became of messages."""
        self.many = 1
        """How many messages may go in one request now: one until the session has shown that it
        works, so that a line in trouble puts no more than one in doubt."""

    @property
    def is_open(self) -> bool:
        """Whether a message can be handed over at once."""
        return self._session is not None

    def open(self) -> Outcome | None:
        """Make sure that a session is open; the reason why not, otherwise None."""
        if self.is_open:
            return None
        self.close()
        try:
            self._session = self._entered()
        except BaseException as error:  # noqa: BLE001 - a plugin may raise anything
            self.close()
            return connecting(error, self._scrub)
        return None

    def _entered(self) -> Session:
        session = self._stack.enter_context(self._account.connect())
        if not callable(getattr(session, "send", None)):
            raise TypeError(f"{type(session).__name__} instead of a Session")
        self.polls = isinstance(session, PollsStatus)
        self._in_steps = session.steps if isinstance(session, SendsInSteps) else None
        offered: object = session
        self._in_bulk = offered if isinstance(offered, SendsMany) else None
        self.many = 1
        return session

    def send(self, message: Message) -> Outcome:
        """Hand over one message; only after `open` said None."""
        assert self._session is not None
        return self._seen(try_send(self._session.send, message, self._scrub))

    def steps(self, message: Message) -> Generator[Wait | Aside, Any, Outcome]:
        """As `send`, in the session's steps; one step aside where it has none."""
        if self._in_steps is not None:
            return self._seen((yield from try_steps(self._in_steps(message), self._scrub)))
        outcome: Outcome = yield lambda: self.send(message)
        return outcome

    def hand_over(self, messages: Sequence[Message]) -> Generator[Wait | Aside, Any, list[Outcome]]:
        """One message by `steps`, several in one request; an outcome for each, in their order."""
        if len(messages) == 1:
            return [(yield from self.steps(messages[0]))]
        outcomes: list[Outcome] = yield lambda: self._send_many(messages)
        return outcomes

    def _send_many(self, messages: Sequence[Message]) -> list[Outcome]:
        assert self._in_bulk is not None
        outcomes = try_many(self._in_bulk.send_many, messages, self._scrub)
        return [self._seen(one) for one in outcomes]

    def _seen(self, outcome: Outcome) -> Outcome:
        if outcome.reopen:
            # Closed when it is opened anew: a goodbye may take long, the answer is to be kept now.
            self._session = None
        elif self._in_bulk is not None:
            self.many = max(1, self._in_bulk.many)
        return outcome

    def close(self) -> None:
        """Close the session, whatever it says to that."""
        self._session = None
        # What was answered is settled; a bad goodbye changes nothing.
        with suppress(BaseException):
            self._stack.close()
        self._stack = ExitStack()
