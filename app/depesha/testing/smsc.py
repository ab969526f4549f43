"""An SMSC, played: SMPP 3.4 on loopback, with faults.

with Smsc() as smsc:
    account = SmppSettings(**smsc.account())
    ...
    smsc.tell(smsc.parts[0].id, "DELIVRD")    # a receipt, to whoever is bound or binds next
"""

import socket
import socketserver
import ssl
import struct
import threading
from collections import deque
from contextlib import suppress
from itertools import count
from types import TracebackType
from typing import Any, Literal, NamedTuple, Self

from depesha.testing.provider import Fault, Received

LOGIN, PASSWORD = "office", "s3cret"
_BIND, _SUBMIT, _DELIVER, _UNBIND, _ENQUIRE = 0x9, 0x4, 0x5, 0x6, 0x15
_ANSWER = 0x80000000
_STATUS = {Fault.REFUSE: 0x0B, Fault.THROTTLE: 0x58, Fault.BREAK_ACCOUNT: 0x0A}
_STATES = {"ENROUTE": 1, "DELIVRD": 2, "EXPIRED": 3, "UNDELIV": 5, "ACCEPTD": 6, "REJECTD": 8}
_PAGE = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html>Wi-Fi</html>"


class Part(NamedTuple):
    """One submit_sm that was taken."""

    id: str
    source: tuple[int, int, str]
    address: str
    coding: int
    header: bytes
    """The user data header, without its own length; empty where there is none."""
    text: bytes


class _Rule(NamedTuple):
    fault: Fault
    address: str


class Smsc:
    """All messages in `received`, put together; their segments in `parts`."""

    def __init__(self, *, tls: ssl.SSLContext | None = None, first_id: int = 0xA0) -> None:
        self.parts: list[Part] = []
        self.received: list[Received] = []
        self.binds = 0
        self.refused_deliveries = 0
        """What was sent to a client that did not take it."""
        self._tls = tls
        self._next_id = first_id
        self._rules: list[_Rule] = []
        self._receipts: deque[bytes] = deque()
        self._numbers = count(1)
        self._open: set[socket.socket] = set()
        self._lock = threading.RLock()
        self._over = threading.Event()
        self._server: socketserver.ThreadingTCPServer | None = None

    def account(self) -> dict[str, Any]:
        """Settings of an account, by the smpp plugin's names; the password apart."""
        return {"gateway": "smpp", "host": "127.0.0.1", "port": self.port, "login": LOGIN}

    @property
    def port(self) -> int:
        """Of 127.0.0.1."""
        assert self._server is not None
        return int(self._server.server_address[1])

    def fail(self, fault: Fault, *, times: int = 1, address: str = "", after: float = 1.0) -> None:  # noqa: ARG002
        """See Provider. SMPP names no seconds to wait."""
        self._rules += [_Rule(fault, address)] * times

    def tell(
        self, id_: str, word: str, *, way: Literal["text", "parameters"] = "text", error: str = ""
    ) -> None:
        """Queue a receipt for the part with this id; it goes out with the next answer or bind."""
        self.deliver(
            f"id:{id_} sub:001 dlvrd:001 submit date:2611271200 done date:2611271201"
            f" stat:{word} err:{error or '000'} text:" if way == "text" else "",
            esm_class=4,
            parameters=b"" if way == "text" else _receipt_parameters(id_, word),
        )  # fmt: skip

    def deliver(self, text: str, *, esm_class: int = 0, parameters: bytes = b"") -> None:
        """Queue a deliver_sm."""
        plain = text.encode("latin-1")
        fields = [b"\0", b"\1\1" + b"79161234567\0", b"\1\1" + b"100\0", bytes([esm_class, 0, 0])]
        fields += [b"\0\0", bytes([0, 0, 0, 0, len(plain)]), plain, parameters]
        self._receipts.append(b"".join(fields))

    def hang_up(self) -> None:
        """Close every connection, as after a long silence."""
        with self._lock:
            for one in self._open:
                with suppress(OSError):
                    one.shutdown(socket.SHUT_RDWR)

    def __enter__(self) -> Self:
        smsc = self

        class Handler(socketserver.BaseRequestHandler):
            def handle(self) -> None:
                with suppress(OSError):
                    smsc._serve(self.request)

        class Server(socketserver.ThreadingTCPServer):
            daemon_threads = True

        self._server = Server(("127.0.0.1", 0), Handler)
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._over.set()
        self.hang_up()
        assert self._server is not None
        self._server.shutdown()
        self._server.server_close()

    # --- One connection ------------------------------------------------------------------------

    def _serve(self, plain: socket.socket) -> None:
        line = plain if self._tls is None else self._tls.wrap_socket(plain, server_side=True)
        with self._lock:
            self._open.add(line)
        told: dict[int, bytes] = {}
        bound = False
        try:
            while (found := _read(line)) is not None:
                command, sequence, body = found.command, found.sequence, found.body
                if command == _BIND:
                    bound = self._bind(line, sequence, body)
                elif command == _SUBMIT and bound:
                    if not self._submit(line, sequence, body):
                        return
                elif command in {_UNBIND, _ENQUIRE}:
                    bound = bound and command != _UNBIND
                    _send(line, command | _ANSWER, 0, sequence)
                elif command == _DELIVER | _ANSWER:
                    told.pop(sequence, None)
                    self.refused_deliveries += found.status != 0
                if bound:
                    self._tell(line, told)
        finally:
            self._receipts.extend(told.values())  # nobody said that it came
            with self._lock:
                self._open.discard(line)
            line.close()

    def _bind(self, line: socket.socket, sequence: int, body: bytes) -> bool:
        login, password, *_rest = body.split(b"\0")
        right = (login.decode(), password.decode()) == (LOGIN, PASSWORD)
        self.binds += right
        _send(line, _BIND | _ANSWER, 0 if right else 0x0E, sequence, b"smsc\0" if right else b"")
        return right

    def _submit(self, line: socket.socket, sequence: int, body: bytes) -> bool:
        """False where the connection is at its end."""
        part = self._part(body)
        fault = self._fault(part.address)
        if fault in _STATUS:
            _send(line, _SUBMIT | _ANSWER, _STATUS[fault], sequence)
            return True
        if fault is Fault.DROP_BEFORE:
            return False
        self._take(part)
        if fault is Fault.DROP_AFTER:
            return False
        if fault is Fault.STALL:
            self._over.wait(5)
            return False
        if fault is Fault.GARBAGE:
            line.sendall(_PAGE)
            return False
        _send(line, _SUBMIT | _ANSWER, 0, sequence, part.id.encode() + b"\0")
        return True

    def _fault(self, address: str) -> Fault | None:
        with self._lock:
            rule = next((one for one in self._rules if one.address in {"", address}), None)
            if rule is not None:
                self._rules.remove(rule)
        return rule.fault if rule else None

    def _part(self, body: bytes) -> Part:
        _service, at = _text(body, 0)
        source, after = _text(body, at + 2)
        target, end = _text(body, after + 2)
        esm_class = body[end]
        _moment, end = _text(body, end + 3)
        _moment, end = _text(body, end)
        coding, size = body[end + 2], body[end + 4]
        text = body[end + 5 : end + 5 + size]
        header = text[1 : 1 + text[0]] if esm_class & 0x40 else b""
        with self._lock:
            self._next_id += 1
            id_ = f"{self._next_id:X}"
        kind = body[at], body[at + 1], source
        return Part(id_, kind, f"+{target}", coding, header, text[len(header) + bool(header) :])

    def _take(self, part: Part) -> None:
        with self._lock:
            self.parts.append(part)
            if not part.header:
                self._took([part])
                return
            total = part.header[3]
            same = [one for one in self.parts if one.address == part.address
                    and one.header[:4] == part.header[:4]]  # fmt: skip
            if len(same) >= total and part.header[4] == total:
                self._took(sorted(same[-total:], key=lambda one: one.header[4]))

    def _took(self, parts: list[Part]) -> None:
        import gsm0338

        whole = b"".join(one.text for one in parts)
        wide = parts[0].coding == 8
        text = whole.decode("utf-16-be") if wide else gsm0338.Codec().decode(whole)[0]
        self.received.append(Received(parts[0].address, text, raw=whole))

    def _tell(self, line: socket.socket, told: dict[int, bytes]) -> None:
        while self._receipts:
            number = next(self._numbers)
            told[number] = self._receipts.popleft()
            _send(line, _DELIVER, 0, number, told[number])


class _Unit(NamedTuple):
    command: int
    status: int
    sequence: int
    body: bytes


def _read(line: socket.socket) -> _Unit | None:
    head = _exactly(line, 16)
    if head is None:
        return None
    size, command, status, sequence = struct.unpack(">IIII", head)
    body = _exactly(line, size - 16)
    return None if body is None else _Unit(command, status, sequence, body)


def _exactly(line: socket.socket, size: int) -> bytes | None:
    found = b""
    while len(found) < size:
        piece = line.recv(size - len(found))
        if not piece:
            return None
        found += piece
    return found


def _send(line: socket.socket, command: int, status: int, number: int, body: bytes = b"") -> None:
    line.sendall(struct.pack(">IIII", 16 + len(body), command, status, number) + body)


def _text(body: bytes, at: int) -> tuple[str, int]:
    end = body.index(b"\0", at)
    return body[at:end].decode("latin-1"), end + 1


def _receipt_parameters(id_: str, word: str) -> bytes:
    plain = id_.encode() + b"\0"
    message_id = struct.pack(">HH", 0x001E, len(plain)) + plain
    return message_id + struct.pack(">HHB", 0x0427, 1, _STATES[word])
