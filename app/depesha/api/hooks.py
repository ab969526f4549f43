"""The hooks of API version 1. A hook describes and does no work: it returns frozen objects or
classes, opens nothing and imports no Tk."""

from typing import Any

import pluggy

from depesha.api.channel import Channel, Gateway
from depesha.api.checks import MessageCheck
from depesha.api.editors import Editor
from depesha.api.templates import TemplatePack

GROUP = "depesha.v1"
"""The entry-point group; the major version of the API is in its name."""

hookspec = pluggy.HookspecMarker(GROUP)
hookimpl = pluggy.HookimplMarker(GROUP)


@hookspec
def channels() -> list[type[Channel[Any]]]:  # type: ignore[empty-body]
    """Ways to reach people."""


@hookspec
def gateways() -> list[type[Gateway[Any]]]:  # type: ignore[empty-body]
    """SMS services for the sms channel."""


@hookspec
def template_packs() -> list[TemplatePack]:  # type: ignore[empty-body]
    """Folders of shipped message templates."""


@hookspec
def message_checks() -> list[MessageCheck]:  # type: ignore[empty-body]
    """Checks of rendered messages for the pre-flight sheet."""


@hookspec
def editors() -> list[Editor]:  # type: ignore[empty-body]
    """Editors of message texts for the window."""
