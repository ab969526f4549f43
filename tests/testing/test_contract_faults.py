"""Each check of the bad cases passes an honest channel and convicts one that is not."""

from contextlib import nullcontext

import pytest

from depesha.api import NotNow, Reason, Receipt, Refused, Scope
from depesha.testing import Fault


def raising(error):
    def method(self, message, after):
        raise error

    return method


def taking_and_raising(error):
    def method(self, message, after):
        self.box.take(message)
        raise error

    return method


LATER = NotNow(Reason.CONNECTION)
HONEST = [
    "test_a_refused_person_ends_that_row_alone",
    "test_a_throttled_message_waits",
    "test_a_broken_account_is_told_as_such",
    "test_a_wrong_login_breaks_the_account",
    "test_nobody_listens",
]


@pytest.mark.parametrize("check", HONEST)
def test_an_honest_channel_passes(judge, check):
    judge(check)


@pytest.mark.parametrize("fault", [Fault.DROP_BEFORE, Fault.DROP_AFTER, Fault.STALL, Fault.GARBAGE])
def test_an_honest_channel_claims_what_it_knows(judge, fault):
    judge("test_no_more_is_claimed_than_known", fault=fault)


def test_a_refusal_that_is_none(judge, found):
    with found("DID NOT RAISE"):
        judge(HONEST[0], session={"refuse": lambda *_: Receipt()})


def test_a_session_that_dies_of_a_refusal(judge, found):
    def send(self, message):
        if self.box.next()[0]:
            self.box = None
            raise Refused(Reason.REFUSED)
        return None if self.box is None else self.box.take(message)

    with pytest.raises(AttributeError):
        judge(HONEST[0], session={"send": send})


def test_a_throttle_without_its_seconds(judge, found):
    flaw = {"throttle": raising(NotNow(Reason.THROTTLED))}
    with found("after: None instead of 7.0"):
        judge(HONEST[1], session=flaw)
    judge(HONEST[1], session=flaw, contract={"names_delay": False})


def test_a_throttled_message_that_went_nevertheless(judge, found):
    late = NotNow(Reason.THROTTLED, after=7.0, scope=Scope.ACCOUNT)
    with found("NotNow, yet the message arrived"):
        judge(HONEST[1], session={"throttle": taking_and_raising(late)})


def test_a_broken_account_taken_for_a_refused_person(judge, found):
    with found("expected AccountBroken, got Refused"):
        judge(HONEST[2], session={"break_account": raising(Refused(Reason.REFUSED))})


def test_a_wrong_login_that_goes_through(judge, found):
    def connect(settings, context):
        return nullcontext(judge.plain_session(settings))

    with found("expected AccountBroken, got Receipt"):
        judge(HONEST[3], channel={"connect": staticmethod(connect)})


def test_a_server_that_is_down_blamed_on_the_person(judge, found):
    def connect(settings, context):
        raise Refused(Reason.REFUSED)

    with found("nobody's fault"):
        judge(HONEST[4], channel={"connect": staticmethod(connect)})


def test_a_server_that_is_down_not_known_as_such(judge, found):
    def connect(settings, context):
        raise RuntimeError("?")

    with found("certainly not sent, so NotNow"):
        judge(HONEST[4], channel={"connect": staticmethod(connect)})


@pytest.mark.parametrize("fault", [Fault.DROP_AFTER, Fault.STALL, Fault.GARBAGE])
def test_certainty_where_there_is_none(judge, found, fault):
    with found("nobody can know"):
        judge(
            "test_no_more_is_claimed_than_known",
            fault=fault,
            session={fault.value: taking_and_raising(LATER)},
        )


def test_a_repetition_behind_the_back(judge, found):
    def drop_after(self, message, after):
        self.box.take(message)
        self.box.take(message)
        return Receipt()

    with found("arrived 2 times"):
        judge(
            "test_no_more_is_claimed_than_known",
            fault=Fault.DROP_AFTER,
            session={"drop_after": drop_after},
        )


@pytest.mark.parametrize(
    ("flaw", "words"),
    [
        (taking_and_raising(LATER), "NotNow, yet the message arrived"),
        (raising(RuntimeError("?")), "expected NotNow"),
        (lambda *_: Receipt(), "a Receipt, yet nothing arrived"),
    ],
)
def test_a_claim_that_is_not_the_truth(judge, found, flaw, words):
    with found(words):
        judge(
            "test_no_more_is_claimed_than_known",
            fault=Fault.DROP_BEFORE,
            session={"drop_before": flaw},
        )


def test_a_provider_that_cannot_play_a_fault_is_not_asked(judge):
    with pytest.raises(RuntimeError, match="cannot play throttle"):
        judge(HONEST[1], contract={"faults": frozenset()})
