"""MTS Exolve. Facts: the tables of the plugin's README.

The service gives the ids, so a lost answer stays unknown: there is nothing to ask it by. Its errors
are plain HTTP statuses. The words of its statuses are not confirmed; what is not in the table is
reported as under way.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import ClassVar

from depesha.api import (
    N_,
    Context,
    Fate,
    Gateway,
    GatewaySettings,
    Message,
    Money,
    Pending,
    Reason,
    Receipt,
    Refused,
    Secret,
    Session,
    StatusReport,
    secret,
)
from depesha_sms.answers import Answer
from depesha_sms.settings import HttpSettings, inherited
from depesha_sms.shown import account_known
from depesha_sms.values import digits, name, whole
from depesha_sms.verdicts import UNKNOWN_STATUS, Source, Told, Verdict, by_words
from depesha_sms.wire import Wire, open_wire

WORDS = (
    (
        "destination",
        Verdict(Refused, Reason.ADDRESS_REJECTED, "400: wrong destination", source=Source.ASSUMED),
    ),
)
"""By words of the error; the first that fits."""

STATUSES = {
    "delivered": Told(Fate.DELIVERED, "delivered", source=Source.ASSUMED),
    "read": Told(Fate.READ, "read", source=Source.ASSUMED),
    "undelivered": Told(Fate.FAILED, "not delivered", Reason.UNREACHABLE, Source.ASSUMED),
    "failed": Told(Fate.FAILED, "failed", Reason.UNREACHABLE, Source.ASSUMED),
    "rejected": Told(Fate.FAILED, "rejected", Reason.REFUSED, Source.ASSUMED),
    "expired": Told(Fate.EXPIRED, "expired", source=Source.ASSUMED),
}


@dataclass(frozen=True, kw_only=True)
class ExolveSettings(HttpSettings):
    """An application of MTS Exolve."""

    sender: str = inherited(
        "sender", "", required=True, help=N_("Your number there, or a registered name.")
    )
    api_key: Secret = secret(title=N_("API key of the application"), required=True)


class Exolve(Gateway[ExolveSettings]):
    """MTS Exolve. Needs the API key of an application and a sender: a mobile number rented there
    (landline numbers cannot send) or a registered sender name, which operators prefer."""

    id: ClassVar[str] = "exolve"
    title: ClassVar[str] = N_("MTS Exolve")
    settings: ClassVar[type[GatewaySettings]] = ExolveSettings
    base_url: ClassVar[str] = "https://api.exolve.ru"
    terms: ClassVar[str] = "https://exolve.ru/documents/"

    @staticmethod
    @contextmanager
    def connect(settings: ExolveSettings, context: Context) -> Iterator[Session]:
        """Nothing is asked before the first message."""
        token = {"Authorization": Secret("Bearer " + settings.api_key.reveal())}
        with open_wire(settings, context, Exolve.base_url, headers=token) as wire:
            yield ExolveSession(settings.sender, wire)


class ExolveSession:
    """JSON both ways."""

    def __init__(self, sender: str, wire: Wire) -> None:
        self._sender = digits(sender)
        self._wire = wire

    def send(self, message: Message, /) -> Receipt:
        """One message to one number."""
        answer = self._call(
            "/messaging/v1/SendSMS",
            {
                "number": self._sender,
                "destination": digits(message.address),
                "text": message.text,
            },
        )
        if not (given := name(answer.envelope().get("message_id"))):
            raise answer.meaningless()
        return Receipt(provider_id=given, answer=answer.brief)

    def balance(self) -> Money:
        """What is left on the account."""
        answer = self._call("/finance/v1/GetBalance", {})
        return answer.money(answer.envelope().get("balance"))

    def test(self) -> str:
        """Asks for the balance."""
        return account_known(Exolve.title, self.balance())

    def poll_status(self, pending: Sequence[Pending], /) -> Iterable[StatusReport]:
        """One request each; not for those whose id was lost with the answer."""
        for one in pending:
            # The service takes whole numbers only.
            if (wanted := whole(one.provider_id)) is None:
                continue
            answer = self._call("/messaging/v1/GetList", {"message_id": wanted, "limit": 1})
            rows = answer.envelope().get("messages")
            for row in rows if isinstance(rows, list) else []:
                if isinstance(row, dict) and name(row.get("message_id")) == one.provider_id:
                    status = str(row.get("delivery_status", ""))
                    told = STATUSES.get(_word(status), UNKNOWN_STATUS)
                    yield told.report(one, f"delivery_status {status[:100]}")

    def _call(self, path: str, body: dict[str, str | int]) -> Answer:
        answer = self._wire.post(path, body=body)
        if answer.status in {400, 422} and "error" in answer.envelope():
            raise by_words(answer.brief, WORDS).of(answer.brief)
        if answer.status >= 400:
            raise answer.meaningless()
        return answer


def _word(status: str) -> str:
    """`DELIVERY_STATUS_DELIVERED` and `Delivered` are the same word."""
    return status.lower().rpartition("_")[2]
