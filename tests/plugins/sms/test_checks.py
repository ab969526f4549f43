import pytest

from depesha.api import GatewaySettings, Reason
from depesha_sms.checks import check


@pytest.mark.parametrize("text", ["", " \n", "\u00a0"])
def test_an_empty_text_does_not_go(message, text):
    found = check(message(text), GatewaySettings())
    assert found is not None
    assert found.reason is Reason.CONTENT
    assert found.detail


@pytest.mark.parametrize(
    ("gateway", "limit"),
    [("smsc", 1000), ("smsaero", 640), ("smsru", 1224), ("android", 1530), ("", 1530)],
)
def test_a_text_longer_than_the_service_takes_does_not_go(message, gateway, limit):
    settings = GatewaySettings(gateway=gateway)
    assert check(message("a" * limit), settings) is None
    found = check(message("a" * (limit + 1)), settings)
    assert found is not None
    assert found.reason is Reason.TOO_MANY_PARTS
    assert f"{limit + 1} characters; {limit}" in found.detail
