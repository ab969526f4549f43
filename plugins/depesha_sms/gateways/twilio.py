"""Twilio, the Messages resource. Facts: the tables of the plugin's README.

The service gives the ids, so a lost answer stays unknown: there is nothing to ask it by. What went
wrong stands as a number of five digits in `code`.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, ClassVar
from urllib.parse import quote

from depesha.api import (
    N_,
    AccountBroken,
    Context,
    Fate,
    Gateway,
    GatewaySettings,
    Message,
    Money,
    NotNow,
    Pending,
    Reason,
    Receipt,
    Refused,
    Scope,
    Secret,
    Session,
    StatusReport,
    secret,
    setting,
)
from depesha_sms.answers import Answer
from depesha_sms.settings import HttpSettings, inherited
from depesha_sms.shown import account_known
from depesha_sms.values import amount, name, whole
from depesha_sms.verdicts import UNKNOWN_CODE, UNKNOWN_STATUS, Source, Told, Verdict
from depesha_sms.wire import Wire, open_wire

LONGEST = 1600
_SERVICE = "MG"
"""How the id of a Messaging Service begins, which may stand where a sender stands."""

CODES = {
    20003: Verdict(AccountBroken, Reason.LOGIN, "wrong Account SID or Auth Token"),
    20005: Verdict(AccountBroken, Reason.NO_MONEY, "the account is not active", Source.CLIENTS),
    20404: Verdict(AccountBroken, Reason.LOGIN, "no such account"),
    20429: Verdict(NotNow, Reason.THROTTLED, "too many requests", scope=Scope.ACCOUNT),
    21211: Verdict(Refused, Reason.ADDRESS_REJECTED, "invalid To number"),
    21212: Verdict(AccountBroken, Reason.SENDER_REJECTED, "invalid From number"),
    21408: Verdict(Refused, Reason.POLICY, "this country is not switched on in the account"),
    21602: Verdict(Refused, Reason.CONTENT, "no text"),
    21603: Verdict(AccountBroken, Reason.SENDER_REJECTED, "no From number"),
    21606: Verdict(AccountBroken, Reason.SENDER_REJECTED, "this From number cannot send SMS"),
    21608: Verdict(Refused, Reason.POLICY, "a trial account sends to verified numbers only"),
    21610: Verdict(Refused, Reason.BLOCKED_BY_RECIPIENT, "the person answered STOP"),
    21611: Verdict(
        NotNow,
        Reason.THROTTLED,
        "the queue of this From number is full",
        after=600,
        scope=Scope.ACCOUNT,
    ),
    21612: Verdict(Refused, Reason.UNREACHABLE, "no way from this From to this To"),
    21614: Verdict(Refused, Reason.ADDRESS_REJECTED, "not a mobile number"),
    21617: Verdict(Refused, Reason.TOO_MANY_PARTS, "longer than 1600 characters"),
    21659: Verdict(AccountBroken, Reason.SENDER_REJECTED, "this From is not of Twilio"),
    21660: Verdict(AccountBroken, Reason.SENDER_REJECTED, "this From is not of the account"),
    21703: Verdict(AccountBroken, Reason.SENDER_REJECTED, "the Messaging Service has no numbers"),
    21730: Verdict(
        NotNow, Reason.PROVIDER_ERROR, "maintenance, try later", after=600, scope=Scope.ACCOUNT
    ),
    63038: Verdict(AccountBroken, Reason.QUOTA, "the account's limit of the day is used up"),
}

STATUSES = {
    "accepted": Told(Fate.UNDERWAY, "taken by the Messaging Service"),
    "scheduled": Told(Fate.UNDERWAY, "waits for its time"),
    "queued": Told(Fate.UNDERWAY, "waits to be sent"),
    "sending": Told(Fate.UNDERWAY, "being handed over"),
    "sent": Told(Fate.UNDERWAY, "taken by the operator"),
    "delivered": Told(Fate.DELIVERED, "delivered"),
    "read": Told(Fate.READ, "read"),
    "undelivered": Told(Fate.FAILED, "not delivered", Reason.UNREACHABLE),
    "failed": Told(Fate.FAILED, "not sent", Reason.REFUSED),
    "canceled": Told(Fate.FAILED, "taken back", Reason.STOPPED),
}

FAILURES = {
    30001: Told(Fate.FAILED, "the queue overflowed", Reason.THROTTLED),
    30002: Told(Fate.FAILED, "the account was suspended meanwhile", Reason.NO_MONEY),
    30003: Told(Fate.FAILED, "the phone cannot be reached", Reason.UNREACHABLE),
    30004: Told(Fate.FAILED, "blocked", Reason.BLOCKED_BY_RECIPIENT),
    30005: Told(Fate.FAILED, "no such phone", Reason.ADDRESS_REJECTED),
    30006: Told(Fate.FAILED, "a landline, or an operator without SMS", Reason.ADDRESS_REJECTED),
    30007: Told(Fate.FAILED, "filtered as unwanted", Reason.SPAM),
    30008: Told(Fate.FAILED, "unknown error", Reason.UNREACHABLE),
}
"""Why a message is `undelivered` or `failed`, by its `error_code`."""
NOT_FOUND = Told(Fate.NOT_FOUND, "code 20404 for the message's id")


@dataclass(frozen=True, kw_only=True)
class TwilioSettings(HttpSettings):
    """An account at Twilio."""

    login: str = setting(
        "", title=N_("Account SID"), required=True, pattern="AC[0-9a-fA-F]{32}",
        help=N_("AC and 32 characters, on the first page of the console."),
    )  # fmt: skip
    api_key: Secret = secret(title=N_("Auth Token"), required=True)
    sender: str = inherited(
        "sender",
        "",
        required=True,
        help=N_("A number with plus, a sender name, or the id of a Messaging Service (MG…)."),
    )


class Twilio(Gateway[TwilioSettings]):
    """Twilio, a service with numbers in many countries. Needs the Account SID and the Auth Token
    from the first page of its console, and a sender: a number bought there, a sender name, or the
    id of a Messaging Service. To try it without paying, enter the test credentials of the
    console."""

    id: ClassVar[str] = "twilio"
    title: ClassVar[str] = N_("Twilio")
    settings: ClassVar[type[GatewaySettings]] = TwilioSettings
    base_url: ClassVar[str] = "https://api.twilio.com"
    terms: ClassVar[str] = "https://www.twilio.com/legal/tos"

    @staticmethod
    @contextmanager
    def connect(settings: TwilioSettings, context: Context) -> Iterator[Session]:
        """Nothing is asked before the first message."""
        login = (settings.login, settings.api_key)
        with open_wire(settings, context, Twilio.base_url, basic=login) as wire:
            yield TwilioSession(settings, wire)


class TwilioSession:
    """Forms in, JSON out; errors by HTTP status and `code`."""

    def __init__(self, settings: TwilioSettings, wire: Wire) -> None:
        by_service = settings.sender.startswith(_SERVICE)
        self._sender = {"MessagingServiceSid" if by_service else "From": settings.sender}
        self._account = f"/2010-04-01/Accounts/{quote(settings.login, safe='')}"
        self._wire = wire

    def send(self, message: Message, /) -> Receipt:
        """One message; numbers go with their plus. The price is told later, with the status."""
        form = {"To": message.address, "Body": message.text, **self._sender}
        answer = self._wire.post(f"{self._account}/Messages.json", form=form)
        data = _checked(answer)
        if not (given := name(data.get("sid"))):
            raise answer.meaningless()
        # A Messaging Service counts when it has chosen a number: until then it says 0.
        return Receipt(provider_id=given, parts=_parts(data), answer=answer.brief)

    def balance(self) -> Money:
        """What is left on the account."""
        answer = self._wire.get(f"{self._account}/Balance.json")
        data = _checked(answer)
        return Money(answer.money(data.get("balance")).amount, name(data.get("currency")))

    def test(self) -> str:
        """Asks for the balance."""
        return account_known(Twilio.title, self.balance())

    def poll_status(self, pending: Sequence[Pending], /) -> Iterable[StatusReport]:
        """One request each; not for those whose id was lost with the answer."""
        for one in pending:
            if not one.provider_id:
                continue
            answer = self._wire.get(
                f"{self._account}/Messages/{quote(one.provider_id, safe='')}.json"
            )
            data = answer.envelope()
            if _code(data, "code") == 20404:
                yield NOT_FOUND.report(one, answer.brief)
                continue
            if answer.status >= 400:
                raise answer.meaningless()
            yield _report(one, data)


def _checked(answer: Answer) -> dict[str, Any]:
    """The answer to a request that was obeyed."""
    data = answer.envelope()
    # A fault inside the service (5xx) leaves open how far it got.
    if answer.status >= 500 or (answer.status >= 400 and "code" not in data):
        raise answer.meaningless()
    if answer.status >= 400:
        raise CODES.get(_code(data, "code"), UNKNOWN_CODE).of(answer.brief)
    return data


def _report(one: Pending, data: dict[str, Any]) -> StatusReport:
    status, code = str(data.get("status", "")), _code(data, "error_code")
    told = STATUSES.get(status, UNKNOWN_STATUS)
    if told.fate is Fate.FAILED:
        told = FAILURES.get(code, told)
    words = f"status {status[:50]}" + (f", error {code}" if code else "")
    cost = amount(data.get("price"))
    # What is paid is told as a negative amount.
    return StatusReport(
        one.key, told.fate, told.reason, words, _parts(data), None if cost is None else abs(cost)
    )


def _parts(data: dict[str, Any]) -> int | None:
    return whole(data.get("num_segments")) or None


def _code(data: dict[str, Any], field: str) -> int:
    return whole(data.get(field)) or 0
