"""A bound connection: units out, units in, and what the SMSC asks in between.

Not smpplib: it writes every unit into the log, the password of the bind too, reads as much as a
length of four bytes says, and does not tell a line that broke before from one that broke after.
"""

import itertools
import select
import socket
import ssl
from collections.abc import Callable
from contextlib import suppress

from depesha_smpp import pdu
from depesha_smpp.pdu import GarbageError, Pdu

_CONNECT_SECONDS = 30.0
_TRY_AGAIN = 0x64
"""ESME_RX_T_APPN of deliver_sm: not taken now, keep it."""


class ClosedError(ConnectionError):
    """The SMSC closed the connection."""


class Wire:
    """One connection. Raises OSError (ClosedError, TimeoutError, ssl.SSLError) and GarbageError."""

    def __init__(
        self,
        place: tuple[str, int],
        trust: ssl.SSLContext | None,
        timeout: float,
        keep: Callable[[pdu.Delivery], None],
    ) -> None:
        """Connect. `timeout` is in seconds; `keep` is given each receipt before it is answered: an
        SMSC forgets what was taken."""
        self._keep = keep
        self._numbers = itertools.count(1)
        plain = socket.create_connection(place, min(timeout, _CONNECT_SECONDS))
        try:
            plain.settimeout(timeout)
            plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._socket = plain if trust is None else trust.wrap_socket(
                plain, server_hostname=place[0]
            )  # fmt: skip
        except BaseException:
            plain.close()
            raise

    def write(self, command: int, body: bytes = b"") -> int:
        """Send a unit; its number, to `read` the answer by. What fails here did not go: a unit of
        which a part is missing is none."""
        number = next(self._numbers) & 0x7FFFFFFF
        self._socket.sendall(Pdu(command, 0, number, body).encoded())
        return number

    def read(self, number: int) -> Pdu:
        """The answer to a unit; what the SMSC sends before it is dealt with."""
        while True:
            found = self._next()
            if found.is_answer:
                if found.sequence == number:
                    return found
            else:
                self._obey(found)

    def ask(self, command: int, body: bytes = b"") -> Pdu:
        """Send a unit and wait for its answer."""
        return self.read(self.write(command, body))

    def listen(self, seconds: float) -> bool:
        """Deal with what comes in until nothing came for so long; False where it hung up."""
        try:
            while self._pending(seconds):
                found = self._next()
                if not found.is_answer:
                    self._obey(found)
        except OSError:
            return False
        return True

    def close(self) -> None:
        """Without a word."""
        with suppress(OSError):
            self._socket.close()

    def unbind(self) -> None:
        """Say goodbye, whatever is answered."""
        with suppress(OSError, GarbageError):
            self._socket.settimeout(min(self._socket.gettimeout() or 1.0, 5.0))
            self.ask(pdu.UNBIND)
        self.close()

    def _obey(self, asked: Pdu) -> None:
        if asked.command == pdu.DELIVER:
            found = pdu.delivery(asked.body)
            if found.is_receipt:
                self._keep(found)
            # What people write back has nowhere to go to here: whoever takes it is to have it.
            self._answer(asked.answer(0 if found.is_receipt else _TRY_AGAIN, b"\0"))
        elif asked.command in {pdu.ENQUIRE, pdu.UNBIND}:
            self._answer(asked.answer())
            if asked.command == pdu.UNBIND:
                raise ClosedError("unbind")
        else:
            self._answer(Pdu(pdu.NACK, 3, asked.sequence))  # ESME_RINVCMDID

    def _answer(self, answer: Pdu) -> None:
        self._socket.sendall(answer.encoded())

    def _next(self) -> Pdu:
        head = self._exactly(4)
        return pdu.decoded(head + self._exactly(pdu.length(head) - 4))

    def _exactly(self, size: int) -> bytes:
        found = bytearray()
        while len(found) < size:
            piece = self._socket.recv(size - len(found))
            if not piece:
                raise ClosedError("closed by the SMSC")
            found += piece
        return bytes(found)

    def _pending(self, seconds: float) -> bool:
        if isinstance(self._socket, ssl.SSLSocket) and self._socket.pending():
            return True
        # Not select(), which knows no file numbers above 1023; but Windows has no poll().
        if not hasattr(select, "poll"):
            return bool(select.select([self._socket], [], [], seconds)[0])
        poll = select.poll()
        poll.register(self._socket, select.POLLIN)
        return bool(poll.poll(seconds * 1000))
