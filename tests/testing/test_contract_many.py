"""Each check of requests with several messages passes an honest channel and convicts others."""

import pytest

from depesha.api import AccountBroken, NotNow, Reason, Receipt, Refused
from depesha.testing import Fault

ALL = {"more_addresses": lambda _self: ["c@b.example", "d@b.example"]}
HELD = "test_what_holds_all_of_them_is_told_of_all"
LOST = "test_a_lost_answer_claims_nothing_of_any"


def answered(self, message):
    fault, after = self.box.next()
    if fault is None:
        self.box.take(message)
        return Receipt(provider_id=f"id-{message.key}")
    try:
        return getattr(self, fault.value)(message, after)
    except Refused as no:
        return no


def honest(self, messages):
    # A refusal is planned for one address, and the second one is it.
    first, *rest = messages
    if self.box.planned and self.box.planned[0][0] is Fault.REFUSE:
        self.box.take(first)
        said = {first.key: Receipt("id-1")}
        return said | {one.key: answered(self, one) for one in rest}
    return {one.key: answered(self, one) for one in messages}


def bulk(**changes):
    return {"many": 10, "send_many": honest, **changes}


@pytest.mark.parametrize(
    "check",
    [
        "test_several_arrive_each_as_it_was",
        "test_one_refused_person_ends_that_row_alone",
        "test_several_to_nobody",
    ],
)
def test_an_honest_channel_passes(judge, check):
    judge.box.port = 25  # where nobody listens at other ports, opening fails
    judge(check, session=bulk(), contract=ALL)


@pytest.mark.parametrize("fault", [Fault.THROTTLE, Fault.BREAK_ACCOUNT])
def test_an_honest_channel_is_held_up(judge, fault):
    judge(HELD, session=bulk(), contract=ALL, fault=fault)


@pytest.mark.parametrize("fault", [Fault.DROP_AFTER, Fault.STALL, Fault.GARBAGE])
def test_an_honest_channel_claims_nothing(judge, fault):
    judge(LOST, session=bulk(), contract=ALL, fault=fault)


def first_only(self, messages):
    self.box.take(messages[0])
    return {messages[0].key: Receipt("id-1")}


def mixed_up(self, messages):
    for one, other in zip(messages, [*messages[1:], messages[0]], strict=True):
        self.box.take(type(one)(key=one.key, address=one.address, text=other.text))
    return {one.key: Receipt(f"id-{one.key}") for one in messages}


def one_id(self, messages):
    for one in messages:
        self.box.take(one)
    return {one.key: Receipt("id-1") for one in messages}


@pytest.mark.parametrize(
    ("send_many", "words"),
    [
        (first_only, "an answer for each"),
        (mixed_up, "got another's text"),
        (one_id, "an id of its own"),
    ],
)
def test_answers_and_texts_that_belong_to_others(judge, found, send_many, words):
    with found(words):
        judge(
            "test_several_arrive_each_as_it_was",
            session=bulk(send_many=send_many),
            contract=ALL,
        )


def test_one_refusal_taken_for_all(judge):
    def send_many(self, messages):
        raise Refused(Reason.REFUSED)

    with pytest.raises(Refused):
        judge(
            "test_one_refused_person_ends_that_row_alone",
            session=bulk(send_many=send_many),
            contract=ALL,
        )


def test_a_held_account_of_which_some_went(judge, found):
    def send_many(self, messages):
        self.box.take(messages[0])
        raise NotNow(Reason.THROTTLED)

    with found("yet something arrived"):
        judge(HELD, session=bulk(send_many=send_many), contract=ALL, fault=Fault.THROTTLE)


def test_a_lost_answer_taken_for_a_certain_one(judge, found):
    def send_many(self, messages):
        raise AccountBroken(Reason.LOGIN)

    with found("nobody can know"):
        judge(LOST, session=bulk(send_many=send_many), contract=ALL, fault=Fault.DROP_AFTER)


def test_what_is_repeated_by_itself(judge, found):
    def send_many(self, messages):
        for one in (*messages, *messages):
            self.box.take(one)
        raise ConnectionResetError

    with found("repeated it by itself"):
        judge(LOST, session=bulk(send_many=send_many), contract=ALL, fault=Fault.DROP_AFTER)


def test_many_of_one_is_not_many(judge, found):
    with found("how many messages"):
        judge("test_several_arrive_each_as_it_was", session=bulk(many=1), contract=ALL)
