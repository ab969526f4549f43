"""The few protocol data units of SMPP 3.4 that a sender needs, as bytes and back."""

import struct
from typing import NamedTuple

BIND = 0x00000009
"""bind_transceiver."""
SUBMIT = 0x00000004
DELIVER = 0x00000005
UNBIND = 0x00000006
ENQUIRE = 0x00000015
NACK = 0x80000000
"""generic_nack; the same bit makes an answer of every other command."""

LONGEST = 1 << 16
"""Bytes of a unit; real ones have hundreds."""
_HEAD = struct.Struct(">IIII")
_TLV = struct.Struct(">HH")
_VERSION = 0x34
_HAS_HEADER = 0x40
"""esm_class: the text begins with a user data header."""
_RECEIPT = 0x04
"""esm_class of deliver_sm: it tells what became of a message."""
_MESSAGE_ID, _MESSAGE_STATE = 0x001E, 0x0427


class GarbageError(Exception):
    """What came is not SMPP."""


class Pdu(NamedTuple):
    """One unit."""

    command: int
    status: int
    sequence: int
    body: bytes = b""

    @property
    def is_answer(self) -> bool:
        """Whether it belongs to a unit that was sent before."""
        return bool(self.command & NACK)

    def encoded(self) -> bytes:
        """As it goes over the wire."""
        head = _HEAD.pack(_HEAD.size + len(self.body), self.command, self.status, self.sequence)
        return head + self.body

    def answer(self, status: int = 0, body: bytes = b"") -> "Pdu":
        """The answer to it."""
        return Pdu(self.command | NACK, status, self.sequence, body)

    @property
    def text_id(self) -> str:
        """The id that an answer to SUBMIT gives the message."""
        return _string(self.body, 0)[0] if self.body else ""


def length(head: bytes) -> int:
    """Of the whole unit, from its first four bytes. Raises GarbageError."""
    size: int = struct.unpack(">I", head)[0]
    if not _HEAD.size <= size <= LONGEST:
        raise GarbageError(f"begins with {head!r}")
    return size


def decoded(data: bytes) -> Pdu:
    """One whole unit."""
    _size, command, status, sequence = _HEAD.unpack_from(data)
    return Pdu(command, status, sequence, data[_HEAD.size :])


def bind(login: str, password: str, system_type: str) -> bytes:
    """The body of BIND. ValueError where a text cannot be sent."""
    return b"".join(map(_terminated, (login, password, system_type))) + bytes([_VERSION, 0, 0, 0])


class Party(NamedTuple):
    """A number or a name, with its type (TON) and plan (NPI)."""

    ton: int
    npi: int
    address: str

    def encoded(self) -> bytes:
        """ValueError where the address cannot be sent."""
        return bytes([self.ton, self.npi]) + _terminated(self.address)


def submit(source: Party, target: Party, coding: int, text: bytes, *, has_header: bool) -> bytes:
    """The body of SUBMIT, with a receipt asked for."""
    esm_class = _HAS_HEADER if has_header else 0
    # service_type; then protocol, priority; no schedule, the SMSC's own validity; receipt, no
    # replacing; then the coding, no text of the SMSC's own, and the length.
    return b"".join((
        b"\0", source.encoded(), target.encoded(), bytes([esm_class, 0, 0]), b"\0\0",
        bytes([1, 0, coding, 0, len(text)]), text,
    ))  # fmt: skip


class Delivery(NamedTuple):
    """What DELIVER brought."""

    is_receipt: bool
    text: str
    message_id: str = ""
    """Where it came as a parameter of its own."""
    state: int | None = None


def delivery(body: bytes) -> Delivery:
    """Taken apart. Raises GarbageError."""
    try:
        return _delivery(body)
    except (IndexError, struct.error, ValueError) as error:
        raise GarbageError(f"deliver_sm: {error}") from None


def _delivery(body: bytes) -> Delivery:
    at = _string(body, 0)[1]  # service_type
    for _party in range(2):
        at = _string(body, at + 2)[1]
    esm_class = body[at]
    at += 3
    for _moment in range(2):
        at = _string(body, at)[1]
    size = body[at + 4]
    at += 5
    text, at = body[at : at + size].decode("latin-1"), at + size
    found = dict(_parameters(body, at))
    state = found.get(_MESSAGE_STATE)
    return Delivery(
        bool(esm_class & 0x3C == _RECEIPT or _MESSAGE_ID in found),
        text,
        found.get(_MESSAGE_ID, b"").rstrip(b"\0").decode("latin-1"),
        state[0] if state else None,
    )


def _parameters(body: bytes, at: int) -> list[tuple[int, bytes]]:
    found = []
    while at < len(body):
        tag, size = _TLV.unpack_from(body, at)
        at += _TLV.size
        found.append((tag, body[at : at + size]))
        at += size
    return found


def _string(body: bytes, at: int) -> tuple[str, int]:
    """The text that ends with a zero, and where the next field begins."""
    end = body.index(b"\0", at)
    return body[at:end].decode("latin-1"), end + 1


def _terminated(text: str) -> bytes:
    if "\0" in text:
        raise ValueError("a zero byte")
    return text.encode("latin-1") + b"\0"
