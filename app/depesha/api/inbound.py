"""What comes in by a channel: answers, the wish to hear no more, what became of messages.

A channel that can be listened to has `listen`; the host asks the listener again and again, takes
all of a batch or nothing of it, and remembers the batch's cursor with it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from depesha.api.channel import StatusReport


@dataclass(frozen=True, slots=True)
class Incoming:
    """A person wrote."""

    ref: str
    """The provider's own id of it; however often it is told, it is taken once."""
    address: str
    text: str
    at: float
    """Seconds since the epoch; 0 where the provider does not say."""
    name: str = ""
    subject: str = ""
    answers: str = ""
    """The key of our message that it answers, where it is known."""


@dataclass(frozen=True, slots=True)
class OptOut:
    """A person wants no more messages."""

    ref: str
    answers: str
    """The key of our message that the person had enough of."""
    certain: bool
    """Proved; otherwise a person of the office looks before anything follows from it."""
    words: str
    at: float


@dataclass(frozen=True, slots=True)
class Fated:
    """What became of a message of ours."""

    report: StatusReport
    dead: bool = False
    """Nobody is reached at that address any more: it is not to be written to."""


Event: TypeAlias = Incoming | OptOut | Fated


@dataclass(frozen=True, slots=True)
class Batch:
    """What came in since a cursor."""

    events: Sequence[Event]
    cursor: str
    """Where the next one begins; up to the channel, the host only keeps it."""
    more: bool = False
    """There is more, to be asked for at once."""


class Listener(Protocol):
    """An open ear at the provider."""

    def receive(self, cursor: str, /) -> Batch:
        """What came in since that cursor; an empty one means that nothing was ever asked.

        Raises NotNow and AccountBroken; then the same cursor is asked again later.
        """
