"""HTTP/1.1 with kept connections for the played Bot API; a handler may also break the line."""

import contextlib
import socket
import sys
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, cast

from depesha.testing.bot_api_script import Reply

Answer = Callable[[str, str, bytes], Reply | None]
"""Path, content type and body of a request → the reply, or None to break the line."""


class Server:
    """Listens on 127.0.0.1 from `start` to `stop`, a thread per connection."""

    def __init__(self, answer: Answer, port: int = 0) -> None:
        self._http = _Http(("127.0.0.1", port), _Handler)
        self._http.answer = answer
        self.port = int(self._http.server_address[1])
        self._thread = threading.Thread(
            target=self._http.serve_forever, kwargs={"poll_interval": 0.02}, name="bot-api"
        )

    def start(self) -> None:
        """Answer requests from now on."""
        self._thread.start()

    def stop(self) -> None:
        """Break all lines and wait for all threads."""
        self._http.shutdown()
        self._thread.join()
        self._http.break_lines()
        self._http.server_close()


class _Http(ThreadingHTTPServer):
    daemon_threads = False
    block_on_close = True
    answer: Answer

    def __init__(self, *args: Any) -> None:
        self._lines: set[socket.socket] = set()
        self._lock = threading.Lock()
        super().__init__(*args)

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
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length)
        answer = cast("_Http", self.server).answer
        # A client killed in the middle of its request has asked for nothing.
        whole = len(body) == length
        reply = answer(self.path, self.headers.get("Content-Type") or "", body) if whole else None
        if reply is None:
            self.close_connection = True
            return
        self.send_response(reply.status)
        self.send_header("Content-Type", reply.content_type)
        self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        self.wfile.write(reply.body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name it overrides
        """Not to standard error."""
