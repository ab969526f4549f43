"""The services that take JSON, as their public clients know them."""

import json
from decimal import Decimal

import pytest

from depesha.api.channel import Fate
from depesha.testing.sms_formats import (
    API_KEY,
    LOGIN,
    PASSWORD,
    Call,
    No,
    Taken,
    Trouble,
    Want,
    basic,
)
from depesha.testing.sms_gateways import FORMATS
from depesha.testing.web import Request

SENT = {
    "smsaero": ("/sms/send", {"number": "79161234567", "text": "ёлка", "sign": "SMS Aero"}),
    "exolve": (
        "/messaging/v1/SendSMS",
        {"number": "7958", "destination": "79161234567", "text": "ёлка"},
    ),
    "android": (
        "/messages",
        {"id": "m1", "textMessage": {"text": "ёлка"}, "phoneNumbers": ["+79161234567"]},
    ),
    "http": ("/send", {"to": "+79161234567", "text": "ёлка", "id": "m1"}),
}
LOGINS = {
    "smsaero": basic(LOGIN, API_KEY),
    "exolve": f"Bearer {API_KEY}",
    "android": basic(LOGIN, PASSWORD),
    "http": f"Bearer {API_KEY}",
}


def post(body, login=""):
    return Request("POST", "/", {"authorization": login}, json.dumps(body).encode())


@pytest.mark.parametrize("name", SENT)
def test_a_message_is_read(name):
    path, body = SENT[name]
    call = FORMATS[name].read(post(body), path)
    assert call is not None
    assert (call.want, call.address, call.text) == (Want.SEND, "+79161234567", "ёлка")
    assert call.key == body.get("id", "")
    assert FORMATS[name].read(post(body), "/nothing") is None


@pytest.mark.parametrize("name", LOGINS)
def test_logins(name):
    assert FORMATS[name].login(post({}, LOGINS[name]))
    assert not FORMATS[name].login(post({}, "Bearer other"))
    assert not FORMATS[name].login(post({}))


def test_the_generic_service_takes_its_key_in_the_body_too():
    assert FORMATS["http"].login(post({"api_key": API_KEY}))


@pytest.mark.parametrize(
    ("name", "trouble", "status", "words"),
    [
        ("smsaero", Trouble.REFUSED, 400, "Validation error."),
        ("smsaero", Trouble.LOGIN, 401, "credentials"),
        ("smsaero", Trouble.NO_MONEY, 200, "no credits"),
        ("smsaero", Trouble.THROTTLED, 429, "Too many"),
        ("exolve", Trouble.REFUSED, 400, "destination"),
        ("exolve", Trouble.THROTTLED, 429, "too many"),
        ("android", Trouble.REFUSED, 400, "invalid phone number"),
        ("android", Trouble.THROTTLED, 503, "queue limits exceeded"),
        ("android", Trouble.TWICE, 409, "duplicate"),
        ("http", Trouble.REFUSED, 200, "ERROR"),
        ("http", Trouble.THROTTLED, 429, "ERROR"),
        ("http", Trouble.TWICE, 200, "OK m1"),
    ],
)
def test_refusals(name, trouble, status, words):
    reply = FORMATS[name].refused(No(trouble, Call(Want.SEND, key="m1"), 7.0))
    assert reply.status == status
    assert words in reply.body().decode()
    if status == 429:
        assert reply.headers == {"Retry-After": "7"}


def test_messages_taken():
    one = Taken("17", "+79161234567", "x", Decimal("2.50"))
    aero = FORMATS["smsaero"].taken(one).content
    assert (aero["success"], aero["data"]["id"], aero["data"]["cost"]) == (True, 17, 2.5)
    assert FORMATS["exolve"].taken(one).content == {"message_id": "17"}
    phone = FORMATS["android"].taken(one)
    assert (phone.status, phone.content["id"], phone.content["state"]) == (202, "17", "Pending")
    assert FORMATS["http"].taken(one).content == "OK 17"


def test_the_test_mode_of_sms_aero_is_another_page():
    call = FORMATS["smsaero"].read(post(SENT["smsaero"][1]), "/sms/testsend")
    assert call is not None
    assert call.trial


def test_statuses():
    one = Taken("17", "+79161234567", "x", Decimal(0), fate=Fate.EXPIRED)
    assert FORMATS["smsaero"].status([("17", one)]).content["data"] == {"id": 17, "status": 2}
    assert FORMATS["smsaero"].status([("9", None)]).content["success"] is False
    [row] = FORMATS["exolve"].status([("17", one)]).content["messages"]
    assert row == {"message_id": "17", "delivery_status": "EXPIRED"}
    assert FORMATS["exolve"].status([("9", None)]).content == {"messages": []}
    phone = FORMATS["android"].status([("17", one)]).content
    assert phone["recipients"][0]["error"] == "TTL expired"
    assert FORMATS["android"].status([("9", None)]).status == 404


def test_balances():
    assert FORMATS["smsaero"].balance(Decimal("1.5")).content["data"] == {"balance": 1.5}
    assert FORMATS["exolve"].balance(Decimal("1.5")).content["balance"] == 1.5


def test_each_account_has_what_its_format_needs():
    assert {name: set(one.account("http://x")) for name, one in FORMATS.items()} == {
        "smsc": {"base_url", "login", "password"},
        "smsru": {"base_url", "api_id"},
        "smsaero": {"base_url", "login", "api_key"},
        "exolve": {"base_url", "api_key", "sender"},
        "twilio": {"base_url", "login", "api_key", "sender"},
        "vonage": {"base_url", "login", "api_key", "sender"},
        "android": {"base_url", "login", "password", "gap"},
        "http": {"base_url", "template", "header", "success", "error", "api_key"},
    }
