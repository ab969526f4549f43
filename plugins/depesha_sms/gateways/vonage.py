"""Vonage (once Nexmo), the SMS API. Facts: the tables of the plugin's README.

The service gives the ids, and tells what became of a message only to a server of the customer's
own (a webhook): an accepted message stays accepted, a lost answer unknown.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, ClassVar

from depesha.api import (
    N_,
    AccountBroken,
    Context,
    Gateway,
    GatewaySettings,
    Message,
    Money,
    NotNow,
    Reason,
    Receipt,
    Refused,
    Scope,
    Secret,
    Session,
    secret,
    setting,
)
from depesha_sms.answers import Answer
from depesha_sms.settings import HttpSettings, inherited
from depesha_sms.shown import account_known
from depesha_sms.values import amount, digits, name, whole
from depesha_sms.verdicts import UNKNOWN_CODE, Source, Verdict
from depesha_sms.wire import Wire, open_wire

_OK = 0
_EURO = "EUR"

CODES = {
    1: Verdict(NotNow, Reason.THROTTLED, "faster than the account may", after=1),
    2: Verdict(AccountBroken, Reason.CONFIGURATION, "a parameter is missing"),
    3: Verdict(Refused, Reason.REFUSED, "a parameter is invalid"),
    4: Verdict(AccountBroken, Reason.LOGIN, "wrong or disabled key or secret"),
    6: Verdict(Refused, Reason.ADDRESS_REJECTED, "no way to this number"),
    7: Verdict(Refused, Reason.SUPPRESSED, "the number is on a black list"),
    8: Verdict(AccountBroken, Reason.LOGIN, "the account is barred"),
    9: Verdict(AccountBroken, Reason.NO_MONEY, "not enough money"),
    10: Verdict(NotNow, Reason.THROTTLED, "too many connections", after=60, scope=Scope.ACCOUNT),
    11: Verdict(AccountBroken, Reason.CONFIGURATION, "the account may not use this API"),
    12: Verdict(Refused, Reason.TOO_MANY_PARTS, "too long"),
    14: Verdict(AccountBroken, Reason.LOGIN, "wrong signature"),
    15: Verdict(AccountBroken, Reason.SENDER_REJECTED, "the sender is not allowed"),
    22: Verdict(AccountBroken, Reason.CONFIGURATION, "wrong network code"),
    23: Verdict(AccountBroken, Reason.CONFIGURATION, "wrong callback address"),
    29: Verdict(Refused, Reason.POLICY, "a trial account sends to listed numbers only"),
    33: Verdict(Refused, Reason.ADDRESS_REJECTED, "the number is not in use", Source.CLIENTS),
}
_FAULT_INSIDE = 5
"""An error inside the service leaves open how far it got."""


@dataclass(frozen=True, kw_only=True)
class VonageSettings(HttpSettings):
    """An account at Vonage."""

    login: str = setting("", title=N_("API key"), required=True)
    api_key: Secret = secret(title=N_("API secret"), required=True)
    sender: str = inherited(
        "sender", "", required=True, help=N_("Your number there, or a registered name.")
    )


class Vonage(Gateway[VonageSettings]):
    """Vonage, once Nexmo: a service with ways into many countries. Needs the API key and the API
    secret from the first page of its dashboard, and a sender. It tells nobody but a web server
    what became of a message, so messages stay at “accepted” here."""

    id: ClassVar[str] = "vonage"
    title: ClassVar[str] = N_("Vonage")
    settings: ClassVar[type[GatewaySettings]] = VonageSettings
    base_url: ClassVar[str] = "https://rest.nexmo.com"
    terms: ClassVar[str] = "https://www.vonage.com/legal/"

    @staticmethod
    @contextmanager
    def connect(settings: VonageSettings, context: Context) -> Iterator[Session]:
        """Nothing is asked before the first message."""
        login = (settings.login, settings.api_key)
        with open_wire(settings, context, Vonage.base_url, basic=login) as wire:
            yield VonageSession(settings.sender, wire)


class VonageSession:
    """Forms in, JSON out; HTTP 200 for errors too, each part of a text answered by itself."""

    def __init__(self, sender: str, wire: Wire) -> None:
        self._sender = digits(sender)
        self._wire = wire

    def send(self, message: Message, /) -> Receipt:
        """One message under our own reference, which stands in the service's own reports."""
        form = {
            "from": self._sender,
            "to": digits(message.address),
            "text": message.text,
            "client-ref": message.key,
            # What does not fit the alphabet of "text" would arrive as question marks.
            "type": "text" if _is_plain(message.text) else "unicode",
        }
        return _receipt(self._wire.post("/sms/json", form=form))

    def balance(self) -> Money:
        """What is left on the account, in euros."""
        answer = self._wire.get("/account/get-balance")
        return Money(answer.money(answer.envelope().get("value")).amount, _EURO)

    def test(self) -> str:
        """Asks for the balance."""
        return account_known(Vonage.title, self.balance())


def _receipt(answer: Answer) -> Receipt:
    """The parts of one text: taken where one of them was, for then it went, if not whole."""
    parts = answer.envelope().get("messages")
    known = [one for one in parts if isinstance(one, dict)] if isinstance(parts, list) else []
    taken = [one for one in known if _status(one) == _OK and name(one.get("message-id"))]
    if taken:
        cost = sum(filter(None, (amount(one.get("message-price")) for one in taken)))
        return Receipt(
            provider_id=name(taken[0]["message-id"]), parts=len(taken),
            cost=cost or None, answer=answer.brief,
        )  # fmt: skip
    if not known or answer.status >= 500 or _status(known[0]) in {None, _OK, _FAULT_INSIDE}:
        raise answer.meaningless()
    raise CODES.get(_status(known[0]) or 0, UNKNOWN_CODE).of(answer.brief)


def _is_plain(text: str) -> bool:
    """Whether GSM-7 has all of its characters."""
    from gsm0338 import Codec

    try:
        Codec().encode(text)
    except UnicodeError:
        return False
    return True


def _status(part: dict[str, Any]) -> int | None:
    return whole(part.get("status"))
