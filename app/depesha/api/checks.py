"""Checks of a rendered message before anything leaves, offered by the hook `message_checks`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from depesha.api.message import Message
from depesha.api.reasons import Reason


@dataclass(frozen=True, slots=True)
class Finding:
    """What the pre-flight sheet says of one person's message."""

    reason: Reason
    detail: str = ""
    """One translated sentence, e.g. which limit was exceeded by how much."""


@dataclass(frozen=True, slots=True)
class MessageCheck:
    """`check(message, account_settings)` returns a Finding where the message cannot go."""

    channel: str
    check: Callable[[Message, Any], Finding | None]
