"""One office: its profile, settings, plugins and database, made by `bootstrap`.

Each part is made when it is first asked for, from whatever thread: the window's first picture needs
only a few of them, and importing the rest would cost it half its time.
"""

import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from depesha.api.i18n import _
from depesha.domain.errors import InputError, NotConfiguredError

if TYPE_CHECKING:
    from depesha.api.channel import Channel
    from depesha.delivery.accounts import Accounts
    from depesha.delivery.clock import Clock
    from depesha.delivery.people import Lookup
    from depesha.domain.backoff import Backoff
    from depesha.domain.masking import Masking
    from depesha.domain.rights import Right, Rights
    from depesha.plughost.host import PluginHost
    from depesha.settings.profile import Profile
    from depesha.settings.settings import Settings
    from depesha.store.database import Database

T = TypeVar("T")


class Office:
    """One office: its profile, settings, plugins and database."""

    def __init__(
        self,
        profile: "Profile",
        *,
        settings: "Callable[[], Settings]",
        host: "Callable[[], PluginHost]",
        accounts: "Callable[[], Accounts]",
        clock: "Callable[[], Clock]",
        database: "Callable[[], Database]",
        backoff: "Callable[[], Backoff]",
    ) -> None:
        """Each callable makes its part, and is called once at most."""
        self.profile = profile
        self._settings = _Once(settings)
        self._host = _Once(host)
        self._accounts = _Once(accounts)
        self._clock = _Once(clock)
        self._database = _Once(database)
        self._backoff = _Once(backoff)
        self._lookup = _Once(self._make_lookup)
        self._rights = _Once(self._read_rights)

    @property
    def settings(self) -> "Settings":
        """What is set."""
        return self._settings()

    @property
    def host(self) -> "PluginHost":
        """What plugins offer."""
        return self._host()

    @property
    def knows_plugins(self) -> bool:
        """Whether asking the host costs nothing any more."""
        return self._host.made and self.host.loaded

    @property
    def accounts(self) -> "Accounts":
        """The accounts of the settings, joined with their channels."""
        return self._accounts()

    @property
    def clock(self) -> "Clock":
        """The office's time. Raises InputError for a time zone that is none."""
        return self._clock()

    @property
    def database(self) -> "Database":
        """The database, opened when first asked for."""
        return self._database()

    @property
    def backoff(self) -> "Backoff":
        """How long to wait before trying again."""
        return self._backoff()

    @property
    def lookup(self) -> "Lookup":
        """What surrounds people in messages."""
        return self._lookup()

    @property
    def rights(self) -> "Rights":
        """What the person who works here may see and do, as it was when first asked for."""
        return self._rights()

    def may(self, right: "Right") -> bool:
        """Whether that person may do this; yes as long as nobody has asked for `rights`."""
        return not self._rights.made or self.rights.may(right)

    def masked(self, texts: Mapping[str, str]) -> dict[str, str]:
        """Texts by the names of their fields, with the addresses as that person sees them."""
        return self.masking.cells(texts)

    @property
    def masking(self) -> "Masking":
        """What the person who works here sees of addresses, those of plugins' channels included."""
        found = self.rights.masking
        if found.whole:
            return found
        channels = self.host.channels().values()
        return found._replace(addresses=frozenset(one.address_field for one in channels))

    def _read_rights(self) -> "Rights":
        from depesha.domain.rights import Rights

        with suppress(InputError):  # said by whoever needs the settings
            return self.settings.access.rights
        return Rights()

    def _make_lookup(self) -> "Lookup":
        from depesha.delivery.people import Lookup

        office = self.settings.office
        return Lookup(office.name, office.currency)

    def close(self) -> None:
        """Close what was opened."""
        if self._database.made:
            self.database.close()

    def account_names(self, channel_id: str, name: str = "") -> list[str]:
        """The account of that name, or all. Raises InputError or NotConfiguredError."""
        from depesha.delivery.accounts import REHEARSAL
        from depesha.delivery.ways import no_account

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

    def address_fields(self) -> list[str]:
        """The custom fields of a card that hold addresses of channels with an account."""
        from depesha.domain.people import ADDRESS_FIELDS

        used = {
            channel.address_field
            for channel_id, channel in self.host.channels().items()
            if self.accounts.names(channel_id)
        }
        return sorted(used - ADDRESS_FIELDS)

    def channel(self, channel_id: str) -> "type[Channel[Any]]":
        """The channel of that id. Raises InputError naming those there are."""
        known = self.host.channels()
        if channel_id not in known:
            raise InputError(
                _("There is no channel “{channel}”. There are: {known}.").format(
                    channel=channel_id, known=", ".join(sorted(known))
                )
            )
        return known[channel_id]


class _Once(Generic[T]):
    """A part that is made once, by whichever thread comes first."""

    def __init__(self, make: Callable[[], T]) -> None:
        self._make = make
        self._lock = threading.RLock()
        self._part: list[T] = []

    @property
    def made(self) -> bool:
        """Whether it was asked for."""
        return bool(self._part)

    def __call__(self) -> T:
        with self._lock:
            if not self._part:
                self._part.append(self._make())
            return self._part[0]
