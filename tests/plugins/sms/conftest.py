"""The played gateways, and accounts at them."""

import contextlib
import logging
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import fields
from decimal import Decimal
from pathlib import Path
from typing import Any, get_type_hints

import pytest

from depesha.api import Context, GatewaySettings, Message, Secret
from depesha.testing.sms_gateways import SmsGateways
from depesha.testing.web import Reply, WebServer
from depesha_sms.gateways import GATEWAYS

BY_ID = {gateway.id: gateway for gateway in GATEWAYS}


@pytest.fixture
def sms() -> Iterator[SmsGateways]:
    with SmsGateways() as server:
        yield server


@pytest.fixture
def context(tmp_path: Path) -> Context:
    folder = tmp_path / "plugin"
    folder.mkdir()
    log = logging.getLogger("depesha.plugin.sms")
    return Context(account="main", folder=folder, log=log, gateways=BY_ID)


@pytest.fixture
def account() -> Callable[..., GatewaySettings]:
    """`account("smsc", sms, timeout=…)`: settings of the gateway's own class."""

    def make(gateway: str, sms: SmsGateways, **changes: Any) -> GatewaySettings:
        kind = BY_ID[gateway].settings
        hints = get_type_hints(kind)
        given = {**sms.account(gateway), **changes}
        convert = {Secret: Secret, int: int, float: float, Decimal: Decimal}
        known = {f.name: convert.get(hints[f.name], lambda value: value) for f in fields(kind)}
        return kind(**{key: known[key](value) for key, value in given.items()})

    return make


@pytest.fixture
def session(
    sms: SmsGateways, context: Context, account: Callable[..., GatewaySettings]
) -> Callable[..., Any]:
    """`session("smsc", timeout=…)`: the session as a context manager."""

    def connect(gateway: str, **changes: Any) -> Any:
        return BY_ID[gateway].connect(account(gateway, sms, **changes), context)

    return connect


@pytest.fixture
def message() -> Callable[..., Message]:
    """`message("текст", key=…, address=…)`."""

    def make(text: str = "Заказ готов", key: str = "m1-7f3a", **changes: Any) -> Message:
        return Message(**{"key": key, "address": "+79161234567", "text": text, **changes})

    return make


@pytest.fixture
def speak() -> Iterator[Callable[..., str]]:
    """`speak({"id": 1}, status=200)`: the address of a server that answers all requests so;
    `speak(function)` for one that looks at the request."""
    servers = []

    def start(content: Any, status: int = 200, **headers: str) -> str:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        reply = content if callable(content) else lambda _request: Reply(content, status, named)
        server = WebServer(reply)
        server.start()
        servers.append(server)
        return f"http://127.0.0.1:{server.port}"

    yield start
    for server in servers:
        server.stop()


@pytest.fixture
def raw() -> Iterator[Callable[[bytes], str]]:
    """`raw(b"…")`: the address of a server that reads something, says these bytes and hangs up."""
    listeners = []

    def start(said: bytes) -> str:
        listener = socket.create_server(("127.0.0.1", 0))
        listeners.append(listener)

        def serve() -> None:
            with contextlib.suppress(OSError), listener.accept()[0] as line:
                line.recv(65536)
                line.sendall(said)

        threading.Thread(target=serve, daemon=True).start()
        return f"http://127.0.0.1:{listener.getsockname()[1]}"

    yield start
    for listener in listeners:
        listener.close()


@pytest.fixture
def opened(
    context: Context, account: Callable[..., GatewaySettings], sms: SmsGateways
) -> Callable[..., Any]:
    """`opened("smsc", url)`: a session with a server of the test's own, which waits two seconds."""

    def connect(gateway: str, url: str, **changes: Any) -> Any:
        made = account(gateway, sms, **{"base_url": url, "timeout": 2, **changes})
        return BY_ID[gateway].connect(made, context)

    return connect
