"""One office: its profile, settings, plugins and database, made by `bootstrap`."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from depesha.api.channel import Channel
from depesha.api.i18n import _
from depesha.delivery.accounts import REHEARSAL, Accounts
from depesha.delivery.clock import Clock
from depesha.delivery.people import Lookup
from depesha.delivery.ways import no_account
from depesha.domain.backoff import Backoff
from depesha.domain.errors import InputError, NotConfiguredError
from depesha.plughost.host import PluginHost
from depesha.settings.profile import Profile
from depesha.settings.settings import Settings
from depesha.store.database import Database


@dataclass
class Office:
    """One office: its profile, settings, plugins and database."""

    profile: Profile
    settings: Settings
    host: PluginHost
    accounts: Accounts
    make_clock: Callable[[], Clock]
    open_database: Callable[[], Database]
    backoff: Backoff

    @cached_property
    def lookup(self) -> Lookup:
        """What surrounds people in messages."""
        office = self.settings.office
        return Lookup(office.name, office.currency)

    @cached_property
    def clock(self) -> Clock:
        """The office's time. Raises InputError for a time zone that is none."""
        return self.make_clock()

    @cached_property
    def database(self) -> Database:
        """The database, opened when first asked for."""
        return self.open_database()

    def close(self) -> None:
        """Close what was opened."""
        if "database" in self.__dict__:
            self.database.close()

    def account_names(self, channel_id: str, name: str = "") -> list[str]:
        """The account of that name, or all. Raises InputError or NotConfiguredError."""
        known = self.accounts.names(channel_id)
        if name == REHEARSAL or (known and name and name not in known):
            raise InputError(
                _("There is no account {account}. Known: {known}.").format(
                    account=f"{channel_id}.{name}",
                    known=", ".join(f"{channel_id}.{other}" for other in known) or "–",
                )
            )
        if not known and not name:
            raise NotConfiguredError(no_account(channel_id))
        return [name] if name else known

    def channel(self, channel_id: str) -> type[Channel[Any]]:
        """The channel of that id. Raises InputError naming those there are."""
        known = self.host.channels()
        if channel_id not in known:
            raise InputError(
                _("There is no channel “{channel}”. There are: {known}.").format(
                    channel=channel_id, known=", ".join(sorted(known))
                )
            )
        return known[channel_id]
