import http.client
import socket
from contextlib import ExitStack, closing

import pytest

from depesha.testing.web import Reply, Request, WebServer


@pytest.fixture
def served():
    started = []

    def serve(answer):
        server = WebServer(answer)
        server.start()
        started.append(server)
        return server.port

    yield serve
    for server in started:
        server.stop()


@pytest.fixture
def line_to():
    """Lines that are closed when the test is over."""
    with ExitStack() as lines:
        yield lambda port: lines.enter_context(
            closing(http.client.HTTPConnection("127.0.0.1", port))
        )


def ask(line, method="POST", target="/x?a=1", body=b""):
    line.request(method, target, body)
    answer = line.getresponse()
    return answer.status, answer.headers, answer.read()


def test_a_kept_line_carries_many_requests(served, line_to):
    seen = []
    line = line_to(served(lambda r: seen.append(r) or Reply({"текст": r.body.decode()})))
    status, headers, body = ask(line, body="ёлка".encode())
    assert (status, headers["Content-Type"], body.decode()) == (
        200,
        "application/json",
        '{"текст": "ёлка"}',
    )
    first = line.sock
    assert ask(line, "GET")[0] == 200
    assert line.sock is first
    assert [(one.method, one.path, one.target) for one in seen] == [
        ("POST", "/x", "/x?a=1"),
        ("GET", "/x", "/x?a=1"),
    ]


def test_none_breaks_the_line(served, line_to):
    line = line_to(served(lambda _request: None))
    with pytest.raises(http.client.RemoteDisconnected):
        ask(line)


def test_half_a_request_asks_for_nothing(served, line_to):
    seen = []
    port = served(seen.append)
    with socket.create_connection(("127.0.0.1", port), timeout=5) as line:
        line.sendall(b"POST /x HTTP/1.1\r\nContent-Length: 10\r\n\r\n12345")
        line.shutdown(socket.SHUT_WR)
        assert line.recv(100) == b""
    assert seen == []


def test_stopping_ends_idle_lines(line_to):
    server = WebServer(lambda _request: Reply("ok"))
    server.start()
    line = line_to(server.port)
    assert ask(line)[2] == b"ok"
    server.stop()
    with pytest.raises(OSError, match=r"(?i)remote|refused|reset|broken"):
        ask(line)


def test_replies_of_every_kind():
    assert Reply(b"\xff").body() == b"\xff"
    assert Reply("ёлка").body() == "ёлка".encode()
    assert Reply([1]).body() == b"[1]"


def test_requests_read_as_form_and_as_json():
    form = Request("POST", "/x?a=1", {}, b"b=%D1%91&c=")
    assert form.form() == {"a": "1", "b": "ё", "c": ""}
    assert form.json() == {}
    cyrillic = Request("POST", "/x", {}, b"b=%B8")
    assert cyrillic.form("windows-1251") == {"b": "ё"}
    assert Request("POST", "/x", {}, b'{"a": 1}').json() == {"a": 1}
    assert Request("POST", "/x", {}, b"[1]").json() == {}


def test_requests_read_as_query_and_as_files():
    head = {"content-type": "multipart/form-data; boundary=x"}
    part = b'--x\r\nContent-Disposition: form-data; name="%s"%s\r\n\r\nbody\r\n'
    body = part % (b"plain", b"") + part % (b"data", b'; filename="a.txt"') + b"--x--"
    request = Request("POST", "/x?a=1&b=", head, body)
    assert request.query() == {"a": "1", "b": ""}
    (found,) = request.files().items()
    assert (found[0], found[1].name, found[1].data) == ("data", "a.txt", b"body")
    assert Request("POST", "/x", {}, b"").files() == {}


def test_an_answer_may_break_off(served, line_to):
    line = line_to(served(lambda _request: Reply("whole", broken_after=3)))
    with pytest.raises(http.client.IncompleteRead) as caught:
        ask(line)
    assert caught.value.partial == b"who"
