from decimal import Decimal

import pytest

from depesha.api import AccountBroken, Fate, NotNow, Pending, Reason, Refused
from depesha.testing.sms_formats import basic
from depesha.testing.web import Reply
from depesha_sms.answers import AnswerLostError


def bad(message="", data=None):
    return {"success": False, "message": message, "data": data}


def test_what_goes_over_the_wire(opened, speak, message):
    asked = []

    def reply(request):
        asked.append(request)
        return Reply({"success": True, "data": {"id": 5, "cost": 5.49, "status": 0}})

    url = speak(reply)
    with opened("smsaero", url) as aero:
        receipt = aero.send(message("Ёлка"))
    with opened("smsaero", url, sender="Magazin") as aero:
        aero.send(message())
    assert (receipt.provider_id, receipt.cost) == ("5", Decimal("5.49"))
    assert (asked[0].method, asked[0].target) == ("POST", "/sms/send")
    assert asked[0].headers["authorization"] == basic("office@example.org", "k3y-of-the-office")
    assert asked[0].json() == {"number": "79161234567", "text": "Ёлка", "sign": "SMS Aero"}
    assert asked[1].json()["sign"] == "Magazin"


@pytest.mark.parametrize(
    ("content", "status", "kind", "reason"),
    [
        (
            bad("Validation error.", {"number": ["incorrect"]}),
            400,
            Refused,
            Reason.ADDRESS_REJECTED,
        ),
        (bad("Validation error.", {"text": ["too long"]}), 400, Refused, Reason.CONTENT),
        (bad("", {"sign": ["incorrect"]}), 200, AccountBroken, Reason.SENDER_REJECTED),
        (bad("Your request was made with invalid credentials."), 200, AccountBroken, Reason.LOGIN),
        (bad("Not enough money."), 200, AccountBroken, Reason.NO_MONEY),
        ({"result": "no credits"}, 200, AccountBroken, Reason.NO_MONEY),
        ({"result": "reject", "reason": "empty field"}, 200, Refused, Reason.REFUSED),
        (bad("Too many requests"), 200, NotNow, Reason.THROTTLED),
        (bad("Something new"), 200, Refused, Reason.REFUSED),
        (bad(), 401, AccountBroken, Reason.LOGIN),
        ("<html>", 400, Refused, Reason.REFUSED),
    ],
)
def test_each_answer_has_its_meaning(opened, speak, message, content, status, kind, reason):
    with opened("smsaero", speak(content, status)) as aero, pytest.raises(kind) as caught:
        aero.send(message())
    assert caught.value.reason is reason


@pytest.mark.parametrize(
    ("content", "status"),
    [
        (bad("Internal Server Error"), 500),
        ({}, 200),
        ({"success": True}, 200),
        ({"success": True, "data": []}, 200),
        ({"success": "yes", "data": {"id": 5}, "x": 1}, 502),
    ],
)
def test_a_fault_inside_leaves_all_open(opened, speak, message, content, status):
    with opened("smsaero", speak(content, status)) as aero, pytest.raises(AnswerLostError):
        aero.send(message())


def test_a_list_of_one_is_as_good(opened, speak, message):
    content = {"success": True, "data": [{"id": 7}]}
    with opened("smsaero", speak(content)) as aero:
        assert aero.send(message()).provider_id == "7"


def test_balance(session, message):
    with session("smsaero") as aero:
        aero.send(message())
        assert aero.balance().amount == Decimal("9997.5")
        assert aero.test() == "SMS Aero knows the account. Balance: 9997.5."


@pytest.mark.parametrize(
    ("status", "fate", "reason"),
    [
        (0, Fate.UNDERWAY, None),
        (1, Fate.DELIVERED, None),
        (2, Fate.FAILED, Reason.UNREACHABLE),
        (3, Fate.UNDERWAY, None),
        (4, Fate.UNDERWAY, None),
        (6, Fate.FAILED, Reason.REFUSED),
        (8, Fate.UNDERWAY, None),
        (99, Fate.UNDERWAY, None),
        (None, Fate.UNDERWAY, None),
    ],
)
def test_each_status_has_its_meaning(opened, speak, status, fate, reason):
    content = {"success": True, "data": {"id": 5, "status": status}}
    with opened("smsaero", speak(content)) as aero:
        [report] = aero.poll_status([Pending("m1", "5", "+79161234567", 0.0)])
    assert (report.key, report.fate, report.reason) == ("m1", fate, reason)


def test_what_the_service_does_not_know_is_not_reported(session, sms, message):
    with session("smsaero") as aero:
        known = aero.send(message()).provider_id
        sms.deliver("+79161234567", Fate.DELIVERED)
        asked = [("lost", ""), ("stranger", "999"), ("m1", known)]
        pending = [Pending(key, id_, "+79161234567", 0.0) for key, id_ in asked]
        [report] = aero.poll_status(pending)
    assert (report.key, report.fate) == ("m1", Fate.DELIVERED)


def test_the_test_mode_of_the_service_has_pages_of_its_own(session, sms, message):
    with session("smsaero", trial=True) as aero:
        given = aero.send(message()).provider_id
        list(aero.poll_status([Pending("m1", given, "+79161234567", 0.0)]))
    pages = [target.rpartition("/")[2] for target in sms.targets]
    assert pages == ["testsend", "teststatus"]
    assert len(sms.trials) == 1
    assert not sms.received
