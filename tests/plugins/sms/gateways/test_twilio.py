from decimal import Decimal

import pytest

from depesha.api import AccountBroken, Fate, NotNow, Pending, Reason, Refused
from depesha.testing.sms_formats import API_KEY, basic
from depesha.testing.sms_formats_abroad import SID
from depesha.testing.web import Reply
from depesha_sms.answers import AnswerLostError

ROOT = f"/2010-04-01/Accounts/{SID}"


def test_what_goes_over_the_wire(opened, speak, message):
    asked = []

    def reply(request):
        asked.append(request)
        return Reply({"sid": "SM5", "status": "queued", "num_segments": "1"}, 201)

    url = speak(reply)
    with opened("twilio", url) as twilio:
        receipt = twilio.send(message("Ёлка"))
    assert (receipt.provider_id, receipt.parts, receipt.cost) == ("SM5", 1, None)
    assert (asked[0].method, asked[0].target) == ("POST", f"{ROOT}/Messages.json")
    assert asked[0].headers["authorization"] == basic(SID, API_KEY)
    assert asked[0].form() == {"To": "+79161234567", "From": "+15005550006", "Body": "Ёлка"}


def test_a_messaging_service_stands_where_a_sender_stands(opened, speak, message):
    asked = []

    def reply(request):
        asked.append(request.form())
        return Reply({"sid": "SM5", "status": "accepted", "num_segments": "0"}, 201)

    with opened("twilio", speak(reply), sender="MG" + "0" * 32) as twilio:
        receipt = twilio.send(message())
    assert asked[0]["MessagingServiceSid"] == "MG" + "0" * 32
    assert "From" not in asked[0]
    # It counts once it has chosen a number.
    assert receipt.parts is None


def error(code, words=""):
    return {"code": code, "message": words, "status": 400}


@pytest.mark.parametrize(
    ("code", "status", "kind", "reason"),
    [
        (21211, 400, Refused, Reason.ADDRESS_REJECTED),
        (21610, 400, Refused, Reason.BLOCKED_BY_RECIPIENT),
        (21617, 400, Refused, Reason.TOO_MANY_PARTS),
        (21606, 400, AccountBroken, Reason.SENDER_REJECTED),
        (20404, 404, AccountBroken, Reason.LOGIN),
        (20003, 401, AccountBroken, Reason.LOGIN),
        (21611, 400, NotNow, Reason.THROTTLED),
        (20429, 429, NotNow, Reason.THROTTLED),
        (29999, 400, Refused, Reason.REFUSED),
    ],
)
def test_each_code_has_its_meaning(opened, speak, message, code, status, kind, reason):
    with opened("twilio", speak(error(code), status)) as twilio, pytest.raises(kind) as caught:
        twilio.send(message())
    assert caught.value.reason is reason


def test_an_account_that_is_not_active_is_told_by_http_first(session, sms, message):
    sms.balances["twilio"] = Decimal(0)
    with session("twilio") as twilio, pytest.raises(AccountBroken):
        twilio.send(message())


@pytest.mark.parametrize(
    ("content", "status"),
    [(error(20500), 500), ({}, 201), ({"sid": ""}, 201), ("<html>", 200), ({"sid": 5.5}, 503)],
)
def test_a_fault_inside_leaves_all_open(opened, speak, message, content, status):
    with opened("twilio", speak(content, status)) as twilio, pytest.raises(AnswerLostError):
        twilio.send(message())


def test_balance(session, message):
    with session("twilio") as twilio:
        twilio.send(message())
        money = twilio.balance()
        assert (money.amount, money.currency) == (Decimal("9997.50"), "USD")
        assert twilio.test() == "Twilio knows the account. Balance: 9997.50."


@pytest.mark.parametrize(
    ("status", "code", "fate", "reason"),
    [
        ("queued", None, Fate.UNDERWAY, None),
        ("sent", None, Fate.UNDERWAY, None),
        ("delivered", None, Fate.DELIVERED, None),
        ("read", None, Fate.READ, None),
        ("undelivered", 30007, Fate.FAILED, Reason.SPAM),
        ("undelivered", 39999, Fate.FAILED, Reason.UNREACHABLE),
        ("failed", 30005, Fate.FAILED, Reason.ADDRESS_REJECTED),
        ("something new", None, Fate.UNDERWAY, None),
    ],
)
def test_each_status_has_its_meaning(opened, speak, status, code, fate, reason):
    content = {"sid": "SM5", "status": status, "error_code": code, "num_segments": "2",
               "price": "-0.0150"}  # fmt: skip
    with opened("twilio", speak(content)) as twilio:
        [report] = twilio.poll_status([Pending("m1", "SM5", "+79161234567", 0.0)])
    assert (report.key, report.fate, report.reason) == ("m1", fate, reason)
    # Paid is told as negative, and only once it is known.
    assert (report.parts, report.cost) == (2, Decimal("0.0150"))


def test_what_was_lost_is_not_asked_for_and_a_stranger_is_not_found(session, sms, message):
    with session("twilio") as twilio:
        known = twilio.send(message()).provider_id
        sms.deliver("+79161234567", Fate.DELIVERED)
        asked = [("lost", ""), ("stranger", "SM9"), ("m1", known)]
        reports = list(
            twilio.poll_status([Pending(key, id_, "+79161234567", 0.0) for key, id_ in asked])
        )
    found = [(one.key, one.fate) for one in reports]
    assert found == [("stranger", Fate.NOT_FOUND), ("m1", Fate.DELIVERED)]
    assert reports[1].cost == Decimal("2.50")


def test_a_page_that_is_not_the_service_settles_nothing(opened, speak):
    with opened("twilio", speak("<html>", 404)) as twilio, pytest.raises(AccountBroken):
        list(twilio.poll_status([Pending("m1", "SM5", "+79161234567", 0.0)]))
    with opened("twilio", speak({}, 500)) as twilio, pytest.raises(AnswerLostError):
        list(twilio.poll_status([Pending("m1", "SM5", "+79161234567", 0.0)]))
