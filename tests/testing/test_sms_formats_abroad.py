"""Twilio and Vonage, as their manuals know them."""

from decimal import Decimal
from urllib.parse import urlencode

import pytest

from depesha.api.channel import Fate
from depesha.testing.sms_formats import API_KEY, Call, No, Taken, Trouble, Want, basic
from depesha.testing.sms_formats_abroad import KEY, SID, Twilio, Vonage
from depesha.testing.web import Request

LONG = Taken("14", "+79161234567", "я" * 71, Decimal("5.00"), Decimal("83.60"))
ROOT = f"/2010-04-01/Accounts/{SID}"


def post(login="", **fields):
    return Request("POST", "/", {"authorization": login}, urlencode(fields).encode())


class TestTwilio:
    twilio = Twilio()

    def test_login(self):
        assert self.twilio.login(post(basic(SID, API_KEY)))
        assert not self.twilio.login(post(basic(SID, "other")))

    def test_reading(self):
        request = post(To="+79161234567", From="+15005550006", Body="ёлка")
        sent = self.twilio.read(request, f"{ROOT}/Messages.json")
        assert sent == Call(Want.SEND, "+79161234567", "ёлка")
        assert self.twilio.read(post(To="+7"), f"{ROOT}/Messages.json") is None
        assert self.twilio.read(request, "/2010-04-01/Accounts/ACother/Messages.json") is None
        get = Request("GET", "/", {}, b"")
        assert self.twilio.read(get, f"{ROOT}/Balance.json") == Call(Want.BALANCE)
        assert self.twilio.read(get, f"{ROOT}/Messages/SM1.json") == Call(Want.STATUS, ids=("SM1",))

    def test_a_message_has_no_price_before_it_left(self):
        reply = self.twilio.taken(LONG)
        assert (reply.status, reply.content["status"]) == (201, "queued")
        assert reply.content["num_segments"] == "2"
        assert reply.content["price"] is None
        told = self.twilio.status([("14", LONG)]).content
        assert (told["status"], told["price"], told["error_code"]) == ("sent", "-5.00", None)

    def test_what_became_of_it(self):
        lost = Taken("15", "+7", "x", Decimal(1), fate=Fate.FAILED)
        told = self.twilio.status([("15", lost)]).content
        assert (told["status"], told["error_code"]) == ("undelivered", 30003)
        unknown = self.twilio.status([("16", None)])
        assert (unknown.status, unknown.content["code"]) == (404, 20404)

    @pytest.mark.parametrize(
        ("trouble", "status", "code"),
        [
            (Trouble.REFUSED, 400, 21211),
            (Trouble.THROTTLED, 429, 20429),
            (Trouble.LOGIN, 401, 20003),
            (Trouble.NO_MONEY, 403, 20005),
        ],
    )
    def test_refusals(self, trouble, status, code):
        reply = self.twilio.refused(No(trouble, Call(Want.SEND), 7.0))
        assert (reply.status, reply.content["code"]) == (status, code)
        assert reply.headers == ({"Retry-After": "7"} if status == 429 else {})

    def test_the_balance(self):
        told = self.twilio.balance(Decimal("83.60")).content
        assert (told["balance"], told["currency"]) == ("83.60", "USD")


class TestVonage:
    vonage = Vonage()

    def test_login(self):
        assert self.vonage.login(post(basic(KEY, API_KEY)))
        assert not self.vonage.login(post())

    def test_reading(self):
        fields = {"to": "79161234567", "from": "Depesha", "text": "ёлка"}
        sent = self.vonage.read(post(**fields, type="unicode"), "/sms/json")
        assert sent == Call(Want.SEND, "+79161234567", "ёлка")
        assert self.vonage.read(post(), "/other") is None

    def test_without_unicode_cyrillic_becomes_question_marks(self):
        sent = self.vonage.read(post(to="7", text="ёлка 5"), "/sms/json")
        assert sent is not None
        assert sent.text == "???? 5"

    def test_each_part_is_answered_by_itself(self):
        told = self.vonage.taken(LONG).content
        assert told["message-count"] == "2"
        assert [one["message-price"] for one in told["messages"]] == ["2.50", "2.50"]
        assert len({one["message-id"] for one in told["messages"]}) == 2

    def test_errors_are_200(self):
        reply = self.vonage.refused(No(Trouble.NO_MONEY, Call(Want.SEND)))
        assert (reply.status, reply.content["messages"][0]["status"]) == (200, "9")

    def test_the_balance(self):
        assert self.vonage.balance(Decimal("10.28")).content == {
            "value": 10.28,
            "autoReload": False,
        }

    def test_the_account(self):
        assert self.vonage.account("http://x")["login"] == KEY
