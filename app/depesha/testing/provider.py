"""What every server that plays a provider can be told to do, and what it remembers."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Fault(StrEnum):
    """Ways in which real providers fail."""

    REFUSE = "refuse"
    """This recipient: no (550, 207, 403 …)."""
    THROTTLE = "throttle"
    """Not now (451, 429 with retry_after …)."""
    BREAK_ACCOUNT = "break_account"
    """Wrong login, no money."""
    DROP_BEFORE = "drop_before"
    """The line breaks before the message was handed over."""
    DROP_AFTER = "drop_after"
    """The line breaks after the provider took the message and before it said so."""
    STALL = "stall"
    """The message arrives, the answer does not."""
    GARBAGE = "garbage"
    """An answer that is none: HTML of a captive portal, bytes that are no UTF-8."""


@dataclass(frozen=True, slots=True)
class Received:
    """A message that the provider took."""

    address: str
    text: str
    """The text part, decoded."""
    subject: str = ""
    key: str = ""
    """The message's key where the protocol carries one."""
    raw: bytes = b""


class Provider(Protocol):
    """A server on loopback, running."""

    @property
    def received(self) -> list[Received]:
        """All it took so far, in order, the dropped-after ones included."""

    def fail(self, fault: Fault, *, times: int = 1, address: str = "", after: float = 1.0) -> None:
        """Fail the next `times` messages so (only those to `address` where it is given).

        `after` is the number of seconds that THROTTLE asks to wait.
        """
