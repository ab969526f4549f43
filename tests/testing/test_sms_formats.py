"""The forms of SMSC.ru and SMS.ru, as their public clients know them."""

from decimal import Decimal
from urllib.parse import urlencode

import pytest

from depesha.api.channel import Fate
from depesha.testing.sms_formats import (
    API_ID,
    LOGIN,
    PASSWORD,
    Call,
    No,
    Smsc,
    SmsRu,
    Taken,
    Trouble,
    Want,
    basic,
)
from depesha.testing.web import Request

GOOD = {"login": LOGIN, "psw": PASSWORD, "fmt": "3", "charset": "utf-8"}


def post(target="/", **fields):
    return Request("POST", target, {}, urlencode(fields).encode())


@pytest.mark.parametrize(
    ("text", "parts"),
    [("a" * 160, 1), ("a" * 161, 2), ("a" * 307, 3), ("я" * 70, 1), ("я" * 71, 2), ("я" * 135, 3)],
)
def test_parts(text, parts):
    assert Taken("1", "+7", text, Decimal(0)).parts == parts


class TestSmsc:
    smsc = Smsc()

    def test_login(self):
        assert self.smsc.login(post(**GOOD))
        assert not self.smsc.login(post(**{**GOOD, "psw": "other"}))
        assert not self.smsc.login(post())

    def test_reading(self):
        fields = {**GOOD, "phones": "79161234567", "mes": "ёлка", "id": "m1"}
        sent = Call(Want.SEND, "+79161234567", "ёлка", "m1")
        assert self.smsc.read(post(**fields, cost="3"), "/sys/send.php") == sent
        priced = self.smsc.read(post(**fields, cost="1"), "/sys/send.php")
        assert priced is not None
        assert priced.want is Want.PRICE
        asked = self.smsc.read(post(**GOOD, id="m1,m2,", phone="7,7,"), "/sys/status.php")
        assert asked == Call(Want.STATUS, ids=("m1", "m2", ""))
        assert self.smsc.read(post(**GOOD), "/sys/other.php") is None
        assert self.smsc.read(post(login=LOGIN), "/sys/send.php") is None

    def test_without_charset_the_text_is_taken_for_windows_1251(self):
        fields = {**GOOD, "phones": "7", "mes": "ё"}
        del fields["charset"]
        call = self.smsc.read(post(**fields), "/sys/send.php")
        assert call is not None
        assert call.text == "С‘"

    def test_answers(self):
        one = Taken("14", "+79161234567", "x", Decimal("4.10"), Decimal("83.60"))
        sent = {"id": 14, "cnt": 1, "cost": "4.10", "balance": "83.60"}
        assert self.smsc.taken(one).content == sent
        assert self.smsc.price(one).content == {"cost": "4.10", "cnt": 1}
        assert self.smsc.balance(Decimal("83.60")).content == {"balance": "83.60"}
        no = self.smsc.refused(No(Trouble.NO_MONEY, Call(Want.SEND)))
        assert (no.status, no.content) == (200, {"error": "no money", "error_code": 3})

    def test_statuses_are_a_list_by_a_comma_only(self):
        one = Taken("m1", "+79161234567", "x", Decimal(0), fate=Fate.DELIVERED)
        listed = self.smsc.status([("m1", one), ("m2", None), ("", None)]).content
        assert listed == [
            {"status": 1, "id": "m1", "phone": "79161234567"},
            {"status": -3, "id": "m2", "phone": ""},
        ]
        assert self.smsc.status([("m1", one)]).content == {"status": 1}

    def test_the_account(self):
        assert self.smsc.account("http://x") == {
            "base_url": "http://x",
            "login": LOGIN,
            "password": PASSWORD,
        }


class TestSmsRu:
    smsru = SmsRu()

    def test_login(self):
        assert self.smsru.login(post(api_id=API_ID))
        assert not self.smsru.login(post(api_id="other"))

    def test_reading(self):
        fields = {"api_id": API_ID, "json": "1", "to": "79161234567", "msg": "ёлка"}
        call = self.smsru.read(post(**fields), "/sms/send")
        assert call is not None
        assert (call.want, call.address, call.text) == (Want.SEND, "+79161234567", "ёлка")
        asked = self.smsru.read(post(json="1", sms_id="1,2"), "/sms/status")
        assert asked is not None
        assert asked.ids == ("1", "2")
        assert self.smsru.read(Request("GET", "/?json=1", {}, b""), "/sms/send") is None
        assert self.smsru.read(post(to="7"), "/sms/send") is None

    def test_answers(self):
        one = Taken("000-14", "+79161234567", "x", Decimal("2.30"), Decimal("83.60"))
        content = self.smsru.taken(one).content
        assert content["status_code"] == 100
        assert content["sms"]["79161234567"]["sms_id"] == "000-14"
        assert self.smsru.price(one).content["sms"]["79161234567"]["cost"] == "2.30"
        assert self.smsru.balance(Decimal("83.60")).content["balance"] == 83.6
        one.fate = Fate.DELIVERED
        told = self.smsru.status([("000-14", one), ("9", None)]).content["sms"]
        assert {id_: row["status_code"] for id_, row in told.items()} == {"000-14": 103, "9": -1}

    def test_several_texts_in_one_request(self):
        fields = {"json": "1", "to[79161234567]": "раз", "to[447400123456]": "два", "test": "1"}
        call = self.smsru.read(post(**fields), "/sms/send")
        assert call is not None
        assert [(one.address, one.text, one.trial) for one in call.several] == [
            ("+79161234567", "раз", True),
            ("+447400123456", "два", True),
        ]
        one = Taken("000-14", "+79161234567", "раз", Decimal("2.30"), Decimal("83.60"))
        no = No(Trouble.REFUSED, call.several[1])
        content = self.smsru.several([one, no]).content
        codes = {number: entry["status_code"] for number, entry in content["sms"].items()}
        assert codes == {"79161234567": 100, "447400123456": 207}
        assert "balance" not in self.smsru.several([no]).content

    def test_a_good_request_may_hold_a_refused_number(self):
        call = Call(Want.SEND, "+79161234567")
        refused = self.smsru.refused(No(Trouble.REFUSED, call)).content
        assert refused["status_code"] == 100
        assert refused["sms"]["79161234567"]["status_code"] == 207
        assert self.smsru.refused(No(Trouble.LOGIN, call)).content["status_code"] == 200

    def test_the_account(self):
        assert self.smsru.account("http://x") == {"base_url": "http://x", "api_id": API_ID}


def test_basic():
    assert basic("Aladdin", "open sesame") == "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="
