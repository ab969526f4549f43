"""Sending in steps: for sessions that speak over a socket and could be waited for together.

A session that has `steps` besides `send` is carried, with all the others of its account, by one
thread, which costs a busy machine a third of what a thread per session costs. `send` remains for
whoever wants one message sent and nothing else.
"""

from collections.abc import Callable, Generator
from typing import Any, NamedTuple, Protocol, TypeAlias, runtime_checkable

from depesha.api.message import Message
from depesha.api.outcome import Receipt


class Wait(NamedTuple):
    """A socket is waited for. Where it takes longer than that, TimeoutError is raised at the
    `yield`; the socket is one that does not block."""

    socket: int
    """Its file number."""
    seconds: float
    to_write: bool = False
    """Until it takes more; otherwise until there is something to read."""


Aside: TypeAlias = Callable[[], Any]
"""Something that blocks, such as a new connection: called on a thread of the session's own; what it
returns or raises comes back at the `yield`. Sockets are opened nowhere else."""

Steps: TypeAlias = Generator[Wait | Aside, Any, Receipt]
"""The way of one message: yields what must be waited for, returns or raises as `Session.send`."""


@runtime_checkable
class SendsInSteps(Protocol):
    """The session need not block while it waits for the provider."""

    def steps(self, message: Message, /) -> Steps:
        """As `Session.send`, step by step. Several sessions take turns on one thread."""
