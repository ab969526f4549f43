"""The server under the played Bot API: kept connections, broken lines, a quiet end."""

import http.client
import socket
import threading

import pytest

from depesha.testing.bot_api_http import Server
from depesha.testing.bot_api_script import Reply


@pytest.fixture
def serve():
    """serve(answer): a running server; all are stopped at the end."""
    running = []

    def serve(answer):
        server = Server(answer)
        server.start()
        running.append(server)
        return server

    yield serve
    for server in running:
        server.stop()


def echo(path, content_type, body):
    return Reply(201, "text/plain", f"{path} {content_type} ".encode() + body)


def test_one_line_carries_many_requests(serve):
    line = http.client.HTTPConnection("127.0.0.1", serve(echo).port)
    line.connect()
    before = line.sock.getsockname()
    for number in range(3):
        line.request("POST", f"/{number}", b"\x00\xff", {"Content-Type": "a/b"})
        answer = line.getresponse()
        assert (answer.status, answer.read()) == (201, f"/{number} a/b ".encode() + b"\x00\xff")
    assert line.sock.getsockname() == before
    line.close()


def test_a_broken_line(serve):
    line = http.client.HTTPConnection("127.0.0.1", serve(lambda *_: None).port)
    line.request("POST", "/", b"x")
    with pytest.raises(http.client.RemoteDisconnected):
        line.getresponse()
    line.close()


def test_half_a_request_is_none(serve):
    asked = []
    server = serve(lambda *request: asked.append(request))
    with socket.create_connection(("127.0.0.1", server.port)) as line:
        line.sendall(b"POST / HTTP/1.1\r\nContent-Length: 10\r\n\r\nhalf")
        line.shutdown(socket.SHUT_WR)
        assert line.recv(100) == b""
    assert asked == []


def test_stopping_breaks_idle_lines_and_ends_all_threads():
    before = set(threading.enumerate())
    server = Server(echo)
    server.start()
    line = http.client.HTTPConnection("127.0.0.1", server.port)
    line.request("POST", "/")
    line.getresponse().read()
    server.stop()
    assert set(threading.enumerate()) <= before
    assert line.sock.recv(1) == b""
    line.close()


def test_its_own_faults_are_told(serve, capsys):
    def answer(*_):
        raise ZeroDivisionError

    line = http.client.HTTPConnection("127.0.0.1", serve(answer).port)
    line.request("POST", "/")
    with pytest.raises(ConnectionError):
        line.getresponse()
    line.close()
    assert "ZeroDivisionError" in capsys.readouterr().err
