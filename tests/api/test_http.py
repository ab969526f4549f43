"""The one maker of HTTP clients, against a real server on loopback."""

import logging
import socket
import ssl
import traceback
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
import trustme

from depesha.api.http import (
    MAX_ANSWER,
    Answer,
    AnswerLostError,
    NotReachedError,
    client,
    download,
    exchange,
)
from depesha.testing.web import Reply, WebServer


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


# --- One request, told apart by what is certain afterwards -------------------------------------


@pytest.fixture
def says() -> Iterator[Callable[[bytes], str]]:
    """says(bytes): the address of a server that reads a request, says this once, and hangs up."""
    listener = socket.create_server(("127.0.0.1", 0))
    threads = []

    def says(answer: bytes) -> str:
        def work() -> None:
            line, _peer = listener.accept()
            with line:
                line.recv(65536)
                line.sendall(answer)

        threads.append(Thread(target=work))
        threads[-1].start()
        return f"http://127.0.0.1:{listener.getsockname()[1]}"

    yield says
    for thread in threads:
        thread.join()
    listener.close()


def failure(made: Any, url: str, **content: Any) -> NotReachedError | AnswerLostError:
    with pytest.raises((NotReachedError, AnswerLostError)) as caught:
        exchange(made, "POST", url, **content)
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None
    assert isinstance(caught.value, NotReachedError | AnswerLostError)
    return caught.value


def test_an_answer_is_an_answer_whatever_its_status(says: Callable[[bytes], str]) -> None:
    url = says(b'HTTP/1.1 404 No\r\nX-Own: yes\r\nContent-Length: 11\r\n\r\n{"code": 5}')
    with client() as made:
        answer = exchange(made, "GET", url)
    assert (answer.status, answer.headers["x-own"], answer.json()) == (404, "yes", {"code": 5})
    assert "code" not in repr(answer)


@pytest.mark.parametrize("body", [b"", b"<html>", b"\xff\xfe", b"[" * 100_000])
def test_what_is_no_json_is_nothing(body: bytes) -> None:
    assert Answer(200, {}, body).json() is None


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after": "10800"}, 10800.0),
        ({"retry-after": " 1 "}, 1.0),
        ({}, None),
        ({"retry-after": "soon"}, None),
        ({"retry-after": "-5"}, None),
        (
            {
                "date": "Fri, 27 Nov 2026 06:00:00 GMT",
                "retry-after": "Fri, 27 Nov 2026 06:01:00 GMT",
            },
            60.0,
        ),
        ({"retry-after": "Fri, 27 Nov 2026 06:01:00 GMT"}, None),
    ],
)
def test_how_long_to_wait(headers: dict[str, str], seconds: float | None) -> None:
    assert Answer(429, headers, b"").retry_after == seconds


@pytest.mark.parametrize(
    "answer",
    [
        b"220 mail.example ESMTP\r\n",
        b"",
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 5\r\n\r\nplain",
    ],
)
def test_a_line_that_breaks_leaves_us_in_doubt(says: Callable[[bytes], str], answer: bytes) -> None:
    with client() as made:
        error = failure(made, f"{says(answer)}/bot:SECRET", json={})
    assert isinstance(error, AnswerLostError)
    assert "SECRET" not in "".join(traceback.format_exception(error))


def test_an_answer_without_an_end_is_lost(says: Callable[[bytes], str]) -> None:
    body = b"x" * (MAX_ANSWER + 1)
    with client() as made:
        error = failure(made, says(b"HTTP/1.1 200 OK\r\nContent-Length: 9999999\r\n\r\n" + body))
    assert isinstance(error, AnswerLostError)
    assert str(error) == f"HTTP 200, more than {MAX_ANSWER} bytes"
    assert error.status == 200


@pytest.mark.parametrize(
    ("url", "content"),
    [
        ("http://127.0.0.1:9", {}),
        ("ftp://127.0.0.1/", {}),
        ("http://[::1", {}),
        ("http://127.0.0.1:9", {"params": {"a": "b"}}),
    ],
)
def test_what_never_left_is_certain(url: str, content: dict[str, Any]) -> None:
    with client() as made:
        error = failure(made, url, **content)
    assert isinstance(error, NotReachedError)
    assert not error.untrusted


def test_an_authority_can_be_trusted_besides_the_systems(tmp_path: Path) -> None:
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(tmp_path / "own.pem"))
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(tls)
    running = WebServer(lambda _request: Reply("yes"), tls=tls)
    running.start()
    url = f"https://127.0.0.1:{running.port}"
    try:
        with client() as made:
            error = failure(made, url)
        with client(extra_ca_file=str(tmp_path / "own.pem")) as made:
            assert exchange(made, "GET", url).body == b"yes"
    finally:
        running.stop()
    assert isinstance(error, NotReachedError)
    assert error.untrusted
    with pytest.raises(FileNotFoundError):
        client(extra_ca_file=str(tmp_path / "gone.pem"))


def test_a_file_comes_piece_by_piece_or_not(says: Callable[[bytes], str]) -> None:
    pieces: list[bytes] = []
    with client() as made:
        url = says(b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nJPEG")
        download(made, url, pieces.append)
        assert b"".join(pieces) == b"JPEG"
        for answer in (
            b"HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n",
            b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nJPEG",
        ):
            with pytest.raises(AnswerLostError) as caught:
                download(made, says(answer), pieces.append)
            assert caught.value.__context__ is None
            assert caught.value.status == (404 if b"404" in answer else 0)
        with pytest.raises(NotReachedError):
            download(made, "http://127.0.0.1:9", pieces.append)
