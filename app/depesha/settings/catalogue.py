"""Which settings there are: keys such as `email.main.host`, derived from the frozen classes."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from depesha.api import AccountSettings, Channel, Gateway, GatewaySettings, Secret, _
from depesha.api.settings import about, field_types
from depesha.domain.errors import InputError, NotConfiguredError
from depesha.settings.access import SECTION as _RIGHTS
from depesha.settings.access import Access
from depesha.settings.office import CHECK, ChannelSettings, Office
from depesha.settings.values import Rule, nearest

Channels = Callable[[], Mapping[str, type[Channel[Any]]]]
Gateways = Callable[[], Mapping[str, type[Gateway[Any]]]]

_ACCOUNT = re.compile(r"\w[\w-]*")
_OFFICE = "office"
FIRST_ACCOUNT = "main"
"""Shown of a channel that has no account yet."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One setting."""

    path: tuple[str, ...]
    rule: Rule
    default: Any

    @property
    def key(self) -> str:
        """As people write it."""
        return ".".join(self.path)

    @property
    def secret(self) -> bool:
        """Whether it must stay out of the file."""
        return self.rule.kind is Secret


def table_at(document: Mapping[str, Any], path: tuple[str, ...]) -> Mapping[str, Any]:
    """The table of the file at the path, empty where there is none."""
    for length, name in enumerate(path, start=1):
        document = document.get(name, {})
        if not isinstance(document, Mapping):
            raise InputError(
                _("{key} in the settings file must be a table, [{key}], not a value.").format(
                    key=".".join(path[:length])
                )
            )
    return document


def accounts(document: Mapping[str, Any], channel_id: str) -> list[str]:
    """Names of a channel's accounts: every table inside its own."""
    table = table_at(document, (channel_id,))
    return [name for name, value in table.items() if isinstance(value, Mapping)]


class Catalogue:
    """Knows all keys. Plugins are asked for only where a key or a list needs them."""

    def __init__(self, channels: Channels, gateways: Gateways) -> None:
        self._channels = channels
        self._gateways = gateways

    def office(self) -> list[Entry]:
        """Settings of the office."""
        return self._entries((_OFFICE,), Office)

    def access(self) -> list[Entry]:
        """Who works here, and what roles may do."""
        return self._entries((_RIGHTS,), Access)

    def channel(self, channel_id: str) -> list[Entry]:
        """Settings that every channel has."""
        return self._entries((channel_id,), ChannelSettings)

    def account_class(
        self, document: Mapping[str, Any], channel_id: str, account: str
    ) -> type[AccountSettings]:
        """The class of an account; its gateway's where the channel works through gateways.

        Raises InputError where the channel or the gateway is not known.
        """
        channels = self._channels()
        if channel_id not in channels:
            raise InputError(
                _("There is no channel “{channel}”. Known: {known}.").format(
                    channel=channel_id, known=", ".join(channels) or "–"
                )
            )
        declared = channels[channel_id].settings
        if not issubclass(declared, GatewaySettings):
            return declared
        name = table_at(document, (channel_id, account)).get("gateway", "")
        if not name:
            return declared
        gateways = self._gateways()
        if not isinstance(name, str) or name not in gateways:
            raise InputError(
                _("{key}: there is no service “{name}”. Known: {known}.").format(
                    key=f"{channel_id}.{account}.gateway",
                    name=name,
                    known=", ".join(sorted(gateways)) or "–",
                )
            )
        return gateways[name].settings

    def effective(self, channel_id: str, account: AccountSettings) -> AccountSettings:
        """The account with what its channel fills in, such as a preset's server.

        Raises NotConfiguredError where the channel's plugin fails at that.
        """
        try:
            completed: AccountSettings = self._channels()[channel_id].effective(account)
        except Exception as error:
            # Not its text: it may quote what it was given.
            raise NotConfiguredError(
                _("The plugin of the channel “{channel}” failed: {error}. Ask its author.").format(
                    channel=channel_id, error=type(error).__name__
                )
            ) from error
        return completed

    def account(self, document: Mapping[str, Any], channel_id: str, account: str) -> list[Entry]:
        """Settings of an account, whether it is there yet or not."""
        declared = self.account_class(document, channel_id, account)
        return self._entries((channel_id, account), declared)

    def section(self, document: Mapping[str, Any], section: str) -> list[Entry]:
        """The settings of `office`, of `rights`, of a channel or of an account."""
        channel_id, _dot, account = section.partition(".")
        if channel_id == _OFFICE:
            return self.office()
        if channel_id == _RIGHTS:
            return self.access()
        if not account:
            return self.channel(channel_id)
        if not self._is_account_name(account):
            raise InputError(
                _("“{name}” cannot be the name of an account: letters, digits, - and _.").format(
                    name=account
                )
            )
        return list(self._account_or_base(document, channel_id, account))

    def everything(self, document: Mapping[str, Any]) -> Iterator[Entry]:
        """All settings that can be made; a channel without accounts shows its first."""
        yield from self.office()
        yield from self.access()
        for channel_id in self._channels():
            yield from self.channel(channel_id)
            for account in accounts(document, channel_id) or [FIRST_ACCOUNT]:
                yield from self._account_or_base(document, channel_id, account)

    def find(self, document: Mapping[str, Any], key: str) -> Entry:
        """The setting of that key. Raises InputError with the nearest known keys."""
        path = tuple(key.split("."))
        for entry in self._siblings(document, path):
            if entry.path == path:
                return entry
        known = self._similar(document, path)
        raise InputError(
            _("{key}: there is no such setting.").format(key=key)
            + " "
            + (
                _("Did you mean {keys}?").format(keys=", ".join(known))
                if known
                else _("See them all: depesha settings list")
            )
        )

    def _siblings(self, document: Mapping[str, Any], path: tuple[str, ...]) -> list[Entry]:
        """The settings among which the path should be."""
        if path[0] == _OFFICE:
            return self.office()
        if path[0] == _RIGHTS:
            return self.access()
        if path[0] not in self._channels():
            return []
        if len(path) == 2:
            return self.channel(path[0])
        if len(path) != 3 or not self._is_account_name(path[1]):
            return []
        return list(self._account_or_base(document, path[0], path[1]))

    def _similar(self, document: Mapping[str, Any], path: tuple[str, ...]) -> list[str]:
        candidates = [entry.key for entry in self.everything(document)]
        if len(path) == 3 and self._is_account_name(path[1]):
            for channel_id in self._channels():
                of_this_name = self._account_or_base(document, channel_id, path[1])
                candidates += [entry.key for entry in of_this_name]
        return nearest(".".join(path), dict.fromkeys(candidates))

    def _account_or_base(
        self, document: Mapping[str, Any], channel_id: str, account: str
    ) -> list[Entry]:
        """As `account`; with an unknown gateway what all gateways share, so it can be mended."""
        try:
            return self.account(document, channel_id, account)
        except InputError:
            declared = self._channels()[channel_id].settings
            return self._entries((channel_id, account), declared)

    @staticmethod
    def _is_account_name(name: str) -> bool:
        own = {field.name for field in fields(ChannelSettings)}
        return _ACCOUNT.fullmatch(name) is not None and name not in own

    def _entries(self, path: tuple[str, ...], declared: type) -> list[Entry]:
        types = field_types(declared)
        through_gateways = issubclass(declared, GatewaySettings)
        return [
            Entry(
                (*path, field.name),
                Rule(
                    types[field.name],
                    about(field),
                    frozenset(self._gateways())
                    if through_gateways and field.name == "gateway"
                    else None,
                    field.metadata.get(CHECK),
                ),
                field.default,
            )
            for field in fields(declared)
        ]
