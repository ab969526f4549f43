"""What an answer means, whatever a stranger's plugin answers, and what is kept of its words."""

import base64
import sqlite3
from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesha.api import (
    AccountBroken,
    AccountSettings,
    Message,
    NotNow,
    Reason,
    Receipt,
    Refused,
    Scope,
    Secret,
    secret,
)
from depesha.delivery.outcome import (
    AFTER_MAX,
    ANSWER_MAX,
    Outcome,
    Scrubber,
    amount,
    connecting,
    describe,
    one_line,
    try_many,
    try_send,
    whole_number,
)
from depesha.domain.states import State


@dataclass(frozen=True, kw_only=True)
class TwoSecrets(AccountSettings):
    password: Secret = secret(title="Password")
    token: Secret = secret(title="Token")


SCRUB = Scrubber(TwoSecrets(password=Secret("пароль №1"), token=Secret("12:AB/x")))


def sending(answer) -> Outcome:
    def send(_message):
        if isinstance(answer, BaseException):
            raise answer
        return answer

    return try_send(send, None, SCRUB)


def test_a_receipt_is_kept_as_it_is():
    receipt = Receipt("id-1", parts=2, cost=Decimal("3.40"), answer="250 ok")
    expected = Outcome(
        State.ACCEPTED, answer="250 ok", provider_id="id-1", parts=2, cost=Decimal("3.40")
    )
    assert sending(receipt) == expected


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (Refused(Reason.SPAM, "554"), Outcome(State.FAILED, "spam", "554")),
        (
            NotNow(Reason.GREYLISTED, "451", after=60),
            Outcome(State.WAITING, "greylisted", "451", after=60.0),
        ),
        (
            NotNow(Reason.THROTTLED, "429", after=3.5, scope=Scope.ACCOUNT),
            Outcome(State.QUEUED, "throttled", "429", after=3.5, holds_account=True, reopen=True),
        ),
        (
            AccountBroken(Reason.LOGIN, "535", cure="Mend it."),
            Outcome(
                State.QUEUED, "login", "535", breaks_account=True, cure="Mend it.", reopen=True
            ),
        ),
    ],
    ids=["refused", "not now", "account waits", "account broken"],
)
def test_each_certain_answer_has_its_meaning(answer, expected):
    assert sending(answer) == expected


@pytest.mark.parametrize(
    "answer",
    [
        None,
        "OK",
        True,
        TimeoutError("read timed out"),
        ConnectionResetError(),
        SystemExit(1),
        KeyboardInterrupt(),
        GeneratorExit(),
    ],
    ids=repr,
)
def test_anything_else_means_that_nobody_knows(answer):
    outcome = sending(answer)
    assert (outcome.state, outcome.reason, outcome.reopen) == (State.UNKNOWN, "lost_answer", True)
    assert outcome.answer


class Speechless(Exception):
    def __str__(self):
        raise RuntimeError("no words")


class Forgetful(Refused):
    def __init__(self):
        """The base was never told anything."""


@pytest.mark.parametrize("answer", [Speechless(), Forgetful()], ids=["no words", "no reason"])
def test_an_exception_that_cannot_be_read_says_at_least_its_name(answer):
    outcome = sending(answer)
    assert outcome.state is State.UNKNOWN
    assert outcome.answer


@pytest.mark.parametrize(
    ("asked", "waits"),
    [
        (None, None),
        (0, None),
        (-5, None),
        (float("nan"), None),
        ("soon", None),
        ([], None),
        ("30", 30.0),
        (float("inf"), AFTER_MAX),
        (10**400, None),
        (3 * 3600, 10800.0),
    ],
)
def test_a_wait_is_a_sane_number_of_seconds_or_our_own(asked, waits):
    outcome = sending(NotNow(Reason.THROTTLED, after=asked, scope=Scope.ACCOUNT))
    assert outcome.after == waits


ANYTHING = st.one_of(
    st.none(),
    st.integers(),
    st.floats(),
    st.text(st.characters()),
    st.binary(),
    st.lists(st.integers()),
    st.decimals(),
)


@given(ANYTHING, ANYTHING, ANYTHING, ANYTHING)
def test_whatever_a_receipt_holds_can_be_stored(provider_id, parts, cost, answer):
    outcome = sending(Receipt(provider_id, parts, cost, answer))
    assert outcome.state is State.ACCEPTED, "the provider took it, however badly that is told"
    c = sqlite3.connect(":memory:")
    c.execute("CREATE TABLE t (a TEXT NOT NULL, i TEXT NOT NULL, p INTEGER, c TEXT) STRICT")
    price = None if outcome.cost is None else str(outcome.cost)
    row = (outcome.answer, outcome.provider_id, outcome.parts, price)
    c.execute("INSERT INTO t VALUES (?, ?, ?, ?)", row)
    assert c.execute("SELECT * FROM t").fetchone() == row
    c.close()


@given(ANYTHING, ANYTHING, ANYTHING)
def test_whatever_a_refusal_holds_can_be_stored(reason, answer, after):
    for error in (Refused(reason, answer), NotNow(reason, answer, after=after)):
        outcome = sending(error)
        assert outcome.state in {State.FAILED, State.WAITING}
        (outcome.reason + outcome.answer).encode()
        assert outcome.after is None or 0 < outcome.after <= AFTER_MAX


def test_secrets_are_taken_out_in_every_spelling():
    quoted = quote("12:AB/x", safe="")
    said = SCRUB(f"https://x/bot12:AB/x/send https://x/bot{quoted}/send login «пароль №1»")
    assert said == "https://x/bot•••/send https://x/bot•••/send login «•••»"
    for login in ("a:", "ab:", "abc:"):
        coded = base64.b64encode(f"{login}пароль №1".encode()).decode()
        said = SCRUB(f"Authorization: Basic {coded}, again")
        assert "•••" in said
        assert len(said) < len("Authorization: Basic , again") + 16
    outcome = sending(ValueError("POST /bot12:AB/x/ failed"))
    assert "12:AB/x" not in outcome.answer


def test_the_cause_of_an_exception_is_told_without_secrets():
    error = RuntimeError("sending failed")
    error.__cause__ = OSError("line of 12:AB/x broke")
    assert sending(error).answer == "RuntimeError: sending failed ← OSError: line of ••• broke"
    assert describe(KeyError()) == "KeyError"


def test_ten_megabytes_of_answer_become_a_line():
    said = SCRUB("слово\n" * 1_600_000)
    assert len(said) == ANSWER_MAX
    assert said.startswith("слово слово")


@given(st.text(st.characters()))
def test_a_stranger_never_breaks_the_line(text):
    line = one_line(text)
    line.encode()
    assert line.isprintable()
    assert one_line(line) == line


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("550 5.1.1\r\n no such\tuser ", "550 5.1.1 no such user"),
        ("a\x00b\x1b[31mc", "a b [31mc"),
        ("caf\udce9", "caf"),
        ("Рога и К° – «да» 👍", "Рога и К° – «да» 👍"),
    ],
)
def test_one_line(text, line):
    assert one_line(text) == line


@pytest.mark.parametrize(
    ("value", "number"),
    [(2, 2), ("3", 3), (0, 0), (-1, None), (2**40, None), ("x", None), (None, None), (1e400, None)],
)
def test_whole_number(value, number):
    assert whole_number(value) == number


@pytest.mark.parametrize(
    ("value", "money"),
    [
        (Decimal("1.50"), Decimal("1.50")),
        (0.1, Decimal("0.1")),
        ("2.75", Decimal("2.75")),
        (None, None),
        ("free", None),
        (Decimal("NaN"), None),
        (float("inf"), None),
    ],
)
def test_amount(value, money):
    assert amount(value) == money


@pytest.mark.parametrize(
    ("error", "reason", "broken"),
    [
        (TimeoutError("timed out"), "timeout", False),
        (ConnectionRefusedError("refused"), "connection", False),
        (NotNow(Reason.THROTTLED, after=9), "throttled", False),
        (Refused(Reason.POLICY), "policy", False),
        (AccountBroken(Reason.NO_MONEY), "no_money", True),
        (AttributeError("no attribute"), "configuration", True),
        (SystemExit(), "configuration", True),
    ],
    ids=repr,
)
def test_while_connecting_nothing_left_whatever_happens(error, reason, broken):
    outcome = connecting(error, SCRUB)
    assert outcome.state is State.QUEUED
    assert outcome.reason == reason
    assert outcome.breaks_account is broken
    assert outcome.holds_account is not broken


def test_what_a_server_asks_at_the_door_is_kept():
    assert connecting(NotNow(Reason.THROTTLED, after=9), SCRUB).after == 9.0


def several(send_many):
    messages = [Message(key=f"k-{n}", address=f"a{n}@x.ru") for n in range(4)]
    return try_many(send_many, messages, str)


def test_of_several_each_gets_its_own_answer():
    outcomes = several(
        lambda _messages: {
            "k-0": Receipt("p-0", cost=Decimal("2.50")),
            "k-1": Refused(Reason.SPAM, "no"),
            "k-3": NotNow(Reason.THROTTLED, after=5),
            "stranger": Receipt("p-9"),
        }
    )
    states = [one.state for one in outcomes]
    assert states == [State.ACCEPTED, State.FAILED, State.UNKNOWN, State.WAITING]
    assert (outcomes[0].provider_id, outcomes[0].cost) == ("p-0", Decimal("2.50"))
    assert outcomes[2].answer == "The provider said nothing of this message."
    assert outcomes[2].reopen


def test_an_answer_that_cannot_be_read_harms_no_other():
    outcomes = several(
        lambda _messages: {"k-0": Forgetful(), "k-1": "OK", "k-2": Receipt("p-2"), "k-3": 5}
    )
    states = [one.state for one in outcomes]
    assert states == [State.UNKNOWN, State.UNKNOWN, State.ACCEPTED, State.UNKNOWN]


def test_what_is_raised_is_about_all_of_them():
    def broken(_messages):
        raise AccountBroken(Reason.NO_MONEY, "0.00")

    assert {one.breaks_account for one in several(broken)} == {True}


@pytest.mark.parametrize("said", [None, [], "OK", 5], ids=repr)
def test_no_answers_at_all_mean_that_nobody_knows(said):
    outcomes = several(lambda _messages: said)
    assert [one.state for one in outcomes] == [State.UNKNOWN] * 4


@pytest.mark.parametrize("error", [TimeoutError(), SystemExit()], ids=repr)
def test_a_lost_answer_to_several_leaves_exactly_these_in_doubt(error):
    def lost(_messages):
        raise error

    outcomes = several(lost)
    assert [(one.state, one.reopen) for one in outcomes] == [(State.UNKNOWN, True)] * 4
