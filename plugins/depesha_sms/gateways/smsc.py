"""SMSC.ru (the same system as smscentre.com). Facts: the tables of the plugin's README.

The service lets us choose a message's id, which is the delivery's key: so a lost answer can be
settled by asking for that id. It does not make a second request harmless: ids need not be unique
there, only a copy of a request within a minute is refused (code 9).
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import ClassVar

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
from depesha_sms.settings import HttpSettings
from depesha_sms.shown import account_known
from depesha_sms.values import amount, digits, name, own_id, whole
from depesha_sms.verdicts import UNKNOWN_CODE, UNKNOWN_STATUS, Source, Told, Verdict
from depesha_sms.wire import Wire, open_wire

LONGEST = 1000
_ID_LENGTH = 40
_ASKED_AT_ONCE = 500
"""Messages in one status request; the service allows one such request a minute."""

CODES = {
    1: Verdict(Refused, Reason.REFUSED, "error in the parameters"),
    2: Verdict(AccountBroken, Reason.LOGIN, "wrong login or password, or an address not allowed"),
    3: Verdict(AccountBroken, Reason.NO_MONEY, "not enough money"),
    4: Verdict(
        NotNow,
        Reason.THROTTLED,
        "our network address is blocked for a while",
        after=600,
        scope=Scope.ACCOUNT,
    ),
    5: Verdict(Refused, Reason.REFUSED, "wrong date"),
    6: Verdict(Refused, Reason.POLICY, "the message is forbidden, by its text or its sender"),
    7: Verdict(Refused, Reason.ADDRESS_REJECTED, "wrong format of the phone number"),
    8: Verdict(Refused, Reason.UNREACHABLE, "cannot be delivered to this number"),
    9: Verdict(NotNow, Reason.THROTTLED, "the same request within a minute, or too many", after=60),
}

STATUSES = {
    -3: Told(Fate.NOT_FOUND, "not found"),
    -2: Told(Fate.FAILED, "stopped", Reason.REFUSED),
    -1: Told(Fate.UNDERWAY, "waits to be sent"),
    0: Told(Fate.UNDERWAY, "handed to the operator"),
    1: Told(Fate.DELIVERED, "delivered"),
    2: Told(Fate.READ, "read"),
    3: Told(Fate.EXPIRED, "expired"),
    4: Told(Fate.READ, "its link was opened"),
    20: Told(Fate.FAILED, "cannot be delivered", Reason.UNREACHABLE, Source.CLIENTS),
    22: Told(Fate.FAILED, "wrong number", Reason.ADDRESS_REJECTED, Source.CLIENTS),
    23: Told(Fate.FAILED, "forbidden", Reason.POLICY, Source.CLIENTS),
    24: Told(Fate.FAILED, "not enough money", Reason.NO_MONEY, Source.CLIENTS),
    25: Told(Fate.FAILED, "number not available", Reason.UNREACHABLE, Source.CLIENTS),
}


@dataclass(frozen=True, kw_only=True)
class SmscSettings(HttpSettings):
    """An account at SMSC.ru."""

    login: str = setting("", title=N_("Login"), required=True)
    password: Secret = secret(title=N_("Password"), required=True)


class Smsc(Gateway[SmscSettings]):
    """SMSC.ru. Needs the login and the password of your account there; for the password you may
    also use the separate one for the API. The sender name must be registered with the service."""

    id: ClassVar[str] = "smsc"
    title: ClassVar[str] = N_("SMSC.ru")
    settings: ClassVar[type[GatewaySettings]] = SmscSettings
    base_url: ClassVar[str] = "https://smsc.ru"
    terms: ClassVar[str] = "https://smsc.ru"

    @staticmethod
    @contextmanager
    def connect(settings: SmscSettings, context: Context) -> Iterator[Session]:
        """Nothing is asked before the first message."""
        with open_wire(settings, context, Smsc.base_url) as wire:
            yield SmscSession(settings, wire)


class SmscSession:
    """Talks to `/sys/*.php`, which answer 200 whatever happened."""

    def __init__(self, settings: SmscSettings, wire: Wire) -> None:
        self._settings = settings
        self._wire = wire

    def send(self, message: Message, /) -> Receipt:
        """One message under its own id; `cost=3` sends and tells the price."""
        chosen = own_id(message.key, _ID_LENGTH)
        answer = self._call("send", **self._text(message), id=chosen, cost="3")
        data = answer.envelope()
        if not (given := name(data.get("id"))):
            raise answer.meaningless()
        cost, parts = amount(data.get("cost")), whole(data.get("cnt"))
        return Receipt(provider_id=given, parts=parts, cost=cost, answer=answer.brief)

    def price(self, message: Message, /) -> Money:
        """`cost=1` tells the price and sends nothing."""
        answer = self._call("send", **self._text(message), cost="1")
        return answer.money(answer.envelope().get("cost"))

    def balance(self) -> Money:
        """What is left on the account."""
        answer = self._call("balance")
        return answer.money(answer.envelope().get("balance"))

    def test(self) -> str:
        """Asks for the balance."""
        return account_known(Smsc.title, self.balance())

    def poll_status(self, pending: Sequence[Pending], /) -> Iterable[StatusReport]:
        """Asks for the first 500 by our own ids, so lost answers are settled too."""
        asked = {own_id(one.key, _ID_LENGTH): one for one in pending[:_ASKED_AT_ONCE]}
        if not asked:
            return
        # The comma at the end keeps the answer a list when there is only one.
        ids = ",".join(asked) + ","
        phones = ",".join(_phone(one.address) for one in asked.values()) + ","
        answer = self._call("status", id=ids, phone=phones)
        rows = answer.content()
        for row in rows if isinstance(rows, list) else []:
            if isinstance(row, dict) and (one := asked.get(name(row.get("id")))):
                told = STATUSES.get(_code(row.get("status")), UNKNOWN_STATUS)
                yield told.report(one, f"status {row.get('status')}")

    def _text(self, message: Message) -> dict[str, str]:
        sender = {"sender": self._settings.sender} if self._settings.sender else {}
        return {"phones": _phone(message.address), "mes": message.text, **sender}

    def _call(self, page: str, **fields: str) -> Answer:
        form: dict[str, str | Secret] = {
            "login": self._settings.login,
            "psw": self._settings.password,
            "fmt": "3",
            # The service would take the text for windows-1251.
            "charset": "utf-8",
        }
        answer = self._wire.post(f"/sys/{page}.php", form=form | fields)
        data = answer.content()
        if isinstance(data, dict) and ("error" in data or "error_code" in data):
            raise CODES.get(_code(data.get("error_code")), UNKNOWN_CODE).of(answer.brief)
        return answer


def _code(value: object) -> int:
    found = whole(value)
    return -1000 if found is None else found


def _phone(address: str) -> str:
    """A number without its plus is "corrected" by the service, which could turn a foreign one of
    ten digits into a Russian one; the plus forbids it."""
    return digits(address) if address.startswith("+7") else address
