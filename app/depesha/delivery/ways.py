"""A channel with what planning must know of the accounts that may carry a mailing."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial
from typing import Any

from depesha.api.channel import Channel
from depesha.api.checks import MessageCheck
from depesha.api.i18n import _
from depesha.api.message import Message
from depesha.api.settings import AccountSettings
from depesha.delivery.accounts import Accounts
from depesha.delivery.pricing import UNKNOWN, asked
from depesha.domain.errors import NotConfiguredError
from depesha.domain.pacing import limits_of
from depesha.domain.quiet import Quiet
from depesha.store import ledger

WORK = 45.0
"""Seconds of work at the account's rate that make a batch."""


@dataclass(frozen=True, slots=True)
class Way:
    """How a mailing will go out."""

    channel: type[Channel[Any]]
    accounts: Sequence[tuple[str, AccountSettings]]
    """Id (`email.main`) and settings of each account, at least one."""
    checks: Sequence[MessageCheck] = ()
    quiet: Quiet = field(default_factory=Quiet)
    """When nothing of the channel leaves."""
    ask_price: Callable[[Message, int], Decimal] = lambda _message, _parts: UNKNOWN
    """Asks the provider for the price of a part of this message, which has so many."""

    @property
    def settings(self) -> AccountSettings:
        """The first account's: what checks judge by."""
        return self.accounts[0][1]

    @property
    def price(self) -> Decimal:
        """Of one SMS part, as the settings say; UNKNOWN where they do not."""
        return Decimal(getattr(self.settings, "price", UNKNOWN))

    def batch_size(self, people: int) -> int:
        """How many deliveries a session takes up at once when so many people are written to."""
        rates = [
            limit.count / limit.seconds
            for _id, settings in self.accounts
            for limit in limits_of(settings)
        ]
        rates += [1 / settings.gap for _id, settings in self.accounts if settings.gap]
        by_rate = math.ceil(WORK * min(rates)) if rates else ledger.BATCH_MAX
        # Small mailings are shared out too, so that every session has something to do.
        sessions = sum(settings.connections for _id, settings in self.accounts)
        shared = math.ceil(people / (sessions * 4))
        return max(1, min(ledger.BATCH_MAX, by_rate, shared))


def way_of(
    accounts: Accounts, channel: type[Channel[Any]], account: str, checks: Sequence[MessageCheck]
) -> Way:
    """The way through one account, or through all of the channel's where `account` is empty.

    Raises NotConfiguredError where an account is not filled in.
    """
    names = [account] if account else accounts.names(channel.id)
    if not names:
        raise NotConfiguredError(no_account(channel.id))
    opened = [accounts.open(channel.id, name) for name in names]
    accounts_of = [(one.id, one.settings) for one in opened]
    return Way(channel, accounts_of, checks, opened[0].quiet, partial(asked, opened[0]))


def no_account(channel_id: str) -> str:
    """What to tell people where a channel has no account at all."""
    return _(
        "{channel} has no account yet. Fill one in: depesha settings list {channel}.main"
    ).format(channel=channel_id)
