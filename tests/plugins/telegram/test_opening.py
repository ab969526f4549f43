"""Sessions open, or say why not: bad tokens, bad ways, bad moments."""

from dataclasses import replace

import pytest

from depesha.api import AccountBroken, NotNow, Reason, Secret
from depesha.testing import Fault
from depesha.testing.bot_api import BotFault
from depesha.testing.contract_base import closed_port
from depesha_telegram.channel import Telegram


@pytest.fixture
def opening(account, context):
    """opening(**changes): the error that opening a session with such an account raises."""

    def opening(context=context, **changes):
        way = Telegram.connect(replace(account, **changes), context)
        with pytest.raises((NotNow, AccountBroken)) as caught, way:
            pytest.fail("opened")
        return caught.value

    return opening


def test_opening_tries_token_and_way(opening, api):
    assert opening(token=Secret("123456:other")).reason is Reason.LOGIN
    assert opening(token=Secret("no such/form?#")).reason is Reason.LOGIN
    assert opening(base_url=f"http://127.0.0.1:{closed_port()}").reason is Reason.CONNECTION
    assert opening(base_url=f"{api.url}/elsewhere").reason is Reason.LOGIN
    assert api.received == []


@pytest.mark.parametrize(
    ("fault", "kind", "reason"),
    [
        (Fault.GARBAGE, AccountBroken, Reason.NOT_THE_PROVIDER),
        (BotFault.OTHER_JSON, AccountBroken, Reason.NOT_THE_PROVIDER),
        (BotFault.HUGE, AccountBroken, Reason.NOT_THE_PROVIDER),
        (Fault.BREAK_ACCOUNT, AccountBroken, Reason.LOGIN),
        (Fault.THROTTLE, NotNow, Reason.THROTTLED),
        (BotFault.SERVER_ERROR, NotNow, Reason.PROVIDER_ERROR),
        (BotFault.GATEWAY_ERROR, NotNow, Reason.PROVIDER_ERROR),
        (Fault.STALL, NotNow, Reason.PROVIDER_ERROR),
        (Fault.DROP_AFTER, NotNow, Reason.PROVIDER_ERROR),
    ],
)
def test_opening_at_a_bad_moment(opening, api, fault, kind, reason):
    api.fail(fault, method="getMe")
    error = opening(timeout=0.5)
    assert type(error) is kind
    assert error.reason is reason


def test_a_proxy_is_used_and_the_accounts_own_goes_first(opening, context):
    nowhere = f"http://127.0.0.1:{closed_port()}"
    assert opening(context=replace(context, proxy=nowhere)).reason is Reason.CONNECTION
    assert opening(proxy=nowhere).reason is Reason.CONNECTION


def test_the_accounts_own_proxy_goes_first(account, context, api):
    # To a plain-http address a proxy speaks HTTP: the played server can stand for one.
    office = replace(context, proxy=f"http://127.0.0.1:{closed_port()}")
    with Telegram.connect(replace(account, proxy=api.url), office) as session:
        assert "@depesha_bot" in session.test()


@pytest.mark.parametrize("proxy", ["ftp://user:pa55word@proxy", "http://proxy:port", "nonsense"])
def test_a_proxy_that_is_none(opening, context, proxy):
    error = opening(context=replace(context, proxy=proxy))
    assert error.reason is Reason.CONFIGURATION
    assert "http://server:port" in error.cure
    assert "pa55word" not in repr(error)
    assert error.__context__ is None


def test_a_base_url_that_is_none(opening):
    assert opening(base_url="http://[::1").reason is Reason.CONFIGURATION


def test_spaces_around_a_pasted_token(account, context, api):
    pasted = replace(account, token=Secret(f" {api.token}\n"))
    with Telegram.connect(pasted, context) as session:
        assert "@depesha_bot" in session.test()
