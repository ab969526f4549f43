"""The closed lists of what a delivery and a mailing can be, and which way they may go."""

from enum import StrEnum

from depesha.api.fate import Fate


class State(StrEnum):
    """Of one delivery: one person in one mailing."""

    QUEUED = "queued"
    SENDING = "sending"
    """The intention is on disk; the answer is not."""
    RESERVED = "reserved"
    """Goes only if the person is not reached by another channel; see `store.chains`."""
    WAITING = "waiting"
    """Certainly not sent; will be tried again."""
    ACCEPTED = "accepted"
    """The provider took it."""
    DELIVERED = "delivered"
    READ = "read"
    FAILED = "failed"
    BOUNCED = "bounced"
    EXPIRED = "expired"
    UNKNOWN = "unknown"
    """Perhaps it went. Never sent again without a person's word."""
    SKIPPED = "skipped"
    """Left out before sending, with a reason."""
    CANCELLED = "cancelled"
    SPARED = "spared"
    """Was in reserve, and another channel reached the person."""


class MailingState(StrEnum):
    """Of one mailing."""

    DRAFT = "draft"
    """Planned, shown, not yet released."""
    RUNNING = "running"
    """Goes, or will go when its time comes."""
    PAUSED = "paused"
    HELD = "held"
    """Stopped by the program; goes on only after a person looked: a missed start, a restored
    database, a broken account."""
    STOPPED = "stopped"
    DONE = "done"


class Mode(StrEnum):
    """Of one channel, in the settings."""

    OFF = "off"
    TEST = "test"
    ON = "on"


NOT_REACHED = frozenset(
    {State.FAILED, State.BOUNCED, State.EXPIRED, State.SKIPPED, State.CANCELLED, State.UNKNOWN}
)
"""Whom *send to those not reached* offers; of `unknown` it asks."""

_BY_FATE = {
    Fate.DELIVERED: State.DELIVERED,
    Fate.READ: State.READ,
    Fate.FAILED: State.FAILED,
    Fate.EXPIRED: State.EXPIRED,
    Fate.NOT_FOUND: State.FAILED,
}
_RANK = {State.UNKNOWN: 0, State.ACCEPTED: 1, State.EXPIRED: 2, State.FAILED: 2, State.BOUNCED: 2,
         State.DELIVERED: 3, State.READ: 4}  # fmt: skip


def after_report(now: State, fate: Fate) -> State:
    """The state after a provider's report. Reports arrive out of order and never step back."""
    if fate is Fate.UNDERWAY:
        return State.ACCEPTED if now is State.UNKNOWN else now
    if fate is Fate.NOT_FOUND and now is not State.UNKNOWN:
        return now
    new = _BY_FATE[fate]
    return new if _RANK.get(new, -1) > _RANK.get(now, 9) else now


TOTALS = (
    "queued", "waiting", "accepted", "delivered", "failed", "unknown", "skipped", "cancelled",
    "reserved",
)  # fmt: skip
"""The nine numbers people are shown, in this order."""

_TOTAL_OF = {
    State.SENDING: "queued",
    State.SPARED: "reserved",
    State.READ: "delivered",
    State.BOUNCED: "failed",
    State.EXPIRED: "failed",
}


def totals(counts: dict[State, int]) -> dict[str, int]:
    """Counts by state as the nine numbers people are shown; each person in exactly one."""
    result = dict.fromkeys(TOTALS, 0)
    for state, count in counts.items():
        result[_TOTAL_OF.get(state, str(state))] += count
    return result


def states_of(total: str) -> tuple[State, ...]:
    """The states that one of the nine numbers counts."""
    return tuple(state for state in State if _TOTAL_OF.get(state, str(state)) == total)
