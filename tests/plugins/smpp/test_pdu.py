import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesha_smpp import pdu
from depesha_smpp.pdu import GarbageError, Party, Pdu


def test_a_bind_is_what_the_standard_says():
    unit = Pdu(pdu.BIND, 0, 1, pdu.bind("office", "pw", "SMS")).encoded()
    head, body = "00000022 00000009 00000000 00000001", "6f666669636500 707700 534d5300 34000000"
    assert unit == bytes.fromhex(head + body)


def test_a_submit_is_what_the_standard_says():
    to = Party(1, 1, "79161234567")
    body = pdu.submit(Party(5, 0, "Shop"), to, 8, b"\x04\x14", has_header=False)
    source, target = "00 0500 53686f7000", "0101 373931363132333435363700"
    assert body == bytes.fromhex(f"{source} {target} 000000 0000 0100 0800 02 0414")
    joined = pdu.submit(Party(5, 0, "Shop"), to, 8, b"\x05\x00", has_header=True)
    at = 1 + 7 + 14
    assert (body[at], joined[at]) == (0, 0x40)


def test_texts_that_cannot_go():
    for wrong in ("a\0b", "Ёлка"):
        with pytest.raises(ValueError, match=r".*"):
            pdu.bind(wrong, "", "")


@given(st.integers(0, 0xFFFFFFFF), st.integers(0, 0xFFFFFFFF), st.binary(max_size=300))
def test_there_and_back(command, sequence, body):
    one = Pdu(command, 7, sequence, body)
    data = one.encoded()
    assert pdu.length(data[:4]) == len(data)
    assert pdu.decoded(data) == one


@pytest.mark.parametrize("head", [b"HTTP", b"\0\0\0\x0f", b"\xff\xff\xff\xff"])
def test_what_is_no_smpp(head):
    with pytest.raises(GarbageError):
        pdu.length(head)


@given(st.binary(max_size=200))
def test_whatever_is_delivered_is_taken_apart_or_refused(body):
    try:
        found = pdu.delivery(body)
    except GarbageError:
        return
    assert isinstance(found.text, str)
