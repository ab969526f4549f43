"""The SMTP dialogue as lines and answers.

Not the standard library's smtplib: that tries a wrong password once per mechanism, cannot send one
with Cyrillic letters, reads answers without end, hides what the server said unasked, copies each
letter twice, and does not let a caller tell before from after the final dot.
"""

import base64
import re
import socket
import ssl
import time
from collections.abc import Generator, Iterable, Sequence
from typing import NamedTuple

from depesha.api import Wait
from depesha_email.gathering import beyond, joined
from depesha_email.parts import Buffer
from depesha_email.waiting import finish

_CONNECT_SECONDS = 30.0
_ANSWER_MAX = 1 << 16
"""Bytes of one answer; real ones have hundreds."""
_SHOWN_MAX = 500
"""Characters of an answer that are kept."""
_IS_ANSWER = re.compile(rb"[1-5]\d\d(?:[ -]|$)")
_USUAL = re.compile(rb"[1-5]\d\d [^\n]{0,998}\n")
"""An answer of one line."""
_SENDMSG = hasattr(socket.socket, "sendmsg")
"""Windows has none."""
_NOT_YET = (BlockingIOError, ssl.SSLWantReadError, ssl.SSLWantWriteError)
_SEND_BUFFER = 1 << 20
"""Bytes that may be under way."""
_JOIN, _JOIN_TLS = 1 << 12, 1 << 16
"""Bytes of a piece that is handed over by itself; smaller ones are joined, since each costs a
little, and under TLS a system call."""
_IDLE = 1.0
"""Seconds. After a shorter pause between two letters, what the server said unasked shows soon
enough in the next answer: not worth a system call."""
_KEPT = 64
"""Answers that are not taken apart again: most of a server's are always the same."""
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
    """One connection. Raises OSError (ClosedError, TimeoutError, ssl.SSLError) and GarbageError.

    `sending` and `reading` yield where they must wait; `write`, `read` and `command` wait.
    """

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
        self._used_at = 0.0
        self._buffer = bytearray()
        self._secrets = [form for secret in secrets for form in _forms(secret)]
        self._known: dict[bytes, Answer] = {}
        self._socket = socket.create_connection((host, port), min(timeout, _CONNECT_SECONDS))
        # Small writes must not wait for the server's acknowledgement of the ones before.
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        # A letter with a price list at once: what does not fit costs waiting, a piece at a time.
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _SEND_BUFFER)
        self._socket.settimeout(0.0)

    def secure(self, context: ssl.SSLContext, host: str) -> None:
        """Begin TLS. The socket is closed where that fails."""
        if self._buffer:
            # Said in clear text, to be believed under TLS: somebody sits in between.
            raise GarbageError("answers sent ahead of TLS")
        self._socket.settimeout(self._timeout)
        self._socket = context.wrap_socket(self._socket, server_hostname=host)
        self._socket.settimeout(0.0)

    def hide(self, secret: str) -> None:
        """This too is never to show in an answer."""
        self._secrets += _forms(secret)

    def write(self, data: bytes) -> None:
        """Send all of it."""
        finish(self.sending([data]))

    def sending(self, pieces: Sequence[Buffer]) -> Generator[Wait, None, None]:
        """Send all of them."""
        gathers = _SENDMSG and not isinstance(self._socket, ssl.SSLSocket)
        left = joined(pieces, _JOIN if gathers else _JOIN_TLS)
        while left:
            try:
                sent = self._socket.sendmsg(left) if gathers else self._socket.send(left[0])
            except ssl.SSLWantReadError:
                yield Wait(self._socket.fileno(), self._timeout)
            except _NOT_YET:
                yield Wait(self._socket.fileno(), self._timeout, to_write=True)
            else:
                left = beyond(left, sent)

    def command(self, line: bytes) -> Answer:
        """Send a line, wait for its answer."""
        return finish(self.asking(line))

    def asking(self, line: bytes) -> Generator[Wait, None, Answer]:
        """Send a line, wait for its answer."""
        yield from self.sending([line + b"\r\n"])
        return (yield from self.reading())

    def hello(self) -> Answer:
        """EHLO with an address literal: the PC's own name may be Cyrillic and is nobody's
        business."""
        self.write(b"EHLO [127.0.0.1]\r\n")
        first, *rest = lines = finish(self._lines(self._timeout))
        if first[:1] == b"2":
            self.name = self._shown(first[4:]).partition(" ")[0] or self.name
            words = (line[4:].decode("ascii", "replace").partition(" ") for line in rest)
            self.features = {key.upper(): value for key, _blank, value in words}
        return self._answer(lines)

    def read(self) -> Answer:
        """The next answer."""
        return finish(self.reading())

    def reading(self, patience: int = 1) -> Generator[Wait, None, Answer]:
        """The next answer; `patience` multiplies the time to wait for it."""
        seconds = self._timeout * patience
        if not self._buffer:
            yield from self._more(seconds)
        return self.heard() or self._answer((yield from self._lines(seconds)))

    def heard(self) -> Answer | None:
        """The next answer, where it is here already, whole, and of one line."""
        usual = _USUAL.match(self._buffer)
        if usual is None:
            return None
        line = usual[0]
        del self._buffer[: len(line)]
        known = self._known.get(line)
        if known is None:
            known = self._answer([line.rstrip(b"\r\n")])
            if len(self._known) < _KEPT:
                self._known[line] = known
        return known

    @property
    def broken(self) -> bool:
        """Whether the server has said something unasked (421) or hung up. Costs no round trip."""
        if self._buffer:
            return True
        if self.letters and time.monotonic() - self._used_at < _IDLE:
            return False
        try:
            # Something is there: TLS housekeeping, last words, or the end.
            self._socket.recv(1)
        except _NOT_YET:
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
            self._timeout = min(self._timeout, 2.0)
            self.command(b"QUIT")
        except (OSError, GarbageError):
            pass
        self.close()

    def close(self) -> None:
        """Hang up without a word."""
        self._socket.close()

    # --- Reading -------------------------------------------------------------------------------

    def _lines(self, seconds: float) -> Generator[Wait, None, list[bytes]]:
        lines: list[bytes] = []
        size = 0
        while True:
            line = yield from self._line(seconds)
            size += len(line)
            if not _IS_ANSWER.match(line) or size > _ANSWER_MAX:
                raise GarbageError(self._shown(line))
            lines.append(line)
            if line[3:4] != b"-":
                return lines

    def _line(self, seconds: float) -> Generator[Wait, None, bytes]:
        while (end := self._buffer.find(b"\n")) < 0:
            if len(self._buffer) > _ANSWER_MAX:
                raise GarbageError(self._shown(bytes(self._buffer)))
            yield from self._more(seconds)
        line = bytes(self._buffer[:end]).rstrip(b"\r")
        del self._buffer[: end + 1]
        return line

    def _more(self, seconds: float) -> Generator[Wait, None, None]:
        """Receive something."""
        # Trying first would mostly be in vain; but TLS may have it in its pocket already.
        if not (isinstance(self._socket, ssl.SSLSocket) and self._socket.pending()):
            yield Wait(self._socket.fileno(), seconds)
        while True:
            try:
                data = self._socket.recv(8192)
                break
            except ssl.SSLWantWriteError:
                yield Wait(self._socket.fileno(), seconds, to_write=True)
            except _NOT_YET:
                yield Wait(self._socket.fileno(), seconds)
        if not data:
            if self._buffer:
                raise GarbageError(self._shown(bytes(self._buffer)))
            raise ClosedError("the server closed the connection")
        self._used_at = time.monotonic()
        self._buffer += data

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


def _forms(secret: str) -> list[str]:
    """The secret as a server may echo it: as it is, and as LOGIN and the end of PLAIN carry it."""
    raw = secret.encode()
    shifted = (base64.b64encode(bytes(n) + raw).decode().rstrip("=") for n in range(3))
    inner = (text[4 if n else 0 : -1] for n, text in enumerate(shifted))
    return [form for form in (secret, *inner) if len(form) >= 4]
