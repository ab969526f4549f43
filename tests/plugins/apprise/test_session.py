"""Sessions against the played service."""

import logging
import traceback
from dataclasses import replace

import pytest

from depesha.api import AccountBroken, NotNow, Reason, Refused, Secret
from depesha.testing import Fault
from depesha.testing.contract_base import closed_port
from depesha.testing.web_script import WebFault
from depesha_apprise.channel import Apprise
from depesha_apprise.talk import WorkerGoneError


def test_a_text_as_it_is(session, ntfy, message):
    receipt = session.send(message(":smile: \\n <b>1</b> *2* &amp; Ёлкин 🎉"))
    assert (receipt.provider_id, receipt.answer) == ("", "HTTP 200")
    assert ntfy.received[0].text == ":smile: \\n <b>1</b> *2* &amp; Ёлкин 🎉"


def test_each_goes_to_its_own(session, ntfy, message):
    for address in ("ivan", "petr"):
        session.send(message(address=address))
    assert [one.address for one in ntfy.received] == ["ivan", "petr"]


def test_an_address_that_the_service_does_not_take(session, ntfy, message):
    with pytest.raises(Refused) as caught:
        session.send(message(address="+79161234567"))
    assert caught.value.reason is Reason.ADDRESS_REJECTED
    assert ntfy.received == []
    session.send(message())


def test_the_services_words_are_told_without_its_secrets(session, ntfy, message):
    ntfy.fail(Fault.REFUSE)
    with pytest.raises(Refused) as caught:
        session.send(message())
    assert "forbidden" in caught.value.answer
    assert ntfy.token not in caught.value.answer


@pytest.mark.parametrize("fault", [*Fault, WebFault.DROP_WITHIN, "nobody"])
def test_no_part_of_the_url_is_shown(account, context, ntfy, message, caplog, fault):
    caplog.set_level(logging.DEBUG)
    port = closed_port() if fault == "nobody" else ntfy.port
    used = replace(
        account, timeout=0.5, url=Secret(f"ntfy://{ntfy.token}@127.0.0.1:{port}/{{address}}")
    )
    if fault != "nobody":
        ntfy.fail(fault)
    with Apprise.connect(used, context) as session, pytest.raises(Exception) as caught:  # noqa: PT011 - any
        session.send(message())
    shown = "".join(traceback.format_exception(caught.value)) + repr(vars(caught.value))
    for part in (ntfy.token, str(port)):
        assert part not in shown + caplog.text


def test_the_test_promises_nothing(session):
    assert session.test() == (
        "Apprise knows ntfy. Whether it lets us in shows with the first message."
    )


def test_a_service_that_apprise_does_not_know(account, context):
    way = Apprise.connect(replace(account, url=Secret("nosuch://x/{address}")), context)
    with pytest.raises(AccountBroken) as caught, way:
        pytest.fail("opened")
    assert caught.value.reason is Reason.CONFIGURATION


def test_the_offices_proxy_is_the_way(account, context, message):
    proxied = replace(context, proxy=f"http://127.0.0.1:{closed_port()}")
    with Apprise.connect(account, proxied) as session, pytest.raises(NotNow) as caught:
        session.send(message())
    assert caught.value.reason is Reason.CONNECTION


def test_a_worker_that_is_gone_leaves_us_in_doubt(account, context, message):
    with Apprise.connect(account, context) as session:
        session._worker._process.kill()
        session._worker._process.wait()
        with pytest.raises(WorkerGoneError):
            session.send(message())
