"""A server on loopback that plays Telegram's Bot API, in this process:

    with BotApi() as api:
        account = TelegramAccount(base_url=api.url, token=Secret(api.token))
        api.fail(Fault.THROTTLE, after=7)

or in one of its own, which survives a killed client and keeps a log of what it took:

    python -m depesha.testing.bot_api --port-file PORT --log LOG
"""

import argparse
import json
import threading
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from depesha.testing import web
from depesha.testing.bot_api_markup import ApiError
from depesha.testing.bot_api_methods import Methods
from depesha.testing.bot_api_request import Request, parse
from depesha.testing.bot_api_script import (
    AFTERWARDS,
    INSTEAD,
    AnyFault,
    BotFault,
    Planned,
    Reply,
    Script,
)
from depesha.testing.bot_api_updates import Updates
from depesha.testing.provider import Fault, Received

TOKEN = "123456:played-by-depesha"  # noqa: S105 - opens nothing


class BotApi:
    """The played Bot API. `latency` is in seconds per request; `log` gets one JSON object a line
    for each message taken (`n`, `chat_id`, `text`, `method`), on disk before the answer leaves."""

    def __init__(
        self,
        token: str = TOKEN,
        *,
        username: str = "depesha_bot",
        latency: float = 0.0,
        log: Path | None = None,
        port: int = 0,
    ) -> None:
        self.token = token
        self._latency = latency
        self._log = log.open("a", encoding="utf-8") if log else None
        self._methods = Methods(username)
        self._script = Script()
        self._received: list[Received] = []
        self._lock = threading.Lock()
        self._closing = threading.Event()
        self._server = web.WebServer(self._answer, port)

    @property
    def url(self) -> str:
        """What goes into `base_url`."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def port(self) -> int:
        """Where it listens on 127.0.0.1."""
        return self._server.port

    @property
    def received(self) -> list[Received]:
        """All it took so far; `raw` is JSON with `method`, `params` and `files`."""
        with self._lock:
            return list(self._received)

    def fail(
        self,
        fault: AnyFault,
        *,
        times: int = 1,
        address: str = "",
        after: float = 1.0,
        method: str = "",
    ) -> None:
        """Fail the next `times` messages so, or the next calls of `method` (e.g. `getMe`)."""
        self._script.add(Planned(fault, times, address, after, method))

    def migrate(self, old: int, new: int) -> None:
        """The group `old` is a supergroup now and has the id `new`."""
        with self._lock:
            self._methods.migrated[str(old)] = str(new)

    @property
    def updates(self) -> Updates:
        """What people do, to be told by the test, and what the bot has not yet heard of."""
        return self._methods.updates

    def block(self, chat: int, *, again: bool = False) -> None:
        """The person blocks the bot, or lets it write `again`; the bot hears of it."""
        with self._lock:
            blocked = self._methods.blocked
            (blocked.discard if again else blocked.add)(str(chat))
        self.updates.member(chat, "member" if again else "kicked")

    def forget_files(self) -> None:
        """No uploaded file is known by its file_id any more."""
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
        self.updates.close()
        self._server.stop()
        if self._log:
            self._log.close()

    def _answer(self, asked: web.Request) -> web.Reply | None:
        """The answer to one request; None to break the line."""
        self._closing.wait(self._latency)
        if asked.target.startswith(f"/file/bot{self.token}/"):
            return self._download(asked.target.partition(f"{self.token}/")[2])
        request = parse(asked.target, asked.headers.get("content-type", ""), asked.body)
        try:
            reply = self._play(request)
        except ApiError as error:
            envelope = {"error_code": error.code, "description": error.description}
            reply = _envelope(error.code, ok=False, **envelope, parameters=error.parameters)
        if reply is None:
            return None
        return web.Reply(reply.body, reply.status, {"Content-Type": reply.content_type})

    def _download(self, path: str) -> web.Reply:
        for name, data in self.updates.files.values():
            if name == path:
                return web.Reply(data, 200, {"Content-Type": "application/octet-stream"})
        return web.Reply('{"ok":false,"error_code":404,"description":"Not Found"}', 404)

    def _play(self, request: Request) -> Reply | None:
        if not request.method:
            raise ApiError(404, "Not Found")
        if request.token != self.token:
            raise ApiError(401, "Unauthorized")
        planned = self._script.next(request.method, request.text("chat_id"))
        fault = planned.fault if planned else None
        if planned and (refusal := planned.refusal()):
            raise refusal
        if fault is Fault.DROP_BEFORE:
            return None
        if fault in INSTEAD:
            return INSTEAD[fault]
        # Waits for news, so not under the lock of those who send.
        listens = request.method == "getUpdates"
        result = self.updates.get(request) if listens else self._take(request)
        if fault is Fault.STALL:
            self._closing.wait()
        if fault in {Fault.STALL, Fault.DROP_AFTER}:
            return None
        return AFTERWARDS[fault] if fault in AFTERWARDS else _envelope(200, ok=True, result=result)

    def _take(self, request: Request) -> Any:
        with self._lock:
            result, received = self._methods.run(request)
            if received:
                self._received.append(received)
            if received and self._log:
                line = {"n": len(self._received), "chat_id": received.address}
                line |= {"text": received.text, "method": request.method}
                self._log.write(json.dumps(line, ensure_ascii=False) + "\n")
                self._log.flush()
        return result


def _envelope(status: int, **content: Any) -> Reply:
    kept = {name: value for name, value in content.items() if value != {}}
    return Reply(status, "application/json", json.dumps(kept).encode())


def _fault(text: str) -> tuple[AnyFault, int]:
    name, _, times = text.partition(":")
    fault = Fault(name) if name in set(Fault) else BotFault(name)
    return fault, int(times or 1)


def main() -> None:
    """Play until killed."""
    parser = argparse.ArgumentParser(prog="python -m depesha.testing.bot_api", description=__doc__)
    parser.add_argument("--port-file", type=Path, required=True, help="gets the port, once ready")
    parser.add_argument("--port", type=int, default=0, help="where to listen; 0 for any")
    parser.add_argument("--log", type=Path, required=True, help="gets a line per message taken")
    parser.add_argument("--token", default=TOKEN)
    parser.add_argument("--latency", type=float, default=0.0, metavar="SECONDS")
    parser.add_argument("--fail", type=_fault, action="append", default=[], metavar="FAULT[:TIMES]")
    options = parser.parse_args()
    with BotApi(options.token, latency=options.latency, log=options.log, port=options.port) as api:
        for fault, times in options.fail:
            api.fail(fault, times=times)
        ready = options.port_file.with_suffix(".part")
        ready.write_text(str(api.port))
        ready.replace(options.port_file)
        threading.Event().wait()


if __name__ == "__main__":
    main()
