"""What an answer, or its absence, means for a delivery."""

import socket
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Any

from depesha.api.message import Message
from depesha.api.outcome import AccountBroken, NotNow, Receipt, Refused, Scope
from depesha.api.reasons import Reason
from depesha.api.settings import Secret
from depesha.domain.states import State

ANSWER_MAX = 1000
"""Characters of a server's answer that the journal keeps."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One try, judged."""

    state: State
    reason: str = ""
    answer: str = ""
    provider_id: str = ""
    parts: int | None = None
    cost: Decimal | None = None
    after: float | None = None
    """Seconds that the server asked to wait."""
    holds_account: bool = False
    """The account waits, this row does not count as failed."""
    breaks_account: bool = False
    """Nothing goes until a person mends the account."""
    cure: str = ""
    reopen: bool = False
    """The session cannot be used any more."""


class Scrubber:
    """Takes the secrets of an account out of any text, whoever wrote it."""

    def __init__(self, settings: Any) -> None:
        values = (getattr(settings, f.name) for f in fields(settings))
        revealed = (v.reveal() for v in values if isinstance(v, Secret) and v)
        self._secrets = sorted(revealed, key=len, reverse=True)

    def __call__(self, text: str) -> str:
        for secret in self._secrets:
            text = text.replace(secret, "•••")
        return " ".join(text.split())[:ANSWER_MAX]


def try_send(
    send: Callable[[Message], Receipt], message: Message, scrub: Callable[[str], str]
) -> Outcome:
    """Hand one message over and judge what came back."""
    try:
        receipt = send(message)
    except (Refused, NotNow, AccountBroken) as answer:
        return _certain(answer, scrub)
    except Exception as error:  # noqa: BLE001 - anything else means: we do not know
        return Outcome(
            State.UNKNOWN, Reason.LOST_ANSWER, scrub(describe(error)), reopen=True
        )  # fmt: skip
    return _taken(receipt, scrub)


def _taken(receipt: Any, scrub: Callable[[str], str]) -> Outcome:
    if not isinstance(receipt, Receipt):
        # A stranger's plugin forgot to answer; perhaps it sent.
        words = f"{type(receipt).__name__} instead of a Receipt"
        return Outcome(State.UNKNOWN, Reason.LOST_ANSWER, words, reopen=True)
    return Outcome(
        State.ACCEPTED,
        answer=scrub(receipt.answer),
        provider_id=receipt.provider_id,
        parts=receipt.parts,
        cost=receipt.cost,
    )


def _certain(answer: Refused | NotNow | AccountBroken, scrub: Callable[[str], str]) -> Outcome:
    words = scrub(answer.answer)
    if isinstance(answer, Refused):
        return Outcome(State.FAILED, answer.reason, words)
    if isinstance(answer, AccountBroken):
        return Outcome(
            State.QUEUED, answer.reason, words, breaks_account=True, cure=answer.cure, reopen=True
        )
    whole = answer.scope is Scope.ACCOUNT
    return Outcome(
        State.QUEUED if whole else State.WAITING,
        answer.reason,
        words,
        after=answer.after,
        holds_account=whole,
        reopen=whole,
    )


def connecting(error: Exception, scrub: Callable[[str], str]) -> Outcome:
    """Why a session could not be opened: certainly nothing left."""
    if isinstance(error, Refused | NotNow | AccountBroken):
        found = _certain(error, scrub)
        if found.breaks_account:
            return found
        return Outcome(
            State.QUEUED, found.reason, found.answer, after=found.after, holds_account=True
        )
    words = scrub(describe(error))
    if isinstance(error, TimeoutError | socket.timeout):
        return Outcome(State.QUEUED, Reason.TIMEOUT, words, holds_account=True)
    if isinstance(error, OSError):
        return Outcome(State.QUEUED, Reason.CONNECTION, words, holds_account=True)
    # A fault of the plugin: trying again will not mend it.
    return Outcome(State.QUEUED, Reason.CONFIGURATION, words, breaks_account=True)


def describe(error: BaseException) -> str:
    """An exception in one line, with what caused it."""
    chain: Iterable[BaseException | None] = (error, error.__cause__)
    return " ← ".join(f"{type(e).__name__}: {e}".rstrip(": ") for e in chain if e is not None)
