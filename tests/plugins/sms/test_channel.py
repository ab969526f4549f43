from dataclasses import replace

import pytest

from depesha.api import AccountBroken, GatewaySettings, Reason
from depesha_sms.channel import SmsChannel


def test_the_account_names_its_gateway(sms, context, account, message):
    by_web = [gateway for gateway in context.gateways if gateway != "gammu"]
    for gateway in by_web:
        with SmsChannel.connect(account(gateway, sms), context) as session:
            session.send(message(key=f"k-{gateway}"))
    assert len(sms.received) == len(by_web)


def test_a_foreign_gateway_is_as_good_as_ours(sms, context, account, message):
    foreign = replace(context, gateways={"acme": context.gateways["smsc"]})
    settings = replace(account("smsc", sms), gateway="acme")
    with SmsChannel.connect(settings, foreign) as session:
        session.send(message())
    assert len(sms.received) == 1


def test_an_unknown_gateway_is_told_with_the_known_ones(context):
    with pytest.raises(AccountBroken) as caught:
        SmsChannel.connect(GatewaySettings(gateway="smsс"), context).__enter__()
    assert caught.value.reason is Reason.CONFIGURATION
    assert "“smsс”" in caught.value.cure
    assert "smsaero, smsc, smsru" in caught.value.cure


def test_settings_of_another_class_are_the_hosts_mistake(context):
    with pytest.raises(TypeError, match="SmscSettings"):
        SmsChannel.connect(GatewaySettings(gateway="smsc"), context).__enter__()
