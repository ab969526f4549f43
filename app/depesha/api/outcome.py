"""The four answers to "did it go?", and the honest fifth: anything else means we do not know.

A session's `send` returns a `Receipt` or raises one of these. Any other exception, raised once
sending began, makes the delivery *unknown*: it is never sent again without a person's word.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from depesha.api.reasons import Reason


@dataclass(frozen=True, slots=True)
class Receipt:
    """The provider took the message."""

    provider_id: str = ""
    """The provider's own id, for status polling; empty where it gives none."""
    parts: int | None = None
    """SMS segments as the provider counted them."""
    cost: Decimal | None = None
    """Money, in the account's currency."""
    answer: str = ""
    """The provider's own words, kept in the journal."""
    new_address: str = ""
    """Where the person is reached from now on, if the provider said that it changed."""


class Scope(StrEnum):
    """Whom a `NotNow` holds up."""

    ROW = "row"
    ACCOUNT = "account"


class SendError(Exception):
    """Base of the answers that are certain. `answer` is the server's own text, without secrets."""

    def __init__(self, reason: Reason, answer: str = "") -> None:
        super().__init__(f"{reason}: {answer}" if answer else str(reason))
        self.reason = reason
        self.answer = answer


class Refused(SendError):
    """This person, this way: no. Never tried again by itself."""


class NotNow(SendError):
    """Certainly not sent; try later.

    `after` is in seconds, as the server said, or None for the ledger's own back-off.
    """

    def __init__(
        self,
        reason: Reason,
        answer: str = "",
        *,
        after: float | None = None,
        scope: Scope = Scope.ROW,
    ) -> None:
        super().__init__(reason, answer)
        self.after = after
        self.scope = scope


class AccountBroken(SendError):
    """Certainly not sent, and nothing will be until a person mends the account.

    `cure` is one sentence for the user, already translated; empty for the reason's own cure.
    """

    def __init__(self, reason: Reason, answer: str = "", *, cure: str = "") -> None:
        super().__init__(reason, answer)
        self.cure = cure
