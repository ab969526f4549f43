"""MAX: messages with pictures, files and buttons from the office's own bot to the people who have
opened it."""

from typing import Any

from depesha.api import Channel, MessageCheck, hookimpl
from depesha_max.channel import Max
from depesha_max.limits import check


@hookimpl
def channels() -> list[type[Channel[Any]]]:
    """The one channel of this plugin."""
    return [Max]


@hookimpl
def message_checks() -> list[MessageCheck]:
    """What MAX would refuse is found before sending."""
    return [MessageCheck(Max.id, check)]
