"""Apprise: texts through Mattermost, Rocket.Chat, Matrix, ntfy, Slack and some hundred services
more, each by its URL. Needs the extra depesha[apprise]."""

from typing import Any

from depesha.api import Channel, MessageCheck, hookimpl
from depesha_apprise.channel import Apprise, check


@hookimpl
def channels() -> list[type[Channel[Any]]]:
    """The one channel of this plugin."""
    return [Apprise]


@hookimpl
def message_checks() -> list[MessageCheck]:
    """An empty text is found before sending."""
    return [MessageCheck(Apprise.id, check)]
