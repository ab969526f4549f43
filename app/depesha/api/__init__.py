"""All that a plugin may import. Frozen descriptions and hook specifications; no work, no state."""

from depesha.api.channel import (
    Channel,
    Context,
    Fate,
    Gateway,
    HasBalance,
    HasPrice,
    Money,
    Pending,
    PollsStatus,
    Session,
    SignsIn,
    StatusReport,
    TestsConnection,
)
from depesha.api.checks import Finding, MessageCheck
from depesha.api.hooks import hookimpl
from depesha.api.i18n import N_, _, ngettext
from depesha.api.message import Attachment, Message, Picture, Style
from depesha.api.outcome import AccountBroken, NotNow, Receipt, Refused, Scope, SendError
from depesha.api.reasons import Reason
from depesha.api.settings import AccountSettings, GatewaySettings, Secret, secret, setting
from depesha.api.steps import SendsInSteps, Steps, Wait
from depesha.api.templates import TemplatePack

__all__ = [
    "N_",
    "AccountBroken",
    "AccountSettings",
    "Attachment",
    "Channel",
    "Context",
    "Fate",
    "Finding",
    "Gateway",
    "GatewaySettings",
    "HasBalance",
    "HasPrice",
    "Message",
    "MessageCheck",
    "Money",
    "NotNow",
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
    "Session",
    "SignsIn",
    "StatusReport",
    "Steps",
    "Style",
    "TemplatePack",
    "TestsConnection",
    "Wait",
    "_",
    "hookimpl",
    "ngettext",
    "secret",
    "setting",
]
