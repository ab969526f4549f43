from decimal import Decimal

import pytest

from depesha.api import AccountBroken, Fate, NotNow, Pending, Reason, Refused, Scope
from depesha.testing import Fault
from depesha.testing.web import Reply
from depesha_sms.answers import AnswerLostError
from depesha_sms.gateways.smsru import CODES


def good(**content):
    return {"status": "OK", "status_code": 100, **content}


def bad(code):
    return {"status": "ERROR", "status_code": code, "status_text": "слова сервиса"}


def test_what_goes_over_the_wire(opened, speak, message):
    asked = []

    def reply(request):
        asked.append(request)
        return Reply(good(sms={"79161234567": good(sms_id="000-1", cost="2.30")}))

    with opened("smsru", speak(reply), sender="Magazin") as smsru:
        receipt = smsru.send(message("Ёлка"))
    assert (receipt.provider_id, receipt.cost) == ("000-1", Decimal("2.30"))
    assert (asked[0].method, asked[0].target) == ("POST", "/sms/send")
    assert asked[0].form() == {
        "api_id": "0B4D1-api/id+SMS", "json": "1", "to": "79161234567", "msg": "Ёлка",
        "from": "Magazin",
    }  # fmt: skip


EXPECTED = {
    200: (AccountBroken, Reason.LOGIN),
    201: (AccountBroken, Reason.NO_MONEY),
    202: (Refused, Reason.ADDRESS_REJECTED),
    203: (Refused, Reason.CONTENT),
    204: (AccountBroken, Reason.SENDER_REJECTED),
    205: (Refused, Reason.TOO_MANY_PARTS),
    206: (AccountBroken, Reason.QUOTA),
    207: (Refused, Reason.UNREACHABLE),
    208: (Refused, Reason.REFUSED),
    209: (Refused, Reason.SUPPRESSED),
    210: (AccountBroken, Reason.CONFIGURATION),
    211: (AccountBroken, Reason.CONFIGURATION),
    212: (Refused, Reason.CONTENT),
    213: (Refused, Reason.REFUSED),
    214: (Refused, Reason.POLICY),
    216: (Refused, Reason.CONTENT),
    220: (NotNow, Reason.PROVIDER_ERROR),
    230: (Refused, Reason.POLICY),
    231: (NotNow, Reason.THROTTLED),
    232: (Refused, Reason.POLICY),
    233: (Refused, Reason.POLICY),
    300: (AccountBroken, Reason.LOGIN),
    301: (AccountBroken, Reason.LOGIN),
    302: (AccountBroken, Reason.LOGIN),
    500: (NotNow, Reason.PROVIDER_ERROR),
}


def test_every_code_of_the_documents_is_in_the_table():
    assert set(CODES) == set(EXPECTED)


@pytest.mark.parametrize("inner", [True, False], ids=["of the number", "of the request"])
@pytest.mark.parametrize("code", [*EXPECTED, 999])
def test_each_code_has_its_meaning_wherever_it_stands(opened, speak, message, code, inner):
    kind, reason = EXPECTED.get(code, (Refused, Reason.REFUSED))
    content = good(sms={"79161234567": bad(code)}) if inner else bad(code)
    with opened("smsru", speak(content)) as smsru, pytest.raises(kind) as caught:
        smsru.send(message())
    assert caught.value.reason is reason
    assert "слова сервиса" in caught.value.answer


def test_a_service_that_rests_holds_up_the_account(opened, speak, message):
    with opened("smsru", speak(bad(220))) as smsru, pytest.raises(NotNow) as caught:
        smsru.send(message())
    assert caught.value.scope is Scope.ACCOUNT


@pytest.mark.parametrize(
    "content",
    [{}, good(), good(sms={}), good(sms={"79161234567": good()}), good(sms=[]), "100\n000-1"],
)
def test_a_good_request_alone_is_no_message_taken(opened, speak, message, content):
    with opened("smsru", speak(content)) as smsru, pytest.raises(AnswerLostError):
        smsru.send(message())


def test_price_and_balance(session, sms, message):
    with session("smsru") as smsru:
        assert smsru.price(message("я" * 71)).amount == Decimal("5.00")
        smsru.send(message())
        assert smsru.balance().amount == Decimal("9997.5")
        assert smsru.test() == "SMS.ru knows the account. Balance: 9997.5."
    assert len(sms.received) == 1


def test_what_became_of_messages(session, sms, message):
    sent = []
    fates = [Fate.UNDERWAY, Fate.DELIVERED, Fate.EXPIRED, Fate.FAILED]
    with session("smsru") as smsru:
        for number, fate in enumerate(fates):
            address = f"+7916123456{number}"
            receipt = smsru.send(message(address=address))
            sent.append(Pending(f"m{number}", receipt.provider_id, address, 0.0))
            sms.deliver(address, fate)
        stranger = Pending("stranger", "000-9", "+79161234567", 0.0)
        lost = Pending("lost", "", "+79161234567", 0.0)
        reports = list(smsru.poll_status([*sent, stranger, lost]))
    assert [one.fate for one in reports] == [*fates, Fate.NOT_FOUND]
    assert "lost" not in {one.key for one in reports}


def test_a_hundred_are_asked_for_at_once(session, sms):
    pending = [Pending(f"m{n}", f"000-{n}", "+79161234567", 0.0) for n in range(250)]
    with session("smsru") as smsru:
        assert len(list(smsru.poll_status(pending))) == 250
    assert len(sms.targets) == 3


def test_a_lost_answer_stays_unknown(session, sms, message):
    sms.fail(Fault.DROP_AFTER)
    with session("smsru") as smsru, pytest.raises(AnswerLostError):
        smsru.send(message())
    with session("smsru") as smsru:
        assert list(smsru.poll_status([Pending("m1-7f3a", "", "+79161234567", 0.0)])) == []
