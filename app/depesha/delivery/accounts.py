"""An account as a lane needs it, built from the settings by `bootstrap`."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any, Protocol, Self

from depesha.api.channel import Channel, Context, Session, SignsIn
from depesha.api.inbound import Listener
from depesha.api.message import Message
from depesha.api.outcome import AccountBroken, Receipt, Refused
from depesha.api.reasons import Reason
from depesha.api.settings import AccountSettings, Secret
from depesha.delivery.outcome import describe
from depesha.domain.errors import in_words
from depesha.domain.quiet import Quiet

REHEARSAL = "(test)"
"""The account that mailings in test mode go through: nothing leaves."""


SignIn = Callable[[Callable[[str], None]], Mapping[str, Secret]]
"""Lets a person sign in at the address that it passes on: the secrets to keep, by field."""


@dataclass(frozen=True, slots=True)
class Account:
    """One way to the outside: a channel with filled-in settings."""

    channel: type[Channel[Any]]
    name: str
    settings: AccountSettings
    connect: Callable[[], AbstractContextManager[Session]]
    quiet: Quiet = field(default_factory=Quiet)
    sign_in: SignIn | None = None
    """None where the channel knows no signing in."""
    listen: Callable[..., AbstractContextManager[Listener] | None] = lambda _patience=0.0: None
    """`listen(patience)`: see `Context.patience`. None where nothing comes in, or nobody wants to
    know."""

    @property
    def id(self) -> str:
        """`email.main`: what holds and attempts are filed under."""
        return f"{self.channel.id}.{self.name}"


class Accounts(Protocol):
    """Where lanes get their accounts from."""

    def names(self, channel_id: str) -> list[str]:
        """Names of the channel's accounts, in the order of the settings."""

    def open(self, channel_id: str, name: str) -> Account:
        """The account ready to connect. Raises NotConfiguredError with a sentence for people."""


def real(
    channel: type[Channel[Any]],
    name: str,
    settings: AccountSettings,
    context: Context,
    quiet: Quiet,
) -> Account:
    """An account that really sends."""
    signs_in: SignIn | None = None
    offered: object = channel
    if isinstance(offered, SignsIn):
        signs_in = partial(offered.sign_in, settings, context)
    return Account(
        channel,
        name,
        settings,
        lambda: channel.connect(settings, context),
        quiet,
        signs_in,
        lambda patience=0.0: channel.listen(settings, replace(context, patience=patience)),
    )


class _Rehearsal:
    """Stands in for the provider in test mode: keeps what the channel wants kept of a message."""

    def __init__(
        self, channel: type[Channel[Any]], settings: AccountSettings, folder: Path
    ) -> None:
        self._channel = channel
        self._settings = settings
        self._folder = folder

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exc: object) -> None:
        """Nothing was opened."""

    def send(self, message: Message, /) -> Receipt:
        # Nothing leaves here, so whatever breaks, nothing is unknown.
        try:
            return Receipt(answer=self._keep(message))
        except OSError as error:
            raise AccountBroken(Reason.CONFIGURATION, in_words(error)) from error
        except Exception as error:
            raise Refused(Reason.CONTENT, describe(error)) from error

    def _keep(self, message: Message) -> str:
        kept = self._channel.rehearse(self._settings, message)
        if kept is None:
            return ""
        suffix, content = kept
        folder = self._folder / message.key.partition("-")[0]
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{message.key}{suffix}"
        path.write_bytes(content)
        return str(path)


def rehearsal(channel: type[Channel[Any]], settings: AccountSettings, folder: Path) -> Account:
    """An account of test mode; `folder` gets what the channel keeps, e.g. `.eml` files."""
    return Account(channel, REHEARSAL, settings, lambda: _Rehearsal(channel, settings, folder))
