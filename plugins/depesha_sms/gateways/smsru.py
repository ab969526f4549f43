"""SMS.ru. Facts: the tables of the plugin's README.

The service gives the ids, so a lost answer stays unknown: there is nothing to ask it by.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
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
    SendError,
    Session,
    StatusReport,
    secret,
)
from depesha_sms.answers import Answer
from depesha_sms.settings import TriableSettings
from depesha_sms.shown import account_known
from depesha_sms.values import amount, digits, name, whole
from depesha_sms.verdicts import UNKNOWN_CODE, UNKNOWN_STATUS, Source, Told, Verdict
from depesha_sms.wire import Wire, open_wire

LONGEST = 8 * 153
"""The service takes eight parts; more characters do not fit whatever the letters."""
_OK = 100
_WORDS = 300
"""Characters that are kept of what is said of one number."""
_AT_ONCE = 100
"""Messages in one request, and ids in one question."""

CODES = {
    200: Verdict(AccountBroken, Reason.LOGIN, "wrong api_id"),
    201: Verdict(AccountBroken, Reason.NO_MONEY, "not enough money"),
    202: Verdict(Refused, Reason.ADDRESS_REJECTED, "wrong phone number, or no way to it"),
    203: Verdict(Refused, Reason.CONTENT, "no text"),
    204: Verdict(AccountBroken, Reason.SENDER_REJECTED, "the sender name is not approved"),
    205: Verdict(Refused, Reason.TOO_MANY_PARTS, "longer than eight parts"),
    206: Verdict(AccountBroken, Reason.QUOTA, "the account's limit of the day is used up"),
    207: Verdict(Refused, Reason.UNREACHABLE, "no way to this number"),
    208: Verdict(Refused, Reason.REFUSED, "wrong time"),
    209: Verdict(Refused, Reason.SUPPRESSED, "the number is on the account's own stop list"),
    210: Verdict(AccountBroken, Reason.CONFIGURATION, "GET instead of POST"),
    211: Verdict(AccountBroken, Reason.CONFIGURATION, "no such method"),
    212: Verdict(Refused, Reason.CONTENT, "the text is not UTF-8"),
    213: Verdict(Refused, Reason.REFUSED, "more than 100 numbers"),
    214: Verdict(Refused, Reason.POLICY, "abroad, which the account forbids", Source.CLIENTS),
    216: Verdict(Refused, Reason.CONTENT, "a forbidden word in the text", Source.CLIENTS),
    220: Verdict(
        NotNow, Reason.PROVIDER_ERROR, "the service is not available", scope=Scope.ACCOUNT
    ),
    230: Verdict(Refused, Reason.POLICY, "too many messages to this number today"),
    231: Verdict(
        NotNow, Reason.THROTTLED, "the same text to this number within a minute", after=60
    ),
    232: Verdict(Refused, Reason.POLICY, "the same text to this number too often today"),
    233: Verdict(Refused, Reason.POLICY, "codes to this number too often", Source.CLIENTS),
    300: Verdict(AccountBroken, Reason.LOGIN, "wrong or expired token"),
    301: Verdict(AccountBroken, Reason.LOGIN, "wrong api_id or login"),
    302: Verdict(AccountBroken, Reason.LOGIN, "the account is not confirmed"),
    500: Verdict(NotNow, Reason.PROVIDER_ERROR, "a fault there, repeat", Source.CLIENTS),
}

STATUSES = {
    -1: Told(Fate.NOT_FOUND, "not found"),
    100: Told(Fate.UNDERWAY, "in the queue"),
    101: Told(Fate.UNDERWAY, "handed to the operator"),
    102: Told(Fate.UNDERWAY, "sent"),
    103: Told(Fate.DELIVERED, "delivered"),
    104: Told(Fate.EXPIRED, "expired"),
    105: Told(Fate.FAILED, "deleted by the operator", Reason.POLICY),
    106: Told(Fate.FAILED, "a fault in the phone", Reason.UNREACHABLE),
    107: Told(Fate.FAILED, "for unknown reasons", Reason.UNREACHABLE),
    108: Told(Fate.FAILED, "rejected", Reason.REFUSED),
    130: Told(Fate.FAILED, "too many messages to this number today", Reason.POLICY),
    131: Told(Fate.FAILED, "the same text within a minute", Reason.POLICY),
    132: Told(Fate.FAILED, "the same text too often today", Reason.POLICY),
    150: Told(Fate.FAILED, "no way to this number", Reason.UNREACHABLE),
}


@dataclass(frozen=True, kw_only=True)
class SmsRuSettings(TriableSettings):
    """An account at SMS.ru."""

    api_id: Secret = secret(title=N_("Key (api_id)"), required=True)


class SmsRu(Gateway[SmsRuSettings]):
    """SMS.ru. Needs the key (api_id) that the service shows on its page for programmers. The sender
    name must be approved by the service."""

    id: ClassVar[str] = "smsru"
    title: ClassVar[str] = N_("SMS.ru")
    settings: ClassVar[type[GatewaySettings]] = SmsRuSettings
    base_url: ClassVar[str] = "https://sms.ru"
    terms: ClassVar[str] = "https://sms.ru"

    @staticmethod
    @contextmanager
    def connect(settings: SmsRuSettings, context: Context) -> Iterator[Session]:
        """Nothing is asked before the first message."""
        with open_wire(settings, context, SmsRu.base_url) as wire:
            yield SmsRuSession(settings, wire)


class SmsRuSession:
    """A good answer for the request says nothing yet of the number in it."""

    many = _AT_ONCE

    def __init__(self, settings: SmsRuSettings, wire: Wire) -> None:
        self._api_id = settings.api_id
        self._sender = {"from": settings.sender} if settings.sender else {}
        self._trial = {"test": "1"} if settings.trial else {}
        self._wire = wire

    def send(self, message: Message, /) -> Receipt:
        """One message to one number."""
        answer, entry = self._about_number("/sms/send", message, **self._trial)
        if (receipt := _receipt(entry, answer.brief)) is None:
            raise answer.meaningless()
        return receipt

    def send_many(self, messages: Sequence[Message], /) -> Mapping[str, Receipt | SendError]:
        """Each number with a text of its own, in one request; each has an answer of its own."""
        texts = {f"to[{digits(one.address)}]": one.text for one in messages}
        answer = self._call("/sms/send", **texts, **self._sender, **self._trial)
        entries = answer.envelope().get("sms")
        if not isinstance(entries, dict):
            raise answer.meaningless()
        said: dict[str, Receipt | SendError] = {}
        for one in messages:
            entry = entries.get(digits(one.address))
            if isinstance(entry, dict) and (found := _said(entry)) is not None:
                said[one.key] = found
        return said

    def price(self, message: Message, /) -> Money:
        """What the message would cost; nothing is sent."""
        answer, entry = self._about_number("/sms/cost", message)
        return answer.money(entry.get("cost"))

    def balance(self) -> Money:
        """What is left on the account."""
        answer = self._call("/my/balance")
        return answer.money(answer.envelope().get("balance"))

    def test(self) -> str:
        """Asks for the balance."""
        return account_known(SmsRu.title, self.balance())

    def poll_status(self, pending: Sequence[Pending], /) -> Iterable[StatusReport]:
        """Asks for a hundred at a time; not for those whose id was lost with the answer."""
        known = [one for one in pending if one.provider_id]
        for start in range(0, len(known), _AT_ONCE):
            some = known[start : start + _AT_ONCE]
            answer = self._call("/sms/status", sms_id=",".join(one.provider_id for one in some))
            rows = answer.envelope().get("sms")
            for one in some:
                row = rows.get(one.provider_id) if isinstance(rows, dict) else None
                if isinstance(row, dict):
                    told = STATUSES.get(_code(row), UNKNOWN_STATUS)
                    yield told.report(one, f"status {row.get('status_code')}")

    def _about_number(
        self, path: str, message: Message, **more: str
    ) -> tuple[Answer, dict[str, Any]]:
        fields = {"to": digits(message.address), "msg": message.text, **self._sender, **more}
        answer = self._call(path, **fields)
        entries = answer.envelope().get("sms")
        # By number; there is only the one, in whatever notation the service prefers.
        entry = next(iter(entries.values()), None) if isinstance(entries, dict) else None
        if not isinstance(entry, dict):
            raise answer.meaningless()
        if _code(entry) != _OK:
            raise CODES.get(_code(entry), UNKNOWN_CODE).of(answer.brief)
        return answer, entry

    def _call(self, path: str, **fields: str) -> Answer:
        form: dict[str, str | Secret] = {"api_id": self._api_id, "json": "1"}
        answer = self._wire.post(path, form=form | fields)
        data = answer.envelope()
        if "status_code" not in data:
            raise answer.meaningless()
        if _code(data) != _OK:
            raise CODES.get(_code(data), UNKNOWN_CODE).of(answer.brief)
        return answer


def _said(entry: dict[str, Any]) -> Receipt | SendError | None:
    """What the service says of one number; None where it says nothing that can be read."""
    words = " ".join(str(value) for value in entry.values())[:_WORDS]
    if whole(entry.get("status_code")) is None:
        return None
    if _code(entry) != _OK:
        return CODES.get(_code(entry), UNKNOWN_CODE).of(words)
    return _receipt(entry, words)


def _receipt(entry: dict[str, Any], words: str) -> Receipt | None:
    given = name(entry.get("sms_id"))
    return Receipt(given, cost=amount(entry.get("cost")), answer=words) if given else None


def _code(data: dict[str, Any]) -> int:
    found = whole(data.get("status_code"))
    return -1000 if found is None else found
