"""What a command gets: the office's parts, made by `bootstrap`."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from depesha.api.channel import Channel
from depesha.api.i18n import _
from depesha.delivery.accounts import Accounts
from depesha.delivery.clock import Clock
from depesha.delivery.people import Lookup
from depesha.domain.backoff import Backoff
from depesha.domain.errors import InputError
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
    clock: Clock
    open_database: Callable[[], Database]
    backoff: Backoff

    @cached_property
    def lookup(self) -> Lookup:
        """What surrounds people in messages."""
        office = self.settings.office
        return Lookup(office.name, office.currency)

    @cached_property
    def database(self) -> Database:
        """The database, opened when first asked for."""
        return self.open_database()

    def close(self) -> None:
        """Close what was opened."""
        if "database" in self.__dict__:
            self.database.close()

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
