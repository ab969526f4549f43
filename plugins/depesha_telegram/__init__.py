"""Telegram: messages with pictures and files from the office's own bot to the people who have
subscribed to it."""

from typing import Any

from depesha.api import Channel, MessageCheck, hookimpl
from depesha_telegram.channel import Telegram
from depesha_telegram.limits import check


@hookimpl
def channels() -> list[type[Channel[Any]]]:
    """The one channel of this plugin."""
    return [Telegram]


@hookimpl
def message_checks() -> list[MessageCheck]:
    """What Telegram would refuse for its length or size is found before sending."""
    return [MessageCheck(Telegram.id, check)]
