"""A server on loopback that plays ntfy, a notification service that an office can run itself:

    with Ntfy() as ntfy:
        url = f"ntfy://{ntfy.token}@127.0.0.1:{ntfy.port}/topic"
        ntfy.fail(Fault.THROTTLE, after=7)

Apprise has a plugin of that name. It stands for all the services that are one POST a message.
Documented (docs.ntfy.sh): publishing as JSON to `/`, access tokens, error codes 40101, 40301,
42901. Assumed: the `Retry-After` of a 429.
"""

import itertools
import ssl
import threading
from enum import StrEnum
from types import TracebackType
from typing import Self

from depesha.testing.provider import Fault, Received
from depesha.testing.web import Reply, Request, WebServer
from depesha.testing.web_script import AFTERWARDS, INSTEAD, Planned, Script

TOKEN = "tk_playedbydepesha0123456789ab"  # noqa: S105 - opens nothing

_REFUSALS: dict[StrEnum, tuple[int, int, str]] = {
    Fault.REFUSE: (403, 40301, "forbidden"),
    Fault.THROTTLE: (429, 42901, "limit reached: too many requests"),
    Fault.BREAK_ACCOUNT: (401, 40101, "unauthorized"),
}


class Ntfy:
    """The played service."""

    def __init__(self, token: str = TOKEN, *, tls: ssl.SSLContext | None = None) -> None:
        self.token = token
        self._script = Script("publish")
        self._received: list[Received] = []
        self._numbers = itertools.count(1)
        self._lock = threading.Lock()
        self._closing = threading.Event()
        self._server = WebServer(self._answer, tls=tls)

    @property
    def port(self) -> int:
        """Where it listens on 127.0.0.1."""
        return self._server.port

    @property
    def received(self) -> list[Received]:
        """All messages it took so far; `address` is the topic."""
        with self._lock:
            return list(self._received)

    def fail(
        self, fault: StrEnum, *, times: int = 1, address: str = "", after: float = 1.0
    ) -> None:
        """Fail the next `times` messages so."""
        self._script.add(Planned(fault, times, address, after))

    def __enter__(self) -> Self:
        self._server.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._closing.set()
        self._server.stop()

    def _answer(self, request: Request) -> Reply | None:
        """The answer to one request; None to break the line."""
        body = request.json()
        topic, text = str(body.get("topic", "")), str(body.get("message", ""))
        if request.headers.get("authorization") != f"Bearer {self.token}":
            return _error(401, 40101, "unauthorized")
        if request.method != "POST" or request.path != "/" or not topic:
            return _error(404, 40401, "page not found")
        return self._play(topic, text, request.body)

    def _play(self, topic: str, text: str, raw: bytes) -> Reply | None:
        planned = self._script.next("publish", topic)
        fault = planned.fault if planned else None
        if planned and fault in _REFUSALS:
            wait = f"{planned.after:g}" if fault is Fault.THROTTLE else ""
            return _error(*_REFUSALS[fault], wait)
        if fault is Fault.DROP_BEFORE:
            return None
        if fault in INSTEAD:
            return INSTEAD[fault]
        with self._lock:
            self._received.append(Received(topic, text, raw=raw))
        if fault is Fault.STALL:
            self._closing.wait()
        if fault in {Fault.STALL, Fault.DROP_AFTER}:
            return None
        told = {"id": f"m{next(self._numbers)}", "event": "message", "topic": topic}
        return AFTERWARDS[fault] if fault in AFTERWARDS else Reply({**told, "message": text})


def _error(status: int, code: int, words: str, wait: str = "") -> Reply:
    content = {"code": code, "http": status, "error": words}
    return Reply(content, status, {"Retry-After": wait} if wait else {})
