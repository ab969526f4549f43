"""HTTP/1.1 with kept connections for the played providers; a handler may also break the line."""

import contextlib
import json
import socket
import ssl
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import HTTP
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, cast
from urllib.parse import parse_qsl, urlsplit


@dataclass(frozen=True, slots=True)
class Request:
    """What a client asks."""

    method: str
    target: str
    """Path and query, as in the request line."""
    headers: Mapping[str, str]
    body: bytes

    @property
    def path(self) -> str:
        """Without the query."""
        return urlsplit(self.target).path

    def query(self) -> dict[str, str]:
        """The fields of the query."""
        return dict(parse_qsl(urlsplit(self.target).query, keep_blank_values=True))

    def form(self, encoding: str = "utf-8") -> dict[str, str]:
        """The fields of the query and of a form in the body."""
        query = urlsplit(self.target).query
        text = self.body.decode("ascii", "replace")
        return dict(
            parse_qsl(query, keep_blank_values=True)
            + parse_qsl(text, keep_blank_values=True, encoding=encoding, errors="replace")
        )

    def json(self) -> dict[str, Any]:
        """The JSON object in the body; empty where there is none."""
        try:
            found = json.loads(self.body)
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}

    def files(self) -> dict[str, "File"]:
        """The files of a multipart form, by their fields."""
        head = f"Content-Type: {self.headers.get('content-type', '')}\r\n\r\n".encode()
        form = BytesParser(EmailMessage, policy=HTTP).parsebytes(head + self.body)
        found = {}
        for part in form.iter_parts():
            name = part.get_param("name", "", "content-disposition")
            data = part.get_payload(decode=True)
            if part.get_filename() is not None and isinstance(data, bytes):
                found[str(name)] = File(str(part.get_filename()), part.get_content_type(), data)
        return found


@dataclass(frozen=True, slots=True)
class File:
    """An uploaded file."""

    name: str
    mime: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer over HTTP: `content` is JSON, or text where it is a string, or bytes."""

    content: Any
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    broken_after: int | None = None
    """So many bytes of the body go out, then the line breaks."""

    def body(self) -> bytes:
        """The bytes that go out."""
        if isinstance(self.content, bytes):
            return self.content
        if isinstance(self.content, str):
            return self.content.encode()
        return json.dumps(self.content, ensure_ascii=False).encode()


Answer = Callable[[Request], Reply | None]
"""A request → the reply, or None to break the line."""


class WebServer:
    """Listens on 127.0.0.1 from `start` to `stop`, a thread per connection; over TLS where a
    context is given."""

    def __init__(self, answer: Answer, port: int = 0, tls: ssl.SSLContext | None = None) -> None:
        self._http = _Http(("127.0.0.1", port), _Handler)
        self._http.answer = answer
        self._http.tls = tls
        self.port = int(self._http.server_address[1])
        self._stopping = False
        self._thread = threading.Thread(target=self._serve, name="web")

    def start(self) -> None:
        """Answer requests from now on."""
        self._thread.start()

    def stop(self) -> None:
        """Break all lines and wait for all threads."""
        self._stopping = True
        # A caller wakes it at once; polling for a flag would cost each test its interval.
        with contextlib.suppress(OSError):
            socket.create_connection(("127.0.0.1", self.port), timeout=5).close()
        self._thread.join()
        self._http.break_lines()
        self._http.server_close()

    def _serve(self) -> None:
        while not self._stopping:
            self._http.handle_request()


@contextlib.contextmanager
def untrusted_server() -> Iterator[str]:
    """The address of a server whose certificate nobody trusts; whoever believes it is answered."""
    from depesha.testing.smtp_tls import server_context

    server = WebServer(lambda _request: Reply({}), tls=server_context("127.0.0.1", "good"))
    server.start()
    try:
        yield f"https://127.0.0.1:{server.port}"
    finally:
        server.stop()


class _Http(ThreadingHTTPServer):
    daemon_threads = False
    block_on_close = True
    answer: Answer
    tls: ssl.SSLContext | None = None

    def __init__(self, *args: Any) -> None:
        self._lines: set[socket.socket] = set()
        self._lock = threading.Lock()
        super().__init__(*args)

    def get_request(self) -> tuple[socket.socket, Any]:
        line, peer = super().get_request()
        if self.tls is not None:
            # The handshake comes with the first read, in the connection's own thread.
            line = self.tls.wrap_socket(line, server_side=True, do_handshake_on_connect=False)
        return line, peer

    def process_request(self, request: Any, client_address: Any) -> None:
        with self._lock:
            self._lines.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        with self._lock:
            self._lines.discard(request)
        super().shutdown_request(request)

    def break_lines(self) -> None:
        # An idle kept connection waits for its next request: only this wakes its thread.
        with self._lock:
            for line in self._lines:
                with contextlib.suppress(OSError):
                    line.shutdown(socket.SHUT_RDWR)

    def handle_error(self, request: Any, client_address: Any) -> None:
        # Clients that go away are the daily bread of this server; all else is its own fault.
        if not isinstance(sys.exc_info()[1], ConnectionError | ssl.SSLError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1  # head and body in one packet

    def do_GET(self) -> None:
        self._serve()

    def do_POST(self) -> None:
        self._serve()

    def _serve(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length)
        # A client killed in the middle of its request has asked for nothing.
        whole = len(body) == length
        answer = cast("_Http", self.server).answer
        headers = {name.lower(): value for name, value in self.headers.items()}
        reply = answer(Request(self.command, self.path, headers, body)) if whole else None
        if reply is None:
            self.close_connection = True
            return
        content = reply.body()
        kind = "text/plain" if isinstance(reply.content, str | bytes) else "application/json"
        self.send_response(reply.status)
        for name, value in {"Content-Type": kind, **reply.headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content[: reply.broken_after])
        if reply.broken_after is not None:
            self.close_connection = True

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name it overrides
        """Not to standard error."""
