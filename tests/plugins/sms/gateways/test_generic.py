import json

import pytest

from depesha.api import AccountBroken, Reason, Refused
from depesha.testing.web import Reply
from depesha_sms.answers import AnswerLostError


@pytest.fixture
def asked():
    return []


@pytest.fixture
def url(speak, asked):
    def reply(request):
        asked.append(request)
        return Reply("OK 17")

    return speak(reply) + "/gate?v=2"


def test_a_form_with_the_key_in_the_body(opened, url, asked, message):
    template = "login={login}&psw={password}&k={api_key}&to={digits}&msg={text}&n={sender}&id={key}"
    changes = {"login": "me", "password": "geheim", "sender": "Magazin"}
    with opened("http", url, template=template, header="", **changes) as http:
        receipt = http.send(message("a&b=c {api_key}"))
    assert receipt.provider_id == "17"
    assert (asked[0].method, asked[0].target) == ("POST", "/gate?v=2")
    assert asked[0].form() == {
        "v": "2", "login": "me", "psw": "geheim", "k": "k3y-of-the-office", "to": "79161234567",
        "msg": "a&b=c {api_key}", "n": "Magazin", "id": "m1-7f3a",
    }  # fmt: skip


def test_json_and_a_login_in_the_header(opened, url, asked, message):
    template = '{"messages": [{"to": "{phone}", "text": "{text}"}], "dry": false}'
    header = "Authorization: Basic {basic}"
    changes = {"login": "Aladdin", "password": "open sesame", "api_key": ""}
    with opened("http", url, kind="json", template=template, header=header, **changes) as http:
        http.send(message('"}] ёлка'))
    assert asked[0].headers["authorization"] == "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="
    assert json.loads(asked[0].body) == {
        "messages": [{"to": "+79161234567", "text": '"}] ёлка'}],
        "dry": False,
    }


def test_get_with_the_key_in_the_header(opened, url, asked, message):
    with opened("http", url, method="GET", template="to={phone}&t={text}") as http:
        http.send(message("ёлка & co"))
    assert (asked[0].method, asked[0].body) == ("GET", b"")
    assert asked[0].form() == {"v": "2", "to": "+79161234567", "t": "ёлка & co"}
    assert asked[0].headers["authorization"] == "Bearer k3y-of-the-office"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"method": "GET", "template": "to={phone}&k={api_key}"}, "into the header"),
        ({"base_url": "http://127.0.0.1/?key={api_key}"}, "must not hold"),
        ({"base_url": "http://127.0.0.1/?key=k3y-of-the-office"}, "must not hold"),
        ({"base_url": "http://me:pw@127.0.0.1/"}, "must not hold"),
        ({"success": ""}, "pattern of success"),
        ({"success": "(id"}, "not a regular expression"),
        ({"error": "*"}, "not a regular expression"),
        ({"template": "hello"}, "name={phone}"),
        ({"kind": "json"}, "not JSON"),
        ({"header": "Bearer {api_key}"}, "Name: value"),
        ({"header": "X-To: {phone}"}, "no placeholder {phone}"),
    ],
)
def test_a_description_that_is_unsafe_or_none(opened, url, changes, words):
    with pytest.raises(AccountBroken, match="configuration") as caught:
        opened("http", changes.pop("base_url", url), **changes).__enter__()
    assert caught.value.reason is Reason.CONFIGURATION
    assert words in caught.value.cure
    assert "k3y-of-the-office" not in caught.value.cure


@pytest.mark.parametrize(
    ("content", "status", "kind"),
    [
        ("ERROR number refused", 200, Refused),
        ("ERROR inside", 500, Refused),
        ("no such user", 400, Refused),
        ("ERROR login", 401, AccountBroken),
        ("queued", 200, AnswerLostError),
        ("OK 17", 500, AnswerLostError),
        ("OK 17", 302, AnswerLostError),
        ("OK 17", 307, AccountBroken),
    ],
)
def test_what_an_answer_means(opened, speak, message, content, status, kind):
    with opened("http", speak(content, status) + "/send") as http, pytest.raises(kind):
        http.send(message())


def test_a_service_may_give_no_id(opened, url, message):
    with opened("http", url, success="OK") as http:
        assert http.send(message()).provider_id == ""


def test_the_answer_goes_to_the_journal_without_the_key(opened, speak, message):
    url = speak("OK 17 for k3y-of-the-office") + "/send"
    with opened("http", url) as http:
        assert http.send(message()).answer == "200 OK 17 for •••"
