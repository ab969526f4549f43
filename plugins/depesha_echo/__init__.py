"""Writes messages to a folder instead of sending them: a rehearsal that shows what each person
would get, and the smallest example of a channel for authors of plugins."""

from typing import Any

from depesha.api import Channel, hookimpl
from depesha_echo.channel import Echo


@hookimpl
def channels() -> list[type[Channel[Any]]]:
    """The one channel of this plugin."""
    return [Echo]
