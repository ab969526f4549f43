from decimal import Decimal

import pytest

from depesha.api import AccountBroken, NotNow, PollsStatus, Reason, Refused
from depesha.testing.sms_formats import API_KEY, basic
from depesha.testing.sms_formats_abroad import KEY
from depesha.testing.web import Reply
from depesha_sms.answers import AnswerLostError


def parts(*statuses):
    return {
        "message-count": str(len(statuses)),
        "messages": [
            {"status": str(one), "message-id": f"id-{n}", "message-price": "0.05"}
            if one == 0
            else {"status": str(one), "error-text": "no"}
            for n, one in enumerate(statuses)
        ],
    }


def test_what_goes_over_the_wire(opened, speak, message):
    asked = []

    def reply(request):
        asked.append(request)
        return Reply(parts(0, 0))

    with opened("vonage", speak(reply), sender="+15005550006") as vonage:
        receipt = vonage.send(message("Ёлка", key="m7"))
    # Each part has an id and a price of its own.
    assert (receipt.provider_id, receipt.parts, receipt.cost) == ("id-0", 2, Decimal("0.10"))
    assert (asked[0].method, asked[0].target) == ("POST", "/sms/json")
    assert asked[0].headers["authorization"] == basic(KEY, API_KEY)
    assert asked[0].form() == {
        "from": "15005550006",
        "to": "79161234567",
        "text": "Ёлка",
        "client-ref": "m7",
        "type": "unicode",
    }


@pytest.mark.parametrize(
    ("text", "kind"),
    [("Your order: 5 €, é", "text"), ("`quoted`", "unicode"), ("№ 5", "unicode")],
)
def test_only_what_gsm_has_goes_as_text(opened, speak, message, text, kind):
    asked = []

    def reply(request):
        asked.append(request.form()["type"])
        return Reply(parts(0))

    with opened("vonage", speak(reply)) as vonage:
        vonage.send(message(text))
    assert asked == [kind]


@pytest.mark.parametrize(
    ("status", "kind", "reason"),
    [
        (1, NotNow, Reason.THROTTLED),
        (4, AccountBroken, Reason.LOGIN),
        (6, Refused, Reason.ADDRESS_REJECTED),
        (7, Refused, Reason.SUPPRESSED),
        (9, AccountBroken, Reason.NO_MONEY),
        (10, NotNow, Reason.THROTTLED),
        (15, AccountBroken, Reason.SENDER_REJECTED),
        (77, Refused, Reason.REFUSED),
    ],
)
def test_each_code_has_its_meaning(opened, speak, message, status, kind, reason):
    with opened("vonage", speak(parts(status))) as vonage, pytest.raises(kind) as caught:
        vonage.send(message())
    assert caught.value.reason is reason


@pytest.mark.parametrize(
    ("content", "status"),
    [
        (parts(5), 200),
        (parts(4), 500),
        ({"messages": []}, 200),
        ({"messages": [{"status": "0"}]}, 200),
        ({"messages": [{"status": "what"}]}, 200),
        ({"messages": ["what"]}, 200),
        ("<html>", 200),
    ],
)
def test_no_clear_answer_leaves_all_open(opened, speak, message, content, status):
    with opened("vonage", speak(content, status)) as vonage, pytest.raises(AnswerLostError):
        vonage.send(message())


def test_a_text_of_which_a_part_was_taken_went(opened, speak, message):
    with opened("vonage", speak(parts(9, 0))) as vonage:
        assert vonage.send(message()).parts == 1


def test_balance_and_no_statuses(session, message):
    with session("vonage") as vonage:
        vonage.send(message())
        money = vonage.balance()
        assert (money.amount, money.currency) == (Decimal("9997.5"), "EUR")
        assert vonage.test() == "Vonage knows the account. Balance: 9997.5."
        assert not isinstance(vonage, PollsStatus)
