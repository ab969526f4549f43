"""The SMTP dialogue as lines and answers.

Not the standard library's smtplib: that tries a wrong password once per mechanism, cannot send one
with Cyrillic letters, reads answers without end, hides what the server said unasked, copies each
letter twice, and does not let a caller tell before from after the final dot.
"""

import base64
import re
import select
import socket
import ssl
import sys
from collections.abc import Iterable
from typing import NamedTuple

_CONNECT_SECONDS = 30.0
_ANSWER_MAX = 1 << 16
"""Bytes of one answer; real ones have hundreds."""
_SHOWN_MAX = 500
"""Characters of an answer that are kept."""
_IS_ANSWER = re.compile(rb"[1-5]\d\d(?:[ -]|$)")
_STATUS = re.compile(r"([245]\.\d{1,3}\.\d{1,3})\b")
_HIDDEN = "•••"


class GarbageError(Exception):
    """What came is not an SMTP answer."""


class ClosedError(ConnectionError):
    """The server closed the connection."""


class Answer(NamedTuple):
    """`550 5.1.1 No such user` → 550, `5.1.1`, `No such user`."""

    code: int
    status: str
    """The enhanced status code (RFC 3463), or empty."""
    text: str

    @property
    def good(self) -> bool:
        """2xx."""
        return 200 <= self.code < 300

    def __str__(self) -> str:
        return " ".join(filter(None, (str(self.code), self.status, self.text)))


class Wire:
    """One connection. Raises OSError (ClosedError, TimeoutError, ssl.SSLError) and GarbageError."""

    def __init__(self, host: str, port: int, timeout: float, secrets: Iterable[str] = ()) -> None:
        """Connect. `timeout` is in seconds and applies to each wait; `secrets` never show in an
        answer, whatever the server echoes."""
        self.letters = 0
        """Carried so far."""
        self.unfinished = False
        """A transaction was begun and not brought to its end: RSET comes first."""
        self.features: dict[str, str] = {}
        """What EHLO announced: keyword in upper case → its parameters."""
        self.name = host
        """How the server calls itself."""
        self._timeout = timeout
        self._buffer = bytearray()
        self._secrets = [form for secret in secrets for form in _forms(secret)]
        self._socket = socket.create_connection((host, port), min(timeout, _CONNECT_SECONDS))
        self._socket.settimeout(timeout)
        # Small writes must not wait for the server's acknowledgement of the ones before.
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def secure(self, context: ssl.SSLContext, host: str) -> None:
        """Begin TLS. The socket is closed where that fails."""
        if self._buffer:
            # Said in clear text, to be believed under TLS: somebody sits in between.
            raise GarbageError("answers sent ahead of TLS")
        self._socket = context.wrap_socket(self._socket, server_hostname=host)

    def hide(self, secret: str) -> None:
        """This too is never to show in an answer."""
        self._secrets += _forms(secret)

    def write(self, data: bytes | memoryview) -> None:
        """Send all of it."""
        self._socket.sendall(data)

    def command(self, line: bytes) -> Answer:
        """Send a line, wait for its answer."""
        self.write(line + b"\r\n")
        return self.read()

    def hello(self) -> Answer:
        """EHLO with an address literal: the PC's own name may be Cyrillic and is nobody's
        business."""
        self.write(b"EHLO [127.0.0.1]\r\n")
        first, *rest = lines = self._lines()
        if first[:1] == b"2":
            self.name = self._shown(first[4:]).partition(" ")[0] or self.name
            words = (line[4:].decode("ascii", "replace").partition(" ") for line in rest)
            self.features = {key.upper(): value for key, _blank, value in words}
        return self._answer(lines)

    def read(self, patience: int = 1) -> Answer:
        """The next answer; `patience` multiplies the time to wait for it."""
        return self._answer(self._lines(patience))

    @property
    def broken(self) -> bool:
        """Whether the server has said something unasked (421) or hung up. Costs no round trip."""
        if self._buffer:
            return True
        if not _readable(self._socket):
            return False
        # Something is there: TLS housekeeping, last words, or the end.
        self._socket.settimeout(0)
        try:
            self._socket.recv(1)
        except (BlockingIOError, ssl.SSLWantReadError):
            self._socket.settimeout(self._timeout)
            return False
        except OSError:
            pass
        return True

    @property
    def unread(self) -> bool:
        """Whether the server said more than was asked: the next answer is not to the next
        question."""
        return bool(self._buffer)

    def quit(self) -> None:
        """Say goodbye and hang up; nothing that goes wrong matters."""
        try:
            self._socket.settimeout(min(self._timeout, 2.0))
            self.command(b"QUIT")
        except (OSError, GarbageError):
            pass
        self.close()

    def close(self) -> None:
        """Hang up without a word."""
        self._socket.close()

    # --- Reading -------------------------------------------------------------------------------

    def _lines(self, patience: int = 1) -> list[bytes]:
        lines: list[bytes] = []
        size = 0
        while True:
            line = self._line(patience)
            size += len(line)
            if not _IS_ANSWER.match(line) or size > _ANSWER_MAX:
                raise GarbageError(self._shown(line))
            lines.append(line)
            if line[3:4] != b"-":
                return lines

    def _line(self, patience: int) -> bytes:
        while (end := self._buffer.find(b"\n")) < 0:
            if len(self._buffer) > _ANSWER_MAX:
                raise GarbageError(self._shown(bytes(self._buffer)))
            data = self._receive(patience)
            if not data:
                rest = bytes(self._buffer)
                if rest:
                    raise GarbageError(self._shown(rest))
                raise ClosedError("the server closed the connection")
            self._buffer += data
        line = bytes(self._buffer[:end]).rstrip(b"\r")
        del self._buffer[: end + 1]
        return line

    def _receive(self, patience: int) -> bytes:
        # Waiting several times, since each change of the time-out is a system call.
        for _more in range(patience - 1):
            try:
                return self._socket.recv(8192)
            except TimeoutError:
                continue
        return self._socket.recv(8192)

    def _answer(self, lines: list[bytes]) -> Answer:
        texts = [self._shown(line[4:]) for line in lines]
        found = _STATUS.match(texts[0])
        status = found[1] if found else ""
        if status:
            texts = [text.removeprefix(status).strip() for text in texts]
        return Answer(int(lines[-1][:3]), status, " ".join(filter(None, texts))[:_SHOWN_MAX])

    def _shown(self, raw: bytes) -> str:
        text = raw[: 4 * _SHOWN_MAX].decode("utf-8", "replace")
        for secret in self._secrets:
            text = text.replace(secret, _HIDDEN)
        if not text.isprintable():
            text = "".join(c if c.isprintable() else " " for c in text)
        return " ".join(text.split())


def _readable(line: socket.socket) -> bool:
    if sys.platform == "win32":
        return bool(select.select([line], [], [], 0)[0])
    # Not select(), which knows no file numbers above 1023.
    poller = select.poll()
    poller.register(line, select.POLLIN)
    return bool(poller.poll(0))


def _forms(secret: str) -> list[str]:
    """The secret as a server may echo it: as it is, and as LOGIN and the end of PLAIN carry it."""
    raw = secret.encode()
    shifted = (base64.b64encode(bytes(n) + raw).decode().rstrip("=") for n in range(3))
    inner = (text[4 if n else 0 : -1] for n, text in enumerate(shifted))
    return [form for form in (secret, *inner) if len(form) >= 4]
