import depesha_sms
from depesha.api import Style
from depesha_sms.gateways import GATEWAYS


def test_one_channel_and_its_gateways_are_offered():
    [channel] = depesha_sms.channels()
    assert (channel.id, channel.style, channel.metered) == ("sms", Style.TEXT, True)
    ids = [gateway.id for gateway in depesha_sms.gateways()]
    assert ids == [
        "smsc",
        "smsru",
        "smsaero",
        "exolve",
        "twilio",
        "vonage",
        "android",
        "gammu",
        "http",
    ]


def test_every_gateway_says_what_it_is_and_where():
    for gateway in GATEWAYS:
        assert len((gateway.__doc__ or "").split()) > 10, f"{gateway.id}: a description for users"
        if gateway.id != "http":
            assert gateway.terms.startswith("https://")
        if gateway.id not in {"http", "gammu"}:
            assert gateway.base_url.startswith("https://")


def test_the_check_is_for_the_channel():
    [check] = depesha_sms.message_checks()
    assert check.channel == "sms"
