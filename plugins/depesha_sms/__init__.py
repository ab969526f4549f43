"""SMS to mobile phones through a service on the internet, or through the office's own phone or
modem. Which one, the account says; other plugins may add services of their own."""

from typing import Any

from depesha.api import Channel, Gateway, MessageCheck, hookimpl
from depesha_sms.channel import SmsChannel
from depesha_sms.checks import check
from depesha_sms.gateways import GATEWAYS


@hookimpl
def channels() -> list[type[Channel[Any]]]:
    """The one channel `sms`."""
    return [SmsChannel]


@hookimpl
def gateways() -> list[type[Gateway[Any]]]:
    """The services that come with the program."""
    return list(GATEWAYS)


@hookimpl
def message_checks() -> list[MessageCheck]:
    """What can be told of a text without counting its parts."""
    return [MessageCheck(SmsChannel.id, check)]
