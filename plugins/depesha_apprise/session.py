"""An open way to one service, by the worker."""

from collections.abc import Iterator
from contextlib import contextmanager

from depesha.api import Context, Message, NotNow, Reason, Receipt, Scope, _
from depesha_apprise.channel import AppriseAccount
from depesha_apprise.service import SAMPLES, Service, unknown
from depesha_apprise.talk import Worker, WorkerGoneError, worker
from depesha_apprise.verdicts import verdict

STARTING = 60.0
"""Seconds that Apprise may take to load all that it knows, on a slow machine."""
_EXCHANGES = 4
"""So many time-outs of one exchange are waited for: some services log in first."""


@contextmanager
def connected(settings: AppriseAccount, context: Context) -> Iterator["AppriseSession"]:
    """A session. AccountBroken where Apprise is missing or knows no such service."""
    service = Service(settings.url)
    with worker(context.proxy) as apart:
        try:
            urls = [service.to(sample) for sample in SAMPLES]
            name = apart.do({"urls": urls, "deadline": STARTING})["service"]
        except WorkerGoneError as error:
            raise NotNow(Reason.TIMEOUT, str(error), scope=Scope.ACCOUNT) from error
        if not name:
            raise unknown()
        yield AppriseSession(service, apart, name, settings.timeout)


class AppriseSession:
    """Sends messages by one service."""

    def __init__(self, service: Service, apart: Worker, name: str, timeout: float) -> None:
        self._service = service
        self._worker = apart
        self._name = name
        self._timeout = timeout

    def test(self) -> str:
        """What is known before a message: that Apprise knows the service."""
        said = _("Apprise knows {service}. Whether it lets us in shows with the first message.")
        return said.format(service=self._name)

    def send(self, message: Message, /) -> Receipt:
        """Receipt without an id: Apprise tells none."""
        answer = self._worker.do(
            {
                "url": self._service.to(message.address),
                "bare": self._service.to(""),
                "address": message.address,
                "text": message.text,
                "timeout": self._timeout,
                "deadline": _EXCHANGES * self._timeout + 10,
            }
        )
        return verdict(answer, self._service.masked(str(answer["words"])))
