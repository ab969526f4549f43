"""All that a plugin may import. Frozen descriptions and hook specifications; no work, no state.

A name is imported when it is first asked for: the window is up before it needs most of them.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from depesha.api.channel import (
        Channel,
        Context,
        Gateway,
        HasBalance,
        HasPrice,
        Money,
        Pending,
        PollsStatus,
        SendsMany,
        Session,
        SignsIn,
        StatusReport,
        Suggestion,
        TestsConnection,
    )
    from depesha.api.checks import Finding, MessageCheck
    from depesha.api.editors import Document, Editor, EditorTools, EditorView, HtmlView
    from depesha.api.fate import Fate
    from depesha.api.hooks import hookimpl
    from depesha.api.i18n import N_, _, ngettext
    from depesha.api.inbound import (
        Batch,
        Event,
        Fated,
        Fetches,
        Incoming,
        IncomingFile,
        Invites,
        Listener,
        Moved,
        OptOut,
        Subscribed,
        Unsubscribed,
        wants_no_more,
    )
    from depesha.api.message import Attachment, Button, Message, Picture, Style
    from depesha.api.outcome import AccountBroken, NotNow, Receipt, Refused, Scope, SendError
    from depesha.api.reasons import Reason
    from depesha.api.settings import (
        AccountSettings,
        ChatSettings,
        GatewaySettings,
        Secret,
        secret,
        setting,
    )
    from depesha.api.steps import SendsInSteps, Steps, Wait
    from depesha.api.templates import TemplatePack

__all__ = [
    "N_",
    "AccountBroken",
    "AccountSettings",
    "Attachment",
    "Batch",
    "Button",
    "Channel",
    "ChatSettings",
    "Context",
    "Document",
    "Editor",
    "EditorTools",
    "EditorView",
    "Event",
    "Fate",
    "Fated",
    "Fetches",
    "Finding",
    "Gateway",
    "GatewaySettings",
    "HasBalance",
    "HasPrice",
    "HtmlView",
    "Incoming",
    "IncomingFile",
    "Invites",
    "Listener",
    "Message",
    "MessageCheck",
    "Money",
    "Moved",
    "NotNow",
    "OptOut",
    "Pending",
    "Picture",
    "PollsStatus",
    "Reason",
    "Receipt",
    "Refused",
    "Scope",
    "Secret",
    "SendError",
    "SendsInSteps",
    "SendsMany",
    "Session",
    "SignsIn",
    "StatusReport",
    "Steps",
    "Style",
    "Subscribed",
    "Suggestion",
    "TemplatePack",
    "TestsConnection",
    "Unsubscribed",
    "Wait",
    "_",
    "hookimpl",
    "ngettext",
    "secret",
    "setting",
    "wants_no_more",
]

_HOMES = (
    "i18n",
    "settings",
    "message",
    "reasons",
    "outcome",
    "checks",
    "templates",
    "fate",
    "steps",
    "editors",
    "channel",
    "inbound",
    "hooks",
)
"""The modules that the names come from, those that cost least first."""


def __getattr__(name: str) -> object:
    """The name out of its module, remembered."""
    if name in __all__:
        for home in _HOMES:
            module = import_module(f"{__name__}.{home}")
            if name in vars(module):
                found: object = vars(module)[name]
                globals()[name] = found
                return found
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
