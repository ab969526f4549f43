"""What a service's codes mean: the vocabulary in which the gateways write their tables."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from depesha.api import (
    AccountBroken,
    Fate,
    NotNow,
    Pending,
    Reason,
    Refused,
    Scope,
    SendError,
    StatusReport,
    _,
)


class Source(StrEnum):
    """How sure we are of a line of a table."""

    DOCUMENTED = "documented"
    CLIENTS = "seen in public client code"
    ASSUMED = "assumed"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an error code means for the message or the account."""

    kind: type[Refused] | type[NotNow] | type[AccountBroken]
    reason: Reason
    meaning: str
    """The service's own words, in English, for the table in the README."""
    source: Source = Source.DOCUMENTED
    after: float | None = None
    """Seconds to wait, for NotNow."""
    scope: Scope = Scope.ROW
    cure: str = ""
    """For AccountBroken: a sentence marked with `N_`."""

    def of(self, answer: str, after: float | None = None) -> SendError:
        """The exception to raise; `after` is what the service asked for, if it did."""
        if self.kind is NotNow:
            wait = self.after if after is None else after
            return NotNow(self.reason, answer, after=wait, scope=self.scope)
        if self.kind is AccountBroken:
            return AccountBroken(self.reason, answer, cure=_(self.cure))
        return self.kind(self.reason, answer)


UNKNOWN_CODE = Verdict(
    Refused,
    Reason.REFUSED,
    "any other code: the service says no, and that is certain",
    Source.ASSUMED,
)


def by_words(text: str, words: Iterable[tuple[str, Verdict]]) -> Verdict:
    """The verdict of the first words that the text contains, for services without codes."""
    lower = text.lower()
    return next((verdict for word, verdict in words if word in lower), UNKNOWN_CODE)


@dataclass(frozen=True, slots=True)
class Told:
    """What a status code means for a message that the service took."""

    fate: Fate
    meaning: str
    reason: Reason | None = None
    source: Source = Source.DOCUMENTED

    def report(self, pending: Pending, answer: str) -> StatusReport:
        """The report on that message."""
        return StatusReport(pending.key, self.fate, self.reason, answer)


UNKNOWN_STATUS = Told(
    Fate.UNDERWAY,
    "any other status: the service has the message, more is not known",
    source=Source.ASSUMED,
)
