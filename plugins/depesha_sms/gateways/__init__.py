"""The directory of SMS services that come with the program: one module each."""

from typing import Any

from depesha.api import Gateway
from depesha_sms.gateways import smsaero, smsc, smsru, twilio
from depesha_sms.gateways.android import Android
from depesha_sms.gateways.exolve import Exolve
from depesha_sms.gateways.gammu import Gammu
from depesha_sms.gateways.generic import GenericHttp
from depesha_sms.gateways.smsaero import SmsAero
from depesha_sms.gateways.smsc import Smsc
from depesha_sms.gateways.smsru import SmsRu
from depesha_sms.gateways.twilio import Twilio
from depesha_sms.gateways.vonage import Vonage

GATEWAYS: tuple[type[Gateway[Any]], ...] = (
    Smsc,
    SmsRu,
    SmsAero,
    Exolve,
    Twilio,
    Vonage,
    Android,
    Gammu,
    GenericHttp,
)

LONGEST = {
    Smsc.id: smsc.LONGEST,
    SmsRu.id: smsru.LONGEST,
    SmsAero.id: smsaero.LONGEST,
    Twilio.id: twilio.LONGEST,
}
"""Characters of a text that certainly does not go, by gateway."""
