"""The played bot API of MAX: what it takes, what it spoils, and that it ends."""

import pytest

from depesha.api.http import AnswerLostError, NotReachedError, client, exchange
from depesha.testing import Fault
from depesha.testing.max_api import MaxApi, MaxFault
from depesha.testing.web_script import AFTERWARDS, WebFault


@pytest.fixture
def api():
    with MaxApi() as api:
        yield api


@pytest.fixture
def http(api):
    with client(base_url=api.url, headers={"Authorization": api.token}, timeout=0.5) as made:
        yield made


def send(http, text="Привет", who="5"):
    return exchange(http, "POST", "/messages", params={"user_id": who}, json={"text": text})


def test_the_bot_tells_who_it_is(http):
    assert exchange(http, "GET", "/me").json()["username"] == "depesha_bot"


@pytest.mark.parametrize("token", ["", "Bearer f9LHodD0cOL-played-by-depesha", "other"])
def test_other_tokens_are_not_known(api, token):
    with client(base_url=api.url, headers={"Authorization": token}) as http:
        answer = exchange(http, "GET", "/me")
    assert (answer.status, answer.json()["code"]) == (401, "verify.token")


def test_a_message_is_taken_and_remembered(api, http):
    assert send(http).json()["message"]["body"]["mid"]
    (got,) = api.received
    assert (got.address, got.text) == ("5", "Привет")


@pytest.mark.parametrize(
    ("fault", "status", "code"),
    [
        (Fault.REFUSE, 403, "chat.denied"),
        (Fault.THROTTLE, 429, "too.many.requests"),
        (Fault.BREAK_ACCOUNT, 401, "verify.token"),
        (MaxFault.NOT_FOUND, 404, "dialog.not.found"),
        (MaxFault.NOT_READY, 400, "attachment.not.ready"),
        (MaxFault.UNAVAILABLE, 503, "service.unavailable"),
    ],
)
def test_refusals(api, http, fault, status, code):
    api.fail(fault, address="5", after=7)
    assert send(http, who="6").status == 200
    answer = send(http)
    assert (answer.status, answer.json()["code"]) == (status, code)
    assert answer.retry_after == (7.0 if status == 429 else None)
    assert send(http).status == 200
    assert len(api.received) == 2


@pytest.mark.parametrize("fault", [Fault.DROP_BEFORE, Fault.DROP_AFTER, Fault.STALL, *AFTERWARDS])
def test_lost_answers(api, http, fault):
    api.fail(fault)
    try:
        answer = send(http)
    except AnswerLostError:
        answer = None
    assert answer is None or "message" not in (answer.json() or {})
    assert len(api.received) == (0 if fault is Fault.DROP_BEFORE else 1)


@pytest.mark.parametrize("fault", [Fault.GARBAGE, WebFault.GATEWAY_ERROR])
def test_strangers_answer(api, http, fault):
    api.fail(fault)
    assert send(http).json() is None
    assert api.received == []


def test_https_with_a_certificate_of_its_own():
    with MaxApi(tls=True) as api:
        with client(base_url=api.url) as http, pytest.raises(NotReachedError) as caught:
            exchange(http, "GET", "/me")
        assert caught.value.untrusted
        with client(base_url=api.url, extra_ca_file=api.ca_file) as http:
            assert exchange(http, "GET", "/me").status == 401


def test_events_are_told_from_a_marker_on(api, http):
    api.happen("bot_started", user={"user_id": 5}, payload="abc")
    first = exchange(http, "GET", "/updates").json()
    assert first["updates"][0]["payload"] == "abc"
    again = exchange(http, "GET", "/updates", params={"marker": first["marker"]}).json()
    assert again == {"updates": [], "marker": 1}
