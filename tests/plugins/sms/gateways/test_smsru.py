from decimal import Decimal

import pytest

from depesha.api import AccountBroken, Fate, NotNow, Pending, Reason, Receipt, Refused, Scope
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


SEVERAL = {
    "status": "OK",
    "status_code": 100,
    "sms": {
        "79161111111": {"status": "OK", "status_code": 100, "sms_id": "000-1", "cost": "2.30"},
        "79162222222": {"status": "ERROR", "status_code": 207, "status_text": "Нет пути"},
        "79163333333": {"status": "ERROR", "status_code": 201},
        "79164444444": {"status": "OK", "status_code": 100},
        "79165555555": "what",
        "79169999999": {"status": "OK", "status_code": 100, "sms_id": "000-9"},
    },
}


def several(message, count=6):
    return [
        message(f"текст {n}", key=f"m{n}", address=f"+7916{n}{n}{n}{n}{n}{n}{n}")
        for n in range(1, count + 1)
    ]


def test_several_go_in_one_request_and_each_has_its_answer(opened, speak, message):
    asked = []

    def reply(request):
        asked.append(request.form())
        return Reply(SEVERAL)

    with opened("smsru", speak(reply), sender="Magazin") as smsru:
        said = smsru.send_many(several(message))
    assert asked[0]["to[79161111111]"] == "текст 1"
    assert asked[0]["to[79166666666]"] == "текст 6"
    assert asked[0]["from"] == "Magazin"
    assert "test" not in asked[0]
    assert said["m1"] == Receipt("000-1", cost=Decimal("2.30"), answer="OK 100 000-1 2.30")
    assert isinstance(said["m2"], Refused)
    assert (said["m2"].reason, said["m2"].answer) == (
        Reason.UNREACHABLE,
        "ERROR 207 Нет пути",
    )
    assert isinstance(said["m3"], AccountBroken)
    # Taken without an id, no answer at all, a number nobody asked for: nothing is claimed.
    assert set(said) == {"m1", "m2", "m3"}


@pytest.mark.parametrize("content", [{"status_code": 100}, {"status_code": 100, "sms": []}, []])
def test_no_answers_to_several_leave_all_open(opened, speak, message, content):
    with opened("smsru", speak(content)) as smsru, pytest.raises(AnswerLostError):
        smsru.send_many(several(message))


def test_in_the_test_mode_of_the_service_nothing_is_charged(session, sms, message):
    with session("smsru", trial=True) as smsru:
        smsru.send(message())
        smsru.send_many(several(message, 3))
    assert len(sms.trials) == 4
    assert not sms.received
    assert sms.balances["smsru"] == 10000
