"""Sessions open, or say why not."""

from dataclasses import replace

import pytest

from depesha.api import AccountBroken, NotNow, Reason, Secret
from depesha.testing import Fault
from depesha.testing.contract_base import closed_port
from depesha.testing.max_api import MaxFault
from depesha.testing.web_script import WebFault
from depesha_max.channel import Max


@pytest.fixture
def opening(account, context):
    """opening(**changes): the error that opening a session with such an account raises."""

    def opening(context=context, **changes):
        way = Max.connect(replace(account, **changes), context)
        with pytest.raises((NotNow, AccountBroken)) as caught, way:
            pytest.fail("opened")
        return caught.value

    return opening


def test_opening_tries_token_and_way(opening, api):
    assert opening(token=Secret("other")).reason is Reason.LOGIN
    assert opening(token=Secret("пароль")).reason is Reason.LOGIN
    assert opening(token=Secret("two words")).reason is Reason.LOGIN
    assert opening(base_url=f"http://127.0.0.1:{closed_port()}").reason is Reason.CONNECTION
    assert api.received == []


@pytest.mark.parametrize(
    ("fault", "kind", "reason"),
    [
        (Fault.GARBAGE, AccountBroken, Reason.NOT_THE_PROVIDER),
        (WebFault.OTHER_JSON, AccountBroken, Reason.NOT_THE_PROVIDER),
        (WebFault.HUGE, AccountBroken, Reason.NOT_THE_PROVIDER),
        (WebFault.GATEWAY_ERROR, NotNow, Reason.PROVIDER_ERROR),
        (MaxFault.UNAVAILABLE, NotNow, Reason.PROVIDER_ERROR),
        (Fault.BREAK_ACCOUNT, AccountBroken, Reason.LOGIN),
        (Fault.THROTTLE, NotNow, Reason.THROTTLED),
        (Fault.STALL, NotNow, Reason.PROVIDER_ERROR),
        (Fault.DROP_AFTER, NotNow, Reason.PROVIDER_ERROR),
    ],
)
def test_opening_at_a_bad_moment(opening, api, fault, kind, reason):
    api.fail(fault, task="me")
    error = opening(timeout=0.5)
    assert type(error) is kind
    assert error.reason is reason


def test_the_offices_proxy_is_used(opening, context):
    nowhere = f"http://127.0.0.1:{closed_port()}"
    assert opening(context=replace(context, proxy=nowhere)).reason is Reason.CONNECTION


@pytest.mark.parametrize("proxy", ["ftp://user:pa55word@proxy", "http://proxy:port", "nonsense"])
def test_a_proxy_that_is_none(opening, context, proxy):
    error = opening(context=replace(context, proxy=proxy))
    assert error.reason is Reason.CONFIGURATION
    assert "pa55word" not in repr(error)
    assert error.__context__ is None


def test_a_certificate_file_that_is_none(opening, tmp_path):
    missing = opening(ca_file=str(tmp_path / "gone.pem"))
    assert missing.reason is Reason.TLS
    assert "gone.pem" in missing.answer
    (tmp_path / "text.pem").write_text("no certificate")
    assert opening(ca_file=str(tmp_path / "text.pem")).reason is Reason.TLS


def test_spaces_around_a_pasted_token(account, context, api):
    pasted = replace(account, token=Secret(f" {api.token}\n"))
    with Max.connect(pasted, context) as session:
        assert session.test() == "The bot @depesha_bot answers."
