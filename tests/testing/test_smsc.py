"""The played SMSC keeps to the standard as far as a foreign client can see."""

import socket
import struct

import pytest

from depesha.testing import Fault
from depesha.testing.smsc import LOGIN, PASSWORD, Smsc


@pytest.fixture
def smsc():
    with Smsc() as smsc:
        yield smsc


@pytest.fixture
def line(smsc):
    with socket.create_connection(("127.0.0.1", smsc.port), 5) as line:
        yield line


def ask(line, command, body=b"", sequence=1):
    line.sendall(struct.pack(">IIII", 16 + len(body), command, 0, sequence) + body)
    size, *head = struct.unpack(">IIII", line.recv(16, socket.MSG_WAITALL))
    return *head, line.recv(size - 16, socket.MSG_WAITALL) if size > 16 else b""


def bind(line, password=PASSWORD):
    return ask(line, 9, f"{LOGIN}\0{password}\0\0".encode() + b"\x34\0\0\0")[1]


SUBMIT = b"\0\5\0Shop\0\1\1" + b"79161234567\0" + b"\0\0\0\0\0\1\0\0\0\2Hi"


def test_without_a_bind_nothing_is_taken(smsc, line):
    assert bind(line, "wrong") == 0x0E
    line.settimeout(0.2)
    with pytest.raises(TimeoutError):
        ask(line, 4, SUBMIT)
    assert not smsc.received


def test_what_is_submitted_is_received(smsc, line):
    assert bind(line) == 0
    assert ask(line, 4, SUBMIT, 7) == (0x80000004, 0, 7, b"A1\0")
    [got] = smsc.received
    assert (got.address, got.text, smsc.parts[0].id) == ("+79161234567", "Hi", "A1")


def test_a_fault_for_one_address(smsc, line):
    bind(line)
    smsc.fail(Fault.REFUSE, address="+70000000000")
    assert ask(line, 4, SUBMIT)[1] == 0
