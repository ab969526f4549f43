"""SMS Aero, API version 2. Facts: the tables of the plugin's README.

The service gives the ids, so a lost answer stays unknown: there is nothing to ask it by. It says
what went wrong in words and by the names of the fields that it did not like.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, ClassVar

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
from depesha_sms.settings import TriableSettings
from depesha_sms.shown import account_known
from depesha_sms.values import amount, digits, name, whole
from depesha_sms.verdicts import UNKNOWN_STATUS, Source, Told, Verdict, by_words
from depesha_sms.wire import Wire, open_wire

LONGEST = 640
_COMMON_SENDER = "SMS Aero"
"""The signature that every account may use."""

FIELDS = {
    "number": Verdict(
        Refused, Reason.ADDRESS_REJECTED, "wrong phone number", source=Source.CLIENTS
    ),
    "text": Verdict(Refused, Reason.CONTENT, "the text is not taken", source=Source.ASSUMED),
    "sign": Verdict(
        AccountBroken, Reason.SENDER_REJECTED, "no such signature", source=Source.ASSUMED
    ),
}
"""By the field that `data` complains of."""

WORDS = (
    ("no credits", Verdict(AccountBroken, Reason.NO_MONEY, "no credits", source=Source.CLIENTS)),
    ("not enough", Verdict(AccountBroken, Reason.NO_MONEY, "no money", source=Source.ASSUMED)),
    ("credentials", Verdict(AccountBroken, Reason.LOGIN, "wrong login", source=Source.CLIENTS)),
    (
        "too many",
        Verdict(
            NotNow,
            Reason.THROTTLED,
            "too many requests",
            source=Source.ASSUMED,
            scope=Scope.ACCOUNT,
        ),
    ),
)
"""By words of `message`, `result` or `reason`; the first that fits."""

STATUSES = {
    0: Told(Fate.UNDERWAY, "in the queue", source=Source.CLIENTS),
    1: Told(Fate.DELIVERED, "delivered", source=Source.CLIENTS),
    2: Told(Fate.FAILED, "not delivered", Reason.UNREACHABLE, Source.CLIENTS),
    3: Told(Fate.UNDERWAY, "handed over", source=Source.CLIENTS),
    4: Told(Fate.UNDERWAY, "waits for its status", source=Source.CLIENTS),
    6: Told(Fate.FAILED, "rejected", Reason.REFUSED, Source.CLIENTS),
    8: Told(Fate.UNDERWAY, "being looked at by a moderator", source=Source.CLIENTS),
}


@dataclass(frozen=True, kw_only=True)
class SmsAeroSettings(TriableSettings):
    """An account at SMS Aero."""

    login: str = setting("", title=N_("Login"), help=N_("Your e-mail there."), required=True)
    api_key: Secret = secret(title=N_("API key"), required=True)


class SmsAero(Gateway[SmsAeroSettings]):
    """SMS Aero. Needs the e-mail that you log in with and the key for the API. The sender name is a
    signature of your account; without one the messages come from “SMS Aero”."""

    id: ClassVar[str] = "smsaero"
    title: ClassVar[str] = N_("SMS Aero")
    settings: ClassVar[type[GatewaySettings]] = SmsAeroSettings
    base_url: ClassVar[str] = "https://gate.smsaero.ru/v2"
    terms: ClassVar[str] = "https://smsaero.ru"

    @staticmethod
    @contextmanager
    def connect(settings: SmsAeroSettings, context: Context) -> Iterator[Session]:
        """Nothing is asked before the first message."""
        login = (settings.login, settings.api_key)
        with open_wire(settings, context, SmsAero.base_url, basic=login) as wire:
            yield SmsAeroSession(settings, wire)


class SmsAeroSession:
    """JSON both ways; `success` tells, not the HTTP status."""

    def __init__(self, settings: SmsAeroSettings, wire: Wire) -> None:
        self._sender = settings.sender or _COMMON_SENDER
        self._pages = "/sms/test" if settings.trial else "/sms/"
        self._wire = wire

    def send(self, message: Message, /) -> Receipt:
        """One message to one number."""
        number = digits(message.address)
        answer, data = self._call(
            f"{self._pages}send", {"number": number, "text": message.text, "sign": self._sender}
        )
        if not (given := name(data.get("id"))):
            raise answer.meaningless()
        return Receipt(provider_id=given, cost=amount(data.get("cost")), answer=answer.brief)

    def balance(self) -> Money:
        """What is left on the account."""
        answer, data = self._call("/balance", {})
        return answer.money(data.get("balance"))

    def test(self) -> str:
        """Asks for the balance."""
        return account_known(SmsAero.title, self.balance())

    def poll_status(self, pending: Sequence[Pending], /) -> Iterable[StatusReport]:
        """One request each; not for those whose id was lost with the answer."""
        for one in pending:
            if not one.provider_id:
                continue
            try:
                _answer, data = self._call(f"{self._pages}status", {"id": one.provider_id})
            except Refused:
                continue
            status = whole(data.get("status"))
            told = STATUSES.get(-1 if status is None else status, UNKNOWN_STATUS)
            yield told.report(one, f"status {data.get('status')}")

    def _call(self, path: str, body: dict[str, str]) -> tuple[Answer, dict[str, Any]]:
        answer = self._wire.post(path, body=body)
        told = answer.envelope()
        if told.get("success") is not True:
            raise _failure(answer, told)
        data = told.get("data")
        if isinstance(data, list) and len(data) == 1:
            data = data[0]
        return answer, data if isinstance(data, dict) else {}


def _failure(answer: Answer, told: dict[str, Any]) -> Exception:
    # A fault inside the service leaves open how far it got.
    if answer.status >= 500 or not told.keys() & {"success", "result"}:
        return answer.meaningless()
    data = told.get("data")
    fields = data.keys() if isinstance(data, dict) else ()
    for field, verdict in FIELDS.items():
        if field in fields:
            return verdict.of(answer.brief)
    words = " ".join(str(told.get(key, "")) for key in ("message", "result", "reason"))
    return by_words(words, WORDS).of(answer.brief)
