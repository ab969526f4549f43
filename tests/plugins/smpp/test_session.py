import socket
import threading
from dataclasses import replace

import pytest

from depesha.api import (
    AccountBroken,
    Fate,
    NotNow,
    Pending,
    Reason,
    Refused,
    Secret,
)
from depesha.testing import Fault
from depesha_smpp.session import PartlySentError, sender

LONG = "Здравствуйте! " * 12


def pending(receipt, key="k1"):
    return Pending(key, receipt.provider_id, "+79161234567", 0.0)


def test_a_short_one(opened, smsc, message):
    with opened() as session:
        receipt = session.send(message("Order {5} is ready"))
    assert (receipt.provider_id, receipt.parts) == ("A1", 1)
    [part] = smsc.parts
    assert part.source == (5, 0, "Depesha")
    assert (part.coding, part.header) == (0, b"")
    assert smsc.received[0].text == "Order {5} is ready"
    assert smsc.received[0].address == "+79161234567"


def test_a_long_one_arrives_whole(opened, smsc, message):
    with opened() as session:
        one, other = session.send(message(LONG)), session.send(message(LONG))
    assert (one.parts, other.parts) == (3, 3)
    assert [got.text for got in smsc.received] == [LONG, LONG]
    assert len({part.header[2] for part in smsc.parts}) == 2, "two messages with one reference"


def test_delivered_when_all_segments_are(opened, smsc, message):
    with opened() as session:
        receipt = session.send(message(LONG))
        ids = receipt.provider_id.split()
        for id_ in ids[:2]:
            smsc.tell(id_, "DELIVRD")
        session.send(message())
        [report] = session.poll_status([pending(receipt)])
        assert (report.fate, report.answer) == (Fate.UNDERWAY, "2/3")
        smsc.tell(ids[2], "DELIVRD", way="parameters")
        session.send(message())
    with opened() as session:
        [report] = session.poll_status([pending(receipt)])
    assert report.fate is Fate.DELIVERED


def test_failed_when_one_segment_is(opened, smsc, message):
    with opened() as session:
        receipt = session.send(message(LONG))
        for id_, word in zip(
            receipt.provider_id.split(), ("DELIVRD", "UNDELIV", "DELIVRD"), strict=True
        ):
            smsc.tell(id_, word, error="034" if word == "UNDELIV" else "")
    with opened() as session:
        [report] = session.poll_status([pending(receipt)])
    assert (report.fate, report.reason) == (Fate.FAILED, Reason.UNREACHABLE)
    assert report.answer == "stat:UNDELIV err:034"


def test_a_receipt_that_came_while_nobody_was_there(opened, smsc, message):
    with opened() as session:
        receipt = session.send(message())
    smsc.tell(receipt.provider_id, "EXPIRED")
    with opened() as session:
        [report] = session.poll_status([pending(receipt)])
        assert list(session.poll_status([Pending("k9", "", "+79161234567", 0.0)])) == []
    assert (report.fate, report.reason) == (Fate.EXPIRED, Reason.EXPIRED)


def test_a_line_that_hung_up_meanwhile_costs_nobody_a_try(opened, smsc, message):
    with opened() as session:
        session.send(message("раз"))
        smsc.hang_up()
        session._wire.listen(2.0)
        session.send(message("два"))
    assert [got.text for got in smsc.received] == ["раз", "два"]
    assert smsc.binds == 2


def test_too_fast_in_the_middle_of_a_message_is_waited_for(opened, smsc, message, waits):
    with opened() as session:
        first = session._first
        session._first = lambda *given: (first(*given), smsc.fail(Fault.THROTTLE, times=2))[0]
        receipt = session.send(message(LONG))
    assert receipt.parts == 3
    assert waits == [1.0, 1.0]
    assert [got.text for got in smsc.received] == [LONG]


@pytest.mark.parametrize("fault", [Fault.REFUSE, Fault.BREAK_ACCOUNT])
def test_a_no_in_the_middle_is_no_certain_end(opened, smsc, message, fault):
    with opened() as session:
        first = session._first
        session._first = lambda *given: (first(*given), smsc.fail(fault))[0]
        with pytest.raises(PartlySentError):
            session.send(message(LONG))


def test_a_message_that_is_too_long_or_half_a_character(opened, smsc, message):
    with opened() as session:
        for text, reason in (("Ё" * 67 * 256, Reason.TOO_MANY_PARTS), ("\ud83c", Reason.CONTENT)):
            with pytest.raises(Refused) as caught:
                session.send(message(text))
            assert caught.value.reason is reason
    assert not smsc.parts


def test_a_wrong_password_and_one_that_cannot_go(opened):
    for password in ("wrong", "пароль", "a\0b"):
        with pytest.raises(AccountBroken) as caught, opened(password=Secret(password)):
            pass
        assert caught.value.reason is Reason.LOGIN


def test_a_page_in_place_of_an_smsc(opened):
    with socket.create_server(("127.0.0.1", 0)) as server:
        page = b"HTTP/1.1 400 Bad Request\r\n\r\n<html>"

        def serve():
            with server.accept()[0] as line:
                line.recv(1000)
                line.sendall(page)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        with pytest.raises(NotNow) as caught, opened(port=server.getsockname()[1]):
            pass
        thread.join(5)
    assert "HTTP" in caught.value.answer


def test_roots_that_cannot_be_read(opened, tmp_path):
    wrong = tmp_path / "roots.pem"
    wrong.write_text("no certificate")
    with pytest.raises(AccountBroken) as caught, opened(security="tls", ca_file=str(wrong)):
        pass
    assert caught.value.reason is Reason.TLS
    assert caught.value.cure


def test_it_says_who_answered(opened):
    with opened() as session:
        assert session.test() == "The SMSC 127.0.0.1 took the login office."


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("+7 916".replace(" ", "") + "1234567", (1, 1, "79161234567")),
        ("1234", (3, 0, "1234")),
        ("Depesha", (5, 0, "Depesha")),
    ],
)
def test_the_sender_by_its_form(account, text, party):
    assert sender(replace(account, sender=text)) == party
    assert sender(replace(account, sender=text, sender_ton=0, sender_npi=9))[:2] == (0, 9)


def test_a_sender_of_russian_letters(account):
    with pytest.raises(AccountBroken) as caught:
        sender(replace(account, sender="Депеша"))
    assert caught.value.reason is Reason.SENDER_REJECTED
