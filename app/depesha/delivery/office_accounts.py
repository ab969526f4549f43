"""The accounts of the settings, joined with their channels."""

import logging
from contextlib import suppress

from depesha.api.channel import Context
from depesha.api.i18n import _
from depesha.api.settings import AccountSettings, Secret
from depesha.delivery import accounts
from depesha.delivery.accounts import Account
from depesha.domain.errors import DepeshaError, NotConfiguredError
from depesha.domain.quiet import parse_quiet
from depesha.plughost.host import PluginHost
from depesha.settings.profile import Profile
from depesha.settings.settings import Settings


class OfficeAccounts:
    """The accounts of the settings, joined with their channels."""

    def __init__(self, profile: Profile, settings: Settings, host: PluginHost) -> None:
        self._profile = profile
        self._settings = settings
        self._host = host

    def names(self, channel_id: str) -> list[str]:
        """In the order of the settings file."""
        return self._settings.accounts(channel_id)

    def open(self, channel_id: str, name: str) -> Account:
        """The account ready to connect. Raises NotConfiguredError or InputError."""
        channel = self._host.channels().get(channel_id)
        if channel is None:
            raise NotConfiguredError(
                _("The plugin of the channel “{channel}” is not loaded: depesha plugins").format(
                    channel=channel_id
                )
            )
        if name == accounts.REHEARSAL:
            return accounts.rehearsal(channel, self._sample(channel_id), self._profile.outbox)
        chosen = self._settings.channel(channel_id)
        context = Context(
            account=name,
            folder=self._profile.channel_folder(channel_id),
            log=logging.getLogger(f"depesha.{channel_id}"),
            proxy=self._settings.office.proxy,
            gateways=self._host.gateways(),
            keep=lambda field, value: self._keep(f"{channel_id}.{name}.{field}", value),
        )
        quiet = parse_quiet(chosen.quiet, chosen.days)
        settings = self._settings.account(channel_id, name)
        return accounts.real(channel, name, settings, context, quiet)

    def _keep(self, key: str, value: Secret) -> None:
        """What a provider changed in the middle of the work; the work goes on without it."""
        try:
            self._settings.set_secret(key, value)
        except (DepeshaError, OSError) as error:
            logging.getLogger("depesha.settings").warning("%s is not kept: %s", key, error)

    def _sample(self, channel_id: str) -> AccountSettings:
        """An account for test mode: the first that is filled in, else an empty one."""
        for name in self._settings.accounts(channel_id):
            with suppress(NotConfiguredError):
                return self._settings.account(channel_id, name)
        return self._host.channels()[channel_id].settings()
