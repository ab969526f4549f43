"""A channel without a wire, whose every promise can be broken by overriding one method."""

import inspect
import logging
from contextlib import contextmanager
from dataclasses import dataclass

import pytest

from depesha.api import (
    AccountBroken,
    AccountSettings,
    Channel,
    Context,
    NotNow,
    Reason,
    Receipt,
    Refused,
    Secret,
    Style,
    secret,
    setting,
)
from depesha.testing import ChannelContract, Fault, Received


class Box:
    """The provider: a list, and the faults to come."""

    def __init__(self):
        self.received = []
        self.planned = []
        self.port = 25

    def fail(self, fault, *, times=1, address="", after=1.0):
        self.planned += [(fault, after)] * times

    def next(self):
        return self.planned.pop(0) if self.planned else (None, 0.0)

    def take(self, message):
        self.received.append(
            Received(message.address, message.text, message.subject, key=message.key)
        )


BOX = Box()


class LostError(Exception):
    """The honest fifth answer."""


@dataclass(frozen=True, kw_only=True)
class PlayedAccount(AccountSettings):
    port: int = setting(25, title="Port")
    timeout: float = setting(30.0, title="Time-out")
    password: Secret = secret(title="Password")


class PlayedSession:
    def __init__(self, settings):
        self.settings = settings
        self.box = BOX

    def send(self, message):
        fault, after = self.box.next()
        if fault is None:
            self.box.take(message)
            return Receipt(provider_id="1")
        return getattr(self, fault.value)(message, after)

    def refuse(self, message, after):
        raise Refused(Reason.REFUSED, "no")

    def throttle(self, message, after):
        raise NotNow(Reason.THROTTLED, "later", after=after)

    def break_account(self, message, after):
        raise AccountBroken(Reason.LOGIN, "who?")

    def drop_before(self, message, after):
        raise NotNow(Reason.CONNECTION, "broken")

    def drop_after(self, message, after):
        self.box.take(message)
        raise LostError("broken")

    stall = drop_after

    def garbage(self, message, after):
        raise LostError("rubbish")


class Played(Channel):
    """Goes nowhere."""

    id = "played"
    title = "Played"
    style = Style.LETTER
    settings = PlayedAccount
    address_field = "email"
    session = PlayedSession

    @staticmethod
    def address(text):
        text = text.strip()
        if "@" not in text or not text.isprintable() or len(text) > 100:
            raise ValueError("This is no address.")
        return text

    @classmethod
    @contextmanager
    def connect(cls, settings, context):
        if settings.port != BOX.port:
            raise ConnectionRefusedError("nobody")
        if settings.password.reveal() != "right-one":
            raise AccountBroken(Reason.LOGIN, "who?")
        yield cls.session(settings)


class PlayedContract(ChannelContract):
    faults = frozenset(Fault)

    def good_address(self):
        return "a@b.example"

    def bad_addresses(self):
        return ["no-at-sign"]


@pytest.fixture
def judge(request, tmp_path):
    """judge(check, session=…, in_doubt=…, id=…, **arguments): run one check on the channel, with
    its session's methods or the contract's or the channel's attributes replaced."""
    arguments = {
        "provider": BOX,
        "account": PlayedAccount(password=Secret("right-one")),
        "context": Context("main", tmp_path, logging.getLogger("depesha.plugin.played")),
        "tmp_path": tmp_path,
    }

    def judge(check, *, session=None, channel=None, contract=None, **given):
        BOX.__init__()
        flawed = type("FlawedSession", (PlayedSession,), session or {})
        kind = type(
            "Flawed", (Played,), {"session": flawed, "__doc__": "Flawed."} | (channel or {})
        )
        judged = type("Judged", (PlayedContract,), {"channel": kind} | (contract or {}))()
        method = getattr(judged, check)
        values = arguments | given
        for name in inspect.signature(method).parameters:
            if name not in values:
                values[name] = request.getfixturevalue(name)
        wanted = {name: values[name] for name in inspect.signature(method).parameters}
        try:
            method(**wanted)
        except pytest.skip.Exception as skipped:
            raise RuntimeError(f"{check} was skipped: {skipped}") from skipped

    judge.account = arguments["account"]
    judge.box = BOX
    judge.plain_session = PlayedSession
    return judge


@pytest.fixture
def found():
    """found(match): the check fails and says so."""

    def found(match):
        return pytest.raises((AssertionError, pytest.fail.Exception), match=match)

    return found
