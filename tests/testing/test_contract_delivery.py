"""Each check of the good case passes an honest channel and convicts one that is not."""

from contextlib import contextmanager, nullcontext
from dataclasses import replace
from decimal import Decimal

import pytest

from depesha.api import Fate, Money, Reason, Receipt, Refused, StatusReport

ARRIVES = "test_a_message_arrives_once_and_intact"


def distorting(change):
    def send(self, message):
        self.box.take(change(message))
        return Receipt()

    return {"send": send}


@pytest.mark.parametrize(
    "check",
    [
        ARRIVES,
        "test_a_session_carries_many_messages",
        "test_two_sessions_work_at_once",
        "test_an_unused_session_closes_quietly",
        "test_the_rehearsal_is_a_file",
    ],
)
def test_an_honest_channel_passes(judge, check):
    judge(check)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda m: replace(m, address="b@b.example"), "sent to 'b@b.example'"),
        (lambda m: replace(m, text=m.text.replace("🎉", "?")), "the text became"),
        (lambda m: replace(m, text=m.text.replace("&amp;", "&")), "the text became"),
        (lambda m: replace(m, text=m.text.replace("\n", " ")), "the text became"),
        (lambda m: replace(m, subject="?"), "the subject became"),
        (lambda m: replace(m, key="other"), "the key became"),
    ],
)
def test_what_arrives_is_not_what_was_sent(judge, found, change, words):
    with found(words):
        judge(ARRIVES, session=distorting(change))


def test_line_ends_are_the_transports_own(judge):
    judge(ARRIVES, session=distorting(lambda m: replace(m, text=m.text.replace("\n", "\r\n"))))


def test_nothing_or_too_much_arrives(judge, found):
    def twice(self, message):
        self.box.take(message)
        self.box.take(message)
        return Receipt()

    with found("0 messages arrived"):
        judge(ARRIVES, session={"send": lambda *_: Receipt()})
    with found("2 messages arrived"):
        judge(ARRIVES, session={"send": twice})
    with found("send returned None"):
        judge(ARRIVES, session={"send": lambda self, message: self.box.take(message)})


def test_a_session_for_one_message_only(judge, found):
    def send(self, message):
        if not self.box.received:
            self.box.take(message)
        return Receipt()

    with found(r"arrived: \['первое'\]"):
        judge("test_a_session_carries_many_messages", session={"send": send})


def test_sessions_that_share_what_they_should_not(judge, found):
    shared = []

    def send(self, message):
        shared.append(self)
        if len(set(map(id, shared))) > 1:
            raise Refused(Reason.REFUSED, "the other one is sending")
        self.box.take(message)
        return Receipt()

    with found("two sessions at once: .*the other one is sending"):
        judge("test_two_sessions_work_at_once", session={"send": send})


def test_a_session_that_cannot_close(judge):
    @contextmanager
    def connect(settings, context):
        yield None
        raise ConnectionError("QUIT")

    with pytest.raises(ConnectionError, match="QUIT"):
        judge("test_an_unused_session_closes_quietly", channel={"connect": connect})


@pytest.mark.parametrize(
    ("kept", "words"), [(("txt", b"x"), "dot"), ((".txt", "x"), "must be bytes")]
)
def test_a_rehearsal_that_is_no_file(judge, found, kept, words):
    with found(words):
        judge("test_the_rehearsal_is_a_file", channel={"rehearse": staticmethod(lambda *_: kept)})


def test_what_answers(judge, found):
    check = "test_the_session_tells_what_answered"
    judge(check, session={"test": lambda self: "The server answers."})
    with found("must say what answered"):
        judge(check, session={"test": lambda self: ""})
    with found("in one line"):
        judge(check, session={"test": lambda self: "One\nTwo"})


def test_fates_of_messages(judge, found):
    check = "test_unknown_messages_have_no_fate"

    def polling(*reports):
        return {"poll_status": lambda self, pending: reports if pending else []}

    judge(check, session=polling(StatusReport("no-such-key", Fate.NOT_FOUND)))
    judge(check, session=polling())
    with found("reports for nothing"):
        judge(check, session={"poll_status": lambda *_: [StatusReport("x", Fate.UNDERWAY)]})
    with found("a report for 'other'"):
        judge(check, session=polling(StatusReport("other", Fate.FAILED)))
    with found("what never was"):
        judge(check, session=polling(StatusReport("no-such-key", Fate.DELIVERED)))


def test_money(judge, found):
    def asking(amount):
        return {"balance": lambda self: Money(amount), "price": lambda self, m: Money(amount)}

    for check in ("test_the_balance_is_money", "test_asking_the_price_sends_nothing"):
        judge(check, session=asking(Decimal("1.50")))
        with found("no Decimal"):
            judge(check, session=asking(1.5))
        with found("no amount"):
            judge(check, session=asking(Decimal("NaN")))


def test_a_price_that_is_paid(judge, found):
    def price(self, message):
        self.box.take(message)
        return Money(Decimal(1))

    with found("asking the price sent the message"):
        judge("test_asking_the_price_sends_nothing", session={"price": price})


def test_a_session_without_more_is_not_asked_for_it(judge):
    with pytest.raises(RuntimeError, match="no `balance`"):
        judge("test_the_balance_is_money", channel={"connect": lambda *_: nullcontext(object())})
