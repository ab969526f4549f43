from decimal import Decimal

import pytest

from depesha.api import AccountBroken, Fate, NotNow, Pending, Reason, Refused
from depesha.testing.web import Reply
from depesha_sms.answers import AnswerLostError


def error(status, message):
    return {"error": {"code": status, "message": message}}


def test_what_goes_over_the_wire(opened, speak, message):
    asked = []

    def reply(request):
        asked.append(request)
        return Reply({"message_id": "439166538239448536"})

    with opened("exolve", speak(reply), sender="+79581234567") as exolve:
        receipt = exolve.send(message("Ёлка"))
    assert receipt.provider_id == "439166538239448536"
    assert (asked[0].method, asked[0].target) == ("POST", "/messaging/v1/SendSMS")
    assert asked[0].headers["authorization"] == "Bearer k3y-of-the-office"
    assert asked[0].json() == {
        "number": "79581234567",
        "destination": "79161234567",
        "text": "Ёлка",
    }


@pytest.mark.parametrize(
    ("status", "words", "kind", "reason"),
    [
        (400, "invalid destination", Refused, Reason.ADDRESS_REJECTED),
        (400, "something new", Refused, Reason.REFUSED),
        (422, "text is empty", Refused, Reason.REFUSED),
        (401, "unauthorized", AccountBroken, Reason.LOGIN),
        (402, "insufficient funds", AccountBroken, Reason.NO_MONEY),
        (403, "forbidden", AccountBroken, Reason.LOGIN),
        (404, "no such method", AccountBroken, Reason.CONFIGURATION),
        (429, "too many requests", NotNow, Reason.THROTTLED),
    ],
)
def test_each_status_has_its_meaning(opened, speak, message, status, words, kind, reason):
    with (
        opened("exolve", speak(error(status, words), status)) as exolve,
        pytest.raises(kind) as caught,
    ):
        exolve.send(message())
    assert caught.value.reason is reason
    assert words in caught.value.answer


@pytest.mark.parametrize(
    ("content", "status"),
    [(error(500, "internal"), 500), ({}, 200), (error(1, "?"), 200), ("upstream timeout", 504)],
)
def test_a_fault_inside_leaves_all_open(opened, speak, message, content, status):
    with opened("exolve", speak(content, status)) as exolve, pytest.raises(AnswerLostError):
        exolve.send(message())


def test_balance(session, message):
    with session("exolve") as exolve:
        exolve.send(message())
        assert exolve.balance().amount == Decimal("9997.5")
        assert exolve.test() == "MTS Exolve knows the account. Balance: 9997.5."


@pytest.mark.parametrize(
    ("status", "fate"),
    [
        ("DELIVERED", Fate.DELIVERED),
        ("DELIVERY_STATUS_DELIVERED", Fate.DELIVERED),
        ("Undelivered", Fate.FAILED),
        ("READ", Fate.READ),
        ("EXPIRED", Fate.EXPIRED),
        ("SENT", Fate.UNDERWAY),
        (3, Fate.UNDERWAY),
        (None, Fate.UNDERWAY),
    ],
)
def test_words_of_statuses(opened, speak, status, fate):
    rows = [{"message_id": "17", "delivery_status": status}, {"message_id": "18"}, "?"]
    with opened("exolve", speak({"messages": rows})) as exolve:
        [report] = exolve.poll_status([Pending("m1", "17", "+79161234567", 0.0)])
    assert (report.key, report.fate) == ("m1", fate)


def test_only_what_the_service_knows_is_reported(session, sms, message):
    with session("exolve") as exolve:
        known = exolve.send(message()).provider_id
        sms.deliver("+79161234567", Fate.DELIVERED)
        asked = [("lost", ""), ("odd", "no-number"), ("stranger", "999"), ("m1", known)]
        pending = [Pending(key, id_, "+79161234567", 0.0) for key, id_ in asked]
        [report] = exolve.poll_status(pending)
    assert (report.key, report.fate) == ("m1", Fate.DELIVERED)
