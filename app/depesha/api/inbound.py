"""What comes in by a channel: answers, the wish to hear no more, what became of messages.

A channel that can be listened to has `listen`; the host asks the listener again and again, takes
all of a batch or nothing of it, and remembers the batch's cursor with it.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias, runtime_checkable

from depesha.api.channel import StatusReport


@dataclass(frozen=True, slots=True)
class IncomingFile:
    """A picture or another file that a person sent. Its content is fetched later."""

    ref: str
    """By which a session's `fetch` finds it."""
    name: str
    """As its sender named it: not to be trusted as a path."""
    mime: str = ""
    size: int = 0
    """Bytes; 0 where the provider does not say."""
    picture: bool = False
    """Shown in the conversation."""


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
    files: tuple[IncomingFile, ...] = ()


@dataclass(frozen=True, slots=True)
class OptOut:
    """A person wants no more messages."""

    ref: str
    answers: str
    """The key of our message that the person had enough of; empty where that is not known."""
    certain: bool
    """Proved; otherwise a person of the office looks before anything follows from it."""
    words: str
    at: float
    address: str = ""
    """Who says so, in the channel's normal form: where `answers` is empty."""


@dataclass(frozen=True, slots=True)
class Subscribed:
    """A person lets us write, where a channel asks for that: opened the bot, or came back to it."""

    ref: str
    address: str
    """Where the person is reached from now on, in the channel's normal form."""
    at: float
    name: str = ""
    token: str = ""
    """Of the invitation that the person opened, if it was one: see `Invites`."""
    phone: str = ""
    """In E.164 with `+`, where the provider proves that it is the person's own."""


@dataclass(frozen=True, slots=True)
class Unsubscribed:
    """A person lets us write no more: blocked the bot, left the group."""

    ref: str
    address: str
    at: float
    words: str = ""


@dataclass(frozen=True, slots=True)
class Moved:
    """A chat is reached at another address from now on."""

    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Fated:
    """What became of a message of ours."""

    report: StatusReport
    dead: bool = False
    """Nobody is reached at that address any more: it is not to be written to."""


Event: TypeAlias = Incoming | OptOut | Subscribed | Unsubscribed | Moved | Fated

_STOP = re.compile(
    r"/?(стоп|stop|отпи(сать(ся)?|шите( меня)?|сываюсь|ска)|unsubscribe( me)?|remove me|"
    r"(больше )?не (присылайте|пишите|шлите)( мне)?( больше)?)",
    re.IGNORECASE,
)


def wants_no_more(line: str) -> bool:
    """Whether the line is a word such as «СТОП» and nothing else."""
    return _STOP.fullmatch(line.strip(" .!,«»\"'\t\n")) is not None


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


# --- What a session may also be able to do, where people talk with the office -------------------


@runtime_checkable
class Invites(Protocol):
    """People subscribe by opening a link of their own."""

    def invitation(self, token: str, /) -> str:
        """The link by which whoever opens it comes back as `Subscribed` with this token.

        A token has at most 32 of the characters `A-Za-z0-9_-`.
        """


@runtime_checkable
class Fetches(Protocol):
    """Files that people sent can be fetched."""

    def fetch(self, ref: str, write: Callable[[bytes], object], /) -> None:
        """Hand the content of the file over, piece by piece.

        Raises Refused where it can never be had, NotNow and AccountBroken as `send` does.
        """
