"""The defaults that authors lean on."""

import socket

import pytest

from depesha.api import AccountSettings, NotNow, Reason, Receipt, Style
from depesha.testing.contract_base import ContractBase, Outcome, closed_port, same_text


@pytest.mark.parametrize(
    ("outcome", "certain"),
    [
        (Outcome(receipt=Receipt()), True),
        (Outcome(error=NotNow(Reason.TIMEOUT)), True),
        (Outcome(error=OSError(), on_entry=True), True),
        (Outcome(error=OSError()), False),
        (Outcome(error=RuntimeError(), on_entry=True), False),
    ],
)
def test_what_counts_as_certain(outcome, certain):
    assert outcome.certain is certain


def test_a_closed_port_is_closed():
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", closed_port())) != 0


def test_same_text():
    assert same_text("a\nb", "a\r\nb\r\n")
    assert not same_text("a\nb", "a b")
    assert not same_text("a & b", "a &amp; b")


class Contract(ContractBase):
    def good_address(self):
        return "a@b.example"


def contract_for(style):
    channel = type("Any", (), {"style": style, "address": staticmethod(str)})
    return type("Any", (Contract,), {"channel": channel})()


def test_messages_are_made_in_the_channels_style():
    letter = contract_for(Style.LETTER).message("1 < 2")
    assert letter.subject
    assert letter.html == "<html><body><p>1 &lt; 2</p></body></html>"
    tags = contract_for(Style.TAGS).message("1 < 2")
    assert (tags.subject, tags.html, tags.text) == ("", "1 &lt; 2", "1 < 2")
    assert contract_for(Style.TEXT).message("1 < 2").html == ""
    assert letter.key != tags.key
    assert len(letter.key) <= 40


def test_what_an_author_must_give_is_asked_for():
    base = ContractBase()
    with pytest.raises(NotImplementedError, match="good_address: "):
        base.good_address()
    for method in (base.impatient, lambda account: base.unreachable(account, 1)):
        with pytest.raises(NotImplementedError, match="return the account"):
            method(AccountSettings())


def test_accounts_are_changed_by_their_usual_fields(judge):
    base = ContractBase()
    assert base.unreachable(judge.account, 99).port == 99
    assert base.impatient(judge.account).timeout == 0.5
    wrong = base.wrong_login(judge.account).password
    assert wrong
    assert wrong != judge.account.password
