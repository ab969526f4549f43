"""What an answer, or its absence, means for a delivery."""

import base64
import socket
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from dataclasses import fields
from decimal import Decimal
from typing import Any, NamedTuple
from urllib.parse import quote, quote_plus

from depesha.api.i18n import _
from depesha.api.message import Message
from depesha.api.outcome import AccountBroken, NotNow, Receipt, Refused, Scope, SendError
from depesha.api.reasons import Reason
from depesha.api.settings import Secret
from depesha.api.steps import Aside, Steps, Wait
from depesha.domain.states import State

ENDED = frozenset({Reason.NOT_SUBSCRIBED, Reason.BLOCKED_BY_RECIPIENT})
"""Refusals that end a subscription, where a channel's addresses are subscriptions."""
ANSWER_MAX = 1000
"""Characters of a server's answer that the journal keeps."""
AFTER_MAX = 30 * 86400.0
"""Seconds: who asks for a longer wait, or an endless one, does not mean it."""


class Outcome(NamedTuple):
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
    new_address: str | None = None
    """What the person's card is to hold from now on; '' where the subscription ended."""
    breaks_account: bool = False
    """Nothing goes until a person mends the account."""
    cure: str = ""
    reopen: bool = False
    """The session cannot be used any more."""


class Scrubber:
    """Takes the secrets of an account out of any text, whoever wrote it."""

    def __init__(self, settings: Any) -> None:
        values = (getattr(settings, f.name) for f in fields(settings))
        revealed = [v.reveal() for v in values if isinstance(v, Secret) and v]
        self._secrets = sorted({f for one in revealed for f in _forms(one)}, key=len, reverse=True)

    def __call__(self, text: object) -> str:
        words = "" if text is None else str(text)
        for secret in self._secrets:
            words = words.replace(secret, "•••")
        # Cut twice: a server may answer with megabytes.
        return one_line(words[: 8 * ANSWER_MAX])[:ANSWER_MAX]


def _forms(secret: str) -> set[str]:
    """A secret as it stands in texts, in URLs and so in what HTTP libraries say, in quotation
    marks, and in the base64 of a login."""
    forms = {quote(secret, safe=""), quote_plus(secret), quote(secret), repr(secret)[1:-1]}
    for shift in range(3):
        # What stands beside it changes the first and the last letters.
        letters = base64.b64encode(b"\0" * shift + secret.encode("utf-8", "replace")).decode()
        forms.add(letters.rstrip("=")[4 if shift else 0 : -1])
    # What is too short may be anything.
    return {secret} | {form for form in forms if len(form) >= 6}


def one_line(text: str) -> str:
    """A stranger's text in one line, without what no file and no terminal should get: control
    characters, and lone surrogates, which the database refuses."""
    if not text.isprintable():
        text = "".join(c if c.isprintable() else " " for c in text)
    return " ".join(text.split())


def try_send(
    send: Callable[[Message], Receipt], message: Message, scrub: Callable[[object], str]
) -> Outcome:
    """Hand one message over and judge what came back."""
    try:
        try:
            receipt = send(message)
        except (Refused, NotNow, AccountBroken) as answer:
            return _certain(answer, scrub)
        return _taken(receipt, scrub)
    # Anything else means: we do not know. A stranger's sys.exit() too must not end the lane.
    except BaseException as error:  # noqa: BLE001
        return _lost(error, scrub)


def try_steps(
    steps: Steps, scrub: Callable[[object], str]
) -> Generator[Wait | Aside, Any, Outcome]:
    """As `try_send`, step by step."""
    try:
        try:
            receipt = yield from steps
        except (Refused, NotNow, AccountBroken) as answer:
            return _certain(answer, scrub)
        return _taken(receipt, scrub)
    except BaseException as error:  # noqa: BLE001 - as above
        return _lost(error, scrub)


def try_many(
    send_many: Callable[[Sequence[Message]], Mapping[str, Receipt | SendError]],
    messages: Sequence[Message],
    scrub: Callable[[object], str],
) -> list[Outcome]:
    """Hand several over in one request and judge what came back of each, in their order."""
    try:
        try:
            said = send_many(messages)
        except (Refused, NotNow, AccountBroken) as answer:
            return [_certain(answer, scrub)] * len(messages)
        return [_of_one(said.get(message.key), scrub) for message in messages]
    except BaseException as error:  # noqa: BLE001 - as above
        return [_lost(error, scrub)] * len(messages)


def _of_one(said: Any, scrub: Callable[[object], str]) -> Outcome:
    if said is None:
        words = _("The provider said nothing of this message.")
        return Outcome(State.UNKNOWN, Reason.LOST_ANSWER, words, reopen=True)
    try:
        if isinstance(said, Refused | NotNow | AccountBroken):
            return _certain(said, scrub)
        return _taken(said, scrub)
    # What cannot be read of one answer says nothing of the others.
    except BaseException as error:  # noqa: BLE001
        return _lost(error, scrub)


def _lost(error: BaseException, scrub: Callable[[object], str]) -> Outcome:
    return Outcome(State.UNKNOWN, Reason.LOST_ANSWER, scrub(describe(error)), reopen=True)


def _taken(receipt: Any, scrub: Callable[[object], str]) -> Outcome:
    if not isinstance(receipt, Receipt):
        # A stranger's plugin forgot to answer; perhaps it sent.
        words = f"{type(receipt).__name__} instead of a Receipt"
        return Outcome(State.UNKNOWN, Reason.LOST_ANSWER, words, reopen=True)
    return Outcome(
        State.ACCEPTED,
        answer=scrub(receipt.answer),
        provider_id=one_line(str(receipt.provider_id or "")),
        parts=whole_number(receipt.parts),
        cost=amount(receipt.cost),
        new_address=one_line(str(receipt.new_address or "")) or None,
    )


# Plugins are typed, the answers that they pass on are not: what the database cannot keep must not
# end the engine, least of all after the message went.


def whole_number(value: Any) -> int | None:
    """The number of parts that a provider named, if it is one."""
    try:
        number = int(value)
    except (TypeError, ValueError, OverflowError):
        return None
    return number if 0 <= number < 2**31 else None


def amount(value: Any) -> Decimal | None:
    """The money that a provider named, if it is some."""
    try:
        found = Decimal(str(value))
    except ArithmeticError:
        return None
    return found if found.is_finite() else None


def _seconds(asked: Any) -> float | None:
    try:
        seconds = float(asked)
    except (TypeError, ValueError, OverflowError):
        return None
    # Zero would be an endless loop of tries; the ledger's own back-off serves.
    return min(seconds, AFTER_MAX) if seconds > 0 else None


def _certain(answer: Refused | NotNow | AccountBroken, scrub: Callable[[object], str]) -> Outcome:
    reason, words = scrub(answer.reason), scrub(answer.answer)
    if isinstance(answer, Refused):
        ended = "" if reason in ENDED else None
        return Outcome(State.FAILED, reason, words, new_address=ended)
    if isinstance(answer, AccountBroken):
        cure = scrub(answer.cure)
        return Outcome(State.QUEUED, reason, words, breaks_account=True, cure=cure, reopen=True)
    whole = answer.scope is Scope.ACCOUNT
    return Outcome(
        State.QUEUED if whole else State.WAITING,
        reason,
        words,
        after=_seconds(answer.after),
        holds_account=whole,
        reopen=whole,
    )


def connecting(error: BaseException, scrub: Callable[[object], str]) -> Outcome:
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
    return " ← ".join(_said(e) for e in chain if e is not None)


def _said(error: BaseException) -> str:
    try:
        words = str(error)
    except Exception:  # noqa: BLE001 - a stranger's __str__
        words = ""
    return f"{type(error).__name__}: {words}".rstrip(": ")
