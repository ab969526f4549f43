import pytest

from depesha.api import Fate
from depesha_smpp import receipts as module
from depesha_smpp.pdu import Delivery
from depesha_smpp.receipts import STATES, Receipt, Receipts, name_of

TEXT = "id:{} sub:001 dlvrd:001 submit date:2611271200 done date:2611271201 stat:{} err:{} text:x"


def told(id_, word, error="000"):
    return Delivery(True, TEXT.format(id_, word, error))


@pytest.fixture
def receipts(tmp_path):
    return Receipts(tmp_path, "main")


def test_what_was_told_is_known(receipts):
    receipts.keep(told("A1", "DELIVRD"))
    found = receipts.known()["a1"]
    assert found == Receipt(2, "")
    assert found.words == "stat:DELIVRD"
    assert STATES[found.state].fate is Fate.DELIVERED
    assert "a2" not in receipts.known()


def test_another_session_knows_it_too(receipts, tmp_path):
    receipts.keep(told("7", "UNDELIV", "0b5"))
    assert Receipts(tmp_path, "main").known()["7"].words == "stat:UNDELIV err:0b5"
    assert Receipts(tmp_path, "other").known() == {}


@pytest.mark.parametrize("words", [("DELIVRD", "ENROUTE"), ("ACCEPTD", "DELIVRD", "ACCEPTD")])
def test_what_is_over_stays_over(receipts, words):
    for word in words:
        receipts.keep(told("7", word))
    assert STATES[receipts.known()["7"].state].fate is Fate.DELIVERED


@pytest.mark.parametrize(
    ("numbers", "answer", "receipt"),
    [
        ("same", "0000012345", "12345"),
        ("same", "ABCDEF", "abcdef"),
        ("decimal", "1F", "31"),
        ("decimal", "1F", "0000000031"),
        ("hex", "31", "1F"),
        ("hex", "31", "0000001f"),
        ("decimal", "no-number", "no-number"),
    ],
)
def test_numbers_are_written_in_many_ways(receipts, numbers, answer, receipt):
    receipts.keep(told(receipt, "DELIVRD"))
    assert name_of(answer, numbers) in receipts.known()


def test_parameters_go_before_the_text(receipts):
    receipts.keep(Delivery(True, TEXT.format("9", "ENROUTE", "000"), "10", 2))
    assert receipts.known() == {"10": Receipt(2, "")}


@pytest.mark.parametrize("text", ["", "Ёлка", "id: stat:DELIVRD", "id:5 stat:WHAT", "id:5"])
def test_what_says_nothing_is_left(receipts, text):
    receipts.keep(Delivery(True, text))
    assert receipts.known() == {}


def test_a_line_that_a_crash_has_cut_is_left(receipts, tmp_path):
    receipts.keep(told("5", "ENROUTE"))
    with (tmp_path / "receipts-main.txt").open("a") as file:
        file.write("6 2")
    assert list(receipts.known()) == ["5"]


def test_old_ones_go(receipts, monkeypatch):
    monkeypatch.setattr(module, "LONG", 100)
    for number in range(100, 140):
        receipts.keep(told(str(number), "DELIVRD"))
    known = receipts.known()
    assert "139" in known
    assert "100" not in known
    assert len(known) >= 10
