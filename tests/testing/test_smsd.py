"""Files as Gammu SMSD reads and moves them."""

import pytest

from depesha.testing import Fault
from depesha.testing.smsd import Smsd

NAME = "OUTC20261127_120000_00_+79161234567_m1.txt"


@pytest.fixture
def smsd(tmp_path):
    with Smsd(tmp_path / "spool") as made:
        yield made


def put(smsd, content, name=NAME):
    (smsd.outbox / name).write_bytes(content)


@pytest.mark.parametrize("code", ["utf-16-le", "utf-16-be"])
def test_a_marked_text_is_unicode(smsd, code):
    put(smsd, "\ufeffЁлка 🎉".encode(code))
    [one] = smsd.received
    assert (one.address, one.text, one.key) == ("+79161234567", "Ёлка 🎉", "m1")


def test_an_unmarked_text_is_taken_byte_by_byte(smsd):
    put(smsd, "ё".encode())
    assert smsd.received[0].text == "Ñ\x91"


def test_what_does_not_begin_with_out_is_no_message(smsd):
    put(smsd, b"x", "new-" + NAME)
    smsd.work()
    assert smsd.received == []
    assert [one.name for one in smsd.outbox.iterdir()] == ["new-" + NAME]


@pytest.mark.parametrize("name", ["OUTwhat.txt", NAME.replace("m1", "m" * 90)])
def test_a_name_that_smsd_would_not_understand_is_an_error(smsd, name):
    put(smsd, b"x", name)
    with pytest.raises(ValueError, match="would not understand"):
        smsd.work()


def test_what_is_sent_and_what_is_not(smsd):
    put(smsd, b"one")
    put(smsd, b"two", NAME.replace("+79161234567", "+79162222222"))
    smsd.fail(Fault.REFUSE, address="+79162222222")
    smsd.work()
    assert [one.name for one in smsd.sent.iterdir()] == [NAME]
    assert len(list(smsd.error.iterdir())) == 1
    assert {one.text for one in smsd.received} == {"one", "two"}


def test_a_broken_account_has_no_outbox(smsd):
    smsd.fail(Fault.BREAK_ACCOUNT)
    assert not smsd.outbox.exists()
    assert smsd.received == []


def test_the_account(smsd):
    assert smsd.account()["outbox"] == str(smsd.outbox)
