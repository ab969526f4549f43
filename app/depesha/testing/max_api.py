"""A server on loopback that plays the bot API of the messenger MAX:

    with MaxApi() as api:
        account = MaxAccount(base_url=api.url, token=Secret(api.token))
        api.fail(Fault.THROTTLE, after=7)

With `tls=True` it speaks HTTPS, and `ca_file` names the authority that signed its certificate.
"""

import ssl
import threading
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from depesha.testing.max_api_methods import ApiError, Methods
from depesha.testing.provider import Fault, Received
from depesha.testing.web import Reply, Request, WebServer
from depesha.testing.web_script import AFTERWARDS, INSTEAD, Planned, Script

TOKEN = "f9LHodD0cOL-played-by-depesha"  # noqa: S105 - opens nothing


class MaxFault(StrEnum):
    """What the bot API of MAX alone does wrong."""

    NOT_FOUND = "not_found"
    """There is no dialog with this person."""
    NOT_READY = "not_ready"
    """An uploaded file is still being worked on."""
    BAD_PAYLOAD = "bad_payload"
    UNAVAILABLE = "unavailable"
    SERVER_ERROR = "server_error"


_REFUSALS: dict[StrEnum, tuple[int, str, str]] = {
    Fault.REFUSE: (403, "chat.denied", "error.dialog.suspended"),
    Fault.THROTTLE: (429, "too.many.requests", "Too many requests"),
    Fault.BREAK_ACCOUNT: (401, "verify.token", "Invalid access_token"),
    MaxFault.NOT_FOUND: (404, "dialog.not.found", "error.dialog.notfound"),
    MaxFault.NOT_READY: (400, "attachment.not.ready", ""),
    MaxFault.BAD_PAYLOAD: (400, "proto.payload", "Invalid payload"),
    MaxFault.UNAVAILABLE: (503, "service.unavailable", "Service unavailable"),
    MaxFault.SERVER_ERROR: (500, "internal.error", "Internal error"),
}


class MaxApi:
    """The played bot API."""

    def __init__(
        self, token: str = TOKEN, *, username: str = "depesha_bot", tls: bool = False, port: int = 0
    ) -> None:
        self.token = token
        self.ca_file = ""
        self._scheme = "https" if tls else "http"
        self._methods = Methods(username)
        self._script = Script("messages")
        self._received: list[Received] = []
        self._lock = threading.Lock()
        self._closing = threading.Event()
        self._server = WebServer(self._answer, port, self._certified() if tls else None)

    @property
    def url(self) -> str:
        """What goes into `base_url`."""
        return f"{self._scheme}://127.0.0.1:{self._server.port}"

    @property
    def received(self) -> list[Received]:
        """All messages it took so far; `raw` is JSON with `query` and `body`."""
        with self._lock:
            return list(self._received)

    @property
    def uploads(self) -> list[tuple[str, str, int]]:
        """All files it was given: kind, name, size in bytes."""
        with self._lock:
            return list(self._methods.uploads)

    def fail(
        self,
        fault: StrEnum,
        *,
        times: int = 1,
        address: str = "",
        after: float = 1.0,
        task: str = "",
    ) -> None:
        """Fail the next `times` messages so; or the next calls of a task: `me`, `messages`,
        `uploads` (the asking for an address), `upload` (the file itself), `updates`."""
        self._script.add(Planned(fault, times, address, after, task))

    def happen(self, update_type: str, **event: Any) -> None:
        """An event for `GET /updates`, e.g. `happen("bot_started", user=…, payload=…)`."""
        with self._lock:
            self._methods.happen(update_type, event)

    def keep(self, name: str, content: bytes) -> str:
        """A file that somebody sent to the bot: its address."""
        with self._lock:
            self._methods.files[f"/files/{name}"] = content
        return f"{self.url}/files/{name}?sig=secret"

    def forget_files(self) -> None:
        """No uploaded file is known by its token any more."""
        with self._lock:
            self._methods.forget_files()

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
        if self.ca_file:
            Path(self.ca_file).unlink()

    def _certified(self) -> ssl.SSLContext:
        # trustme is part of the extra `testing`, and not needed without TLS.
        from depesha.testing.smtp_tls import authority, server_context

        self.ca_file = authority_file(authority().cert_pem.bytes())
        return server_context("127.0.0.1", "good")

    def _answer(self, request: Request) -> Reply | None:
        """The answer to one request; None to break the line."""
        task = request.path.strip("/").partition("/")[0]
        try:
            return self._play(task, request)
        except ApiError as error:
            content = {"code": error.code, "message": error.words}
            return Reply(content, error.status, error.headers)

    def _play(self, task: str, request: Request) -> Reply | None:
        if task not in {"upload", "files"} and request.headers.get("authorization") != self.token:
            raise ApiError(401, "verify.token", "Invalid access_token")
        query = request.query()
        address = query.get("user_id") or query.get("chat_id", "")
        planned = self._script.next(task, address)
        fault = planned.fault if planned else None
        if planned and fault in _REFUSALS:
            status, code, words = _REFUSALS[fault]
            wait = {"Retry-After": f"{planned.after:g}"} if status == 429 else {}
            raise ApiError(status, code, words, wait)
        if fault is Fault.DROP_BEFORE:
            return None
        if fault in INSTEAD:
            return INSTEAD[fault]
        with self._lock:
            result, received = self._methods.run(task, request, self.url)
            if received:
                self._received.append(received)
        if fault is Fault.STALL:
            self._closing.wait()
        if fault in {Fault.STALL, Fault.DROP_AFTER}:
            return None
        return AFTERWARDS[fault] if fault in AFTERWARDS else Reply(result)


def authority_file(content: bytes) -> str:
    """A file with that certificate; whoever asked deletes it."""
    import tempfile

    with tempfile.NamedTemporaryFile(suffix=".pem", delete=False) as file:
        file.write(content)
    return file.name
