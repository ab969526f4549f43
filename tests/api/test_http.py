"""The one maker of HTTP clients, against a real server on loopback."""

import logging
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from depesha.api.http import client


class Redirecting(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.server.asked.append((self.path, dict(self.headers)))  # type: ignore[attr-defined]
        self.send_response(302)
        self.send_header("Location", "/elsewhere")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[ThreadingHTTPServer]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Redirecting) as running:
        running.asked = []  # type: ignore[attr-defined]
        thread = Thread(target=running.serve_forever, args=(0.01,))
        thread.start()
        yield running
        running.shutdown()
        thread.join()


def address(server: ThreadingHTTPServer) -> str:
    return f"http://127.0.0.1:{server.server_port}"


def test_a_redirect_is_an_answer_and_not_followed(server: ThreadingHTTPServer) -> None:
    with client(base_url=address(server), headers={"X-Own": "yes"}) as made:
        assert made.get("/send").status_code == 302
    ((path, headers),) = server.asked  # type: ignore[attr-defined]
    assert path == "/send"
    assert headers["x-own" if "x-own" in headers else "X-Own"] == "yes"


def test_the_environment_cannot_send_messages_through_a_stranger(
    server: ThreadingHTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    with client() as made:
        assert made.get(f"{address(server)}/direct").status_code == 302


def test_the_offices_own_proxy_is_asked(server: ThreadingHTTPServer) -> None:
    with client(proxy=address(server)) as made:
        made.get("http://127.0.0.1:9/through")
    ((path, _headers),) = server.asked  # type: ignore[attr-defined]
    assert path == "http://127.0.0.1:9/through"


def test_no_address_reaches_the_log(
    server: ThreadingHTTPServer, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG), client() as made:
        made.get(f"{address(server)}/bot123:SECRET/getMe")
    assert "SECRET" not in caplog.text
    assert not [record for record in caplog.records if record.name.startswith("http")]
