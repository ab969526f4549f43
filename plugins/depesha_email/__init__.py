"""E-mail by SMTP: personal letters with pictures and attachments, over verified TLS."""

from typing import Any

from depesha.api import Channel, MessageCheck, hookimpl
from depesha_email import size
from depesha_email.blank import blank
from depesha_email.channel import EmailChannel


@hookimpl
def channels() -> list[type[Channel[Any]]]:
    """The channel `email`."""
    return [EmailChannel]


@hookimpl
def message_checks() -> list[MessageCheck]:
    """Letters that say nothing, and those that the provider would refuse for their size."""
    return [MessageCheck(EmailChannel.id, check) for check in (blank, size.too_large)]
