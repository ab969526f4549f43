"""The played ntfy: what it takes and what it spoils."""

import pytest

from depesha.api.http import AnswerLostError, client, exchange
from depesha.testing import Fault
from depesha.testing.ntfy import Ntfy
from depesha.testing.web_script import WebFault


@pytest.fixture
def ntfy():
    with Ntfy() as ntfy:
        yield ntfy


@pytest.fixture
def publish(ntfy):
    headers = {"Authorization": f"Bearer {ntfy.token}"}
    with client(base_url=f"http://127.0.0.1:{ntfy.port}", headers=headers, timeout=0.5) as http:
        yield lambda topic="ivan", path="/": exchange(
            http, "POST", path, json={"topic": topic, "message": "Привет"}
        )


def test_a_message_is_taken(ntfy, publish):
    assert publish().json()["topic"] == "ivan"
    (got,) = ntfy.received
    assert (got.address, got.text) == ("ivan", "Привет")


def test_strangers_and_other_pages(ntfy, publish):
    with client(base_url=f"http://127.0.0.1:{ntfy.port}") as http:
        assert exchange(http, "POST", "/", json={"topic": "a"}).json()["code"] == 40101
    assert publish(path="/v1/x").status == 404
    assert publish(topic="").status == 404
    assert ntfy.received == []


@pytest.mark.parametrize(
    ("fault", "code", "wait"),
    [
        (Fault.REFUSE, 40301, None),
        (Fault.THROTTLE, 42901, 7.0),
        (Fault.BREAK_ACCOUNT, 40101, None),
    ],
)
def test_refusals(ntfy, publish, fault, code, wait):
    ntfy.fail(fault, address="petr", after=7)
    assert publish().status == 200
    answer = publish("petr")
    assert (answer.json()["code"], answer.retry_after) == (code, wait)


@pytest.mark.parametrize(
    "fault", [Fault.DROP_BEFORE, Fault.DROP_AFTER, Fault.STALL, WebFault.DROP_WITHIN]
)
def test_lost_answers(ntfy, publish, fault):
    ntfy.fail(fault)
    with pytest.raises(AnswerLostError):
        publish()
    assert len(ntfy.received) == (fault is not Fault.DROP_BEFORE)


@pytest.mark.parametrize("fault", [Fault.GARBAGE, WebFault.OTHER_JSON, WebFault.GATEWAY_ERROR])
def test_strange_answers(ntfy, publish, fault):
    ntfy.fail(fault)
    assert "topic" not in (publish().json() or {})
