import pytest

from depesha.testing.smsc import LOGIN, PASSWORD
from depesha_smpp import pdu
from depesha_smpp.wire import ClosedError, Wire


@pytest.fixture
def kept():
    return []


@pytest.fixture
def wire(smsc, kept):
    wire = Wire(("127.0.0.1", smsc.port), None, 5.0, kept.append)
    assert wire.ask(pdu.BIND, pdu.bind(LOGIN, PASSWORD, "")).status == 0
    yield wire
    wire.unbind()


def test_what_comes_in_between_is_dealt_with(wire, smsc, kept):
    smsc.tell("A1", "DELIVRD")
    assert wire.ask(pdu.ENQUIRE).status == 0
    assert wire.listen(0.2)
    assert [one.text[:5] for one in kept] == ["id:A1"]
    assert smsc.refused_deliveries == 0


def test_what_people_write_is_left_to_whoever_takes_it(wire, smsc, kept):
    smsc.deliver("STOP")
    wire.ask(pdu.ENQUIRE)
    assert wire.listen(0.2)
    assert wire.ask(pdu.ENQUIRE).status == 0
    assert not kept
    assert smsc.refused_deliveries == 1


def test_a_line_that_hung_up_is_noticed(wire, smsc):
    assert wire.listen(0.0)
    smsc.hang_up()
    assert not wire.listen(2.0)
    with pytest.raises((ClosedError, ConnectionError)):
        wire.ask(pdu.ENQUIRE)


def test_a_command_that_nobody_knows_is_answered(wire):
    answer = wire.ask(pdu.UNBIND)
    assert answer.is_answer
