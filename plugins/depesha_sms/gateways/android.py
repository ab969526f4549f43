"""SMS Gateway for Android (capcom6/android-sms-gateway): the office's own phone sends.

Facts: the tables of the plugin's README. We choose a message's id, which is the delivery's key: a
second request with it is answered 409 and sends nothing, and a lost answer is settled by asking.
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
    NotNow,
    Pending,
    Reason,
    Receipt,
    Refused,
    Scope,
    Secret,
    Session,
    StatusReport,
    _,
    secret,
    setting,
)
from depesha_sms.answers import Answer
from depesha_sms.settings import HttpSettings, inherited
from depesha_sms.values import name, own_id
from depesha_sms.verdicts import UNKNOWN_STATUS, Source, Told, Verdict, by_words
from depesha_sms.wire import Wire, open_wire

_ID_LENGTH = 36
_ALREADY_THERE = 409

QUEUE_FULL = Verdict(
    NotNow, Reason.THROTTLED, "503: the phone's queue is full", after=600, scope=Scope.ACCOUNT
)

WORDS = (
    ("phone", Verdict(Refused, Reason.ADDRESS_REJECTED, "400: wrong number", Source.CLIENTS)),
    (
        "device",
        Verdict(
            AccountBroken,
            Reason.CONFIGURATION,
            "400: no phone is connected to the account",
            Source.CLIENTS,
            cure=N_("Open the app on the phone and check that it is online."),
        ),
    ),
)
"""By words of the error; the first that fits."""

STATUSES = {
    "Pending": Told(Fate.UNDERWAY, "waits for the phone"),
    "Cancelling": Told(Fate.UNDERWAY, "being taken back", source=Source.CLIENTS),
    "Cancelled": Told(Fate.FAILED, "taken back", Reason.STOPPED, Source.CLIENTS),
    "Processed": Told(Fate.UNDERWAY, "handed to Android"),
    "Sent": Told(Fate.UNDERWAY, "taken by the operator"),
    "Delivered": Told(Fate.DELIVERED, "delivered"),
    "Failed": Told(Fate.FAILED, "failed", Reason.UNREACHABLE),
}
EXPIRED = Told(Fate.EXPIRED, "failed with “TTL expired”", source=Source.CLIENTS)
NOT_FOUND = Told(Fate.NOT_FOUND, "HTTP 404 for the message's id", source=Source.CLIENTS)


@dataclass(frozen=True, kw_only=True)
class AndroidSettings(HttpSettings):
    """A phone with the app."""

    login: str = setting("", title=N_("Login"), required=True)
    password: Secret = secret(title=N_("Password"), required=True)
    sim: int = setting(
        0, title=N_("SIM card"), help=N_("0 for the phone's own choice."), minimum=0, maximum=3
    )
    gap: float = inherited("gap", 10.0)


class Android(Gateway[AndroidSettings]):
    """Your own Android phone with the free app “SMS Gateway for Android”. Needs the login and the
    password that the app shows. Through the app's cloud nothing else is needed; without the cloud
    give the phone's own address, e.g. http://192.168.1.20:8080. Operators do not like mailings from
    a private SIM card: the program sends one message in ten seconds."""

    id: ClassVar[str] = "android"
    title: ClassVar[str] = N_("Android phone")
    settings: ClassVar[type[GatewaySettings]] = AndroidSettings
    base_url: ClassVar[str] = "https://api.sms-gate.app/3rdparty/v1"
    terms: ClassVar[str] = "https://github.com/capcom6/android-sms-gateway"

    @staticmethod
    @contextmanager
    def connect(settings: AndroidSettings, context: Context) -> Iterator[Session]:
        """Nothing is asked before the first message."""
        login = (settings.login, settings.password)
        with open_wire(settings, context, Android.base_url, basic=login) as wire:
            yield AndroidSession(settings.sim, wire)


class AndroidSession:
    """The same API in the cloud and on the phone."""

    def __init__(self, sim: int, wire: Wire) -> None:
        self._sim = sim
        self._wire = wire

    def send(self, message: Message, /) -> Receipt:
        """One message under its own id; numbers go with their plus."""
        chosen = own_id(message.key, _ID_LENGTH)
        body: dict[str, Any] = {
            "id": chosen,
            "textMessage": {"text": message.text},
            "phoneNumbers": [message.address],
            "withDeliveryReport": True,
        }
        if self._sim:
            body["simNumber"] = self._sim
        answer = self._wire.post("/messages", body=body)
        if answer.status == _ALREADY_THERE:
            return Receipt(provider_id=chosen, answer=answer.brief)
        data = answer.envelope()
        if answer.status >= 400:
            raise _failure(answer)
        if not (given := name(data.get("id"))):
            raise answer.meaningless()
        return Receipt(provider_id=given, answer=answer.brief)

    def test(self) -> str:
        """Asks for a message that cannot be there; a wrong login is told before that."""
        answer = self._wire.get("/messages/depesha-test")
        if answer.status not in {200, 404} or _is_elsewhere(answer):
            raise answer.meaningless()
        return _("The phone's gateway answers and knows the login.")

    def poll_status(self, pending: Sequence[Pending], /) -> Iterable[StatusReport]:
        """One request each, by our own ids, so lost answers are settled too."""
        for one in pending:
            chosen = one.provider_id or own_id(one.key, _ID_LENGTH)
            answer = self._wire.get("/messages/" + quote(chosen, safe=""))
            if answer.status == 404 and not _is_elsewhere(answer):
                yield NOT_FOUND.report(one, answer.brief)
                continue
            data = answer.envelope()
            if answer.status >= 400:
                raise answer.meaningless()
            yield _told(data).report(one, answer.brief)


def _failure(answer: Answer) -> Exception:
    if answer.status == 503 and "queue" in answer.brief.lower():
        return QUEUE_FULL.of(answer.brief)
    if answer.status in {400, 422}:
        return by_words(answer.brief, WORDS).of(answer.brief)
    # A fault inside the service (500) leaves open how far it got.
    return answer.meaningless()


def _told(data: dict[str, Any]) -> Told:
    state = name(data.get("state"))
    recipients = data.get("recipients")
    # The cloud replaces numbers by hashes afterwards, so there is only the one and the first.
    first = recipients[0] if isinstance(recipients, list) and recipients else None
    error = str(first.get("error") or "") if isinstance(first, dict) else ""
    if state == "Failed" and "ttl expired" in error.lower():
        return EXPIRED
    return STATUSES.get(state, UNKNOWN_STATUS)


def _is_elsewhere(answer: Answer) -> bool:
    """Whether this 404 is of some other web server, or of a wrong path at the right one: neither
    knows anything of our messages."""
    return answer.text.lstrip()[:1] == "<" or "cannot get" in answer.brief.lower()
