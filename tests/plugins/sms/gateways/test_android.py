import pytest

from depesha.api import AccountBroken, Fate, NotNow, Pending, Reason, Refused, Scope
from depesha.testing import Fault
from depesha.testing.sms_formats import basic
from depesha.testing.web import Reply
from depesha_sms.answers import AnswerLostError


def pending(key, id_=""):
    return Pending(key, id_, "+79161234567", 0.0)


def test_what_goes_over_the_wire(opened, speak, message):
    asked = []

    def reply(request):
        asked.append(request)
        return Reply({"id": request.json()["id"], "state": "Pending"}, 202)

    url = speak(reply)
    with opened("android", url) as phone:
        receipt = phone.send(message("Ёлка"))
    with opened("android", url, sim=2) as phone:
        phone.send(message(key="m" * 40))
    assert receipt.provider_id == "m1-7f3a"
    assert (asked[0].method, asked[0].target) == ("POST", "/messages")
    assert asked[0].headers["authorization"] == basic("office@example.org", "p@ss&word=7")
    assert asked[0].json() == {
        "id": "m1-7f3a",
        "textMessage": {"text": "Ёлка"},
        "phoneNumbers": ["+79161234567"],
        "withDeliveryReport": True,
    }
    assert asked[1].json()["simNumber"] == 2
    assert len(asked[1].json()["id"]) == 36


def test_the_same_message_again_is_the_same_message(session, sms, message):
    with session("android") as phone:
        first, second = phone.send(message()), phone.send(message())
    assert first.provider_id == second.provider_id == "m1-7f3a"
    assert len(sms.received) == 1


@pytest.mark.parametrize(
    ("status", "words", "kind", "reason"),
    [
        (400, "can't use phone in row 1: not mobile", Refused, Reason.ADDRESS_REJECTED),
        (400, "failed to select device: record not found", AccountBroken, Reason.CONFIGURATION),
        (400, "Text is empty", Refused, Reason.REFUSED),
        (401, "Unauthorized", AccountBroken, Reason.LOGIN),
        (403, "scope required", AccountBroken, Reason.LOGIN),
        (404, "Cannot POST /messages", AccountBroken, Reason.CONFIGURATION),
        (503, "queue limits exceeded: too many pending messages", NotNow, Reason.THROTTLED),
    ],
)
def test_each_answer_has_its_meaning(opened, speak, message, status, words, kind, reason):
    with (
        opened("android", speak({"message": words}, status)) as phone,
        pytest.raises(kind) as caught,
    ):
        phone.send(message())
    assert caught.value.reason is reason
    assert words in caught.value.answer


def test_a_full_queue_holds_up_the_account(session, sms, message):
    sms.fail(Fault.THROTTLE)
    with session("android") as phone, pytest.raises(NotNow) as caught:
        phone.send(message())
    assert (caught.value.after, caught.value.scope) == (600, Scope.ACCOUNT)


def test_no_phone_is_told_with_what_to_do(opened, speak, message):
    with (
        opened("android", speak({"message": "no device"}, 400)) as phone,
        pytest.raises(AccountBroken) as caught,
    ):
        phone.send(message())
    assert caught.value.cure == "Open the app on the phone and check that it is online."


@pytest.mark.parametrize(
    ("content", "status"),
    [
        ({"message": "failed to handle request"}, 500),
        ({"message": "bad gateway"}, 502),
        ({"message": "try later"}, 503),
        ({"state": "Pending"}, 202),
        ("", 202),
    ],
)
def test_a_fault_inside_leaves_all_open(opened, speak, message, content, status):
    with opened("android", speak(content, status)) as phone, pytest.raises(AnswerLostError):
        phone.send(message())


@pytest.mark.parametrize(
    ("state", "error", "fate"),
    [
        ("Pending", None, Fate.UNDERWAY),
        ("Cancelling", None, Fate.UNDERWAY),
        ("Processed", None, Fate.UNDERWAY),
        ("Sent", None, Fate.UNDERWAY),
        ("Delivered", None, Fate.DELIVERED),
        ("Cancelled", None, Fate.FAILED),
        ("Failed", "RESULT_ERROR_LIMIT_EXCEEDED", Fate.FAILED),
        ("Failed", "TTL expired", Fate.EXPIRED),
        ("Dreaming", None, Fate.UNDERWAY),
    ],
)
def test_each_state_has_its_meaning(opened, speak, state, error, fate):
    recipients = [{"phoneNumber": "0cc175b9c0f1b6a8", "state": state, "error": error}]
    content = {"id": "m1", "state": state, "recipients": recipients, "isHashed": True}
    with opened("android", speak(content)) as phone:
        [report] = phone.poll_status([pending("m1")])
    assert (report.key, report.fate) == ("m1", fate)


def test_a_lost_answer_is_settled_by_our_own_id(session, sms, message):
    for key, fault in (("went", Fault.DROP_AFTER), ("lost", Fault.DROP_BEFORE)):
        sms.fail(fault)
        with session("android") as phone, pytest.raises(AnswerLostError):
            phone.send(message(key, key=key))
    with session("android") as phone:
        told = {one.key: one.fate for one in phone.poll_status([pending("went"), pending("lost")])}
    assert told == {"went": Fate.UNDERWAY, "lost": Fate.NOT_FOUND}


@pytest.mark.parametrize("content", ["", {"message": "message not found"}])
def test_not_found_is_said_by_the_gateway_with_and_without_words(opened, speak, content):
    with opened("android", speak(content, 404)) as phone:
        [report] = phone.poll_status([pending("m1")])
    assert report.fate is Fate.NOT_FOUND


@pytest.mark.parametrize("content", ["<html>nginx</html>", {"message": "Cannot GET /messages/m1"}])
def test_another_web_server_knows_nothing_of_our_messages(opened, speak, content):
    """Its 404 must not turn a message that may have gone into one that did not."""
    with opened("android", speak(content, 404)) as phone:
        with pytest.raises(AccountBroken) as caught:
            list(phone.poll_status([pending("m1")]))
        with pytest.raises(AccountBroken):
            phone.test()
    assert caught.value.reason is Reason.CONFIGURATION


def test_the_test_tells_that_the_login_is_known(session):
    with session("android") as phone:
        assert phone.test() == "The phone's gateway answers and knows the login."
    with session("android", password="other") as phone, pytest.raises(AccountBroken):
        phone.test()
