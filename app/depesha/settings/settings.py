"""All that is set: read typed, changed all or nothing, secrets apart."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from depesha.api import AccountSettings, Secret, _
from depesha.api.settings import unfilled
from depesha.domain.errors import InputError, NotConfiguredError
from depesha.settings.access import Access
from depesha.settings.catalogue import Catalogue, Channels, Entry, Gateways, accounts, table_at
from depesha.settings.office import ChannelSettings, Office
from depesha.settings.profile import Profile
from depesha.settings.secrets import Opened, Place, Secrets
from depesha.settings.tomlfile import TomlFile
from depesha.settings.values import BadValue, shown

_HIDDEN = "••••"
_PROFILE_ID = "profile_id"


@dataclass(frozen=True, slots=True)
class Row:
    """One setting for a list or a form."""

    key: str
    shown: str
    """The value in force as `change` would take it; dots for a secret that is set."""
    title: str
    """Translated, as is `help`."""
    help: str
    secret: bool
    is_set: bool
    """Whether the office set it, rather than leaving the default."""
    problem: str = ""
    """What is wrong with what stands in the file, or why a secret cannot be read."""


class Settings:
    """The settings of one profile. Every answer is what the file says at that moment."""

    def __init__(self, profile: Profile, channels: Channels, gateways: Gateways) -> None:
        """`channels` and `gateways` are asked only when a question needs them."""
        self.profile = profile
        self._file = TomlFile(profile.settings_file)
        self._catalogue = Catalogue(channels, gateways)
        self._secrets = Secrets(profile)

    @property
    def office(self) -> Office:
        """The office's own settings. Raises InputError for a bad value in the file."""
        return Office(**self._values(self._file.read(), self._catalogue.office()))

    @property
    def access(self) -> Access:
        """Who works here, and what roles may do. Raises InputError for a bad value in the file."""
        return Access(**self._values(self._file.read(), self._catalogue.access()))

    def channel(self, channel_id: str) -> ChannelSettings:
        """Mode, quiet hours and working days of a channel; it need not be installed."""
        entries = self._catalogue.channel(channel_id)
        return ChannelSettings(**self._values(self._file.read(), entries))

    def accounts(self, channel_id: str) -> list[str]:
        """Names of a channel's accounts, in the file's order."""
        return accounts(self._file.read(), channel_id)

    def account(self, channel_id: str, name: str) -> AccountSettings:
        """An account with its secrets, as its channel completes it.

        Raises NotConfiguredError where it is missing or not filled in, with the commands that
        mend it; InputError for a bad value, an unknown gateway or a secret in the file.
        """
        document = self._file.read()
        known = accounts(document, channel_id)
        if known and name not in known:
            raise InputError(
                _("There is no account {account}. Known: {known}.").format(
                    account=f"{channel_id}.{name}",
                    known=", ".join(f"{channel_id}.{other}" for other in known),
                )
            )
        entries = self._catalogue.account(document, channel_id, name)
        declared = self._catalogue.account_class(document, channel_id, name)
        account = declared(**self._values(document, entries))
        account = self._catalogue.effective(channel_id, account)
        empty = unfilled(account)
        if empty:
            raise self._not_filled([entry for entry in entries if entry.path[-1] in empty])
        return account

    def rows(self) -> list[Row]:
        """Every setting there is, those of channels without an account included."""
        document = self._file.read()
        closed = ""
        rows = []
        for entry in self._catalogue.everything(document):
            row = self._row(document, entry, closed)
            if row.secret and not row.is_set:
                # A keyring that is locked is not asked again for every secret.
                closed = closed or row.problem
            rows.append(row)
        return rows

    def fields(self, section: str) -> list[tuple[Entry, Row]]:
        """What a form of `office`, of a channel (`email`) or of an account (`email.main`) shows.

        Raises InputError for a section that cannot be.
        """
        document = self._file.read()
        closed = ""
        found = []
        for entry in self._catalogue.section(document, section):
            row = self._row(document, entry, closed)
            if row.secret and not row.is_set:
                closed = closed or row.problem
            found.append((entry, row))
        return found

    def remove_account(self, channel_id: str, name: str) -> None:
        """Forget an account and its secrets; nothing where it is not there."""
        document = self._file.read()
        if name not in accounts(document, channel_id):
            return
        entries = self._catalogue.section(document, f"{channel_id}.{name}")
        opened = self._opened(document)
        for entry in entries:
            if entry.secret:
                opened.source.delete(entry.key)
        with self._file.changing() as changed:
            changed[channel_id].pop(name, None)

    def get(self, key: str) -> str:
        """The value of a setting as text. Raises InputError for a secret or an unknown key."""
        document = self._file.read()
        entry = self._catalogue.find(document, key)
        if entry.secret:
            raise InputError(_("{key} is secret and never shown.").format(key=key))
        return shown(self._value(document, entry))

    def change(self, changes: Mapping[str, str]) -> None:
        """Set every key to what its text means, or nothing at all; an empty text is the default.

        Accounts that are not there yet come into being. Raises InputError with a line for every
        bad change: the key, why, and what is allowed.
        """
        problems: dict[str, str] = {}
        with self._file.changing() as document:
            # The service decides which other keys its account has.
            for key in sorted(changes, key=lambda key: not key.endswith(".gateway")):
                try:
                    entry = self._catalogue.find(document, key)
                    self._refuse_secret(entry)
                    _put(document, entry, changes[key])
                except BadValue as error:
                    problems[key] = f"{key}: {error}"
                except InputError as error:
                    problems[key] = str(error)
            if problems:
                raise InputError("\n".join(problems[key] for key in changes if key in problems))

    def secret_place(self) -> Place:
        """Where secrets are kept at present; its `sentence` tells people."""
        return self._opened(self._file.read()).place

    def set_secret(self, key: str, value: Secret) -> Place:
        """Keep a secret, or forget it where the value is empty; tells where it is now kept.

        Takes it out of the settings file if somebody wrote it there, and makes the account.
        Raises InputError for a key that is no secret, NotConfiguredError for a closed keyring.
        """
        entry = self._catalogue.find(self._file.read(), key)
        if not entry.secret:
            raise InputError(_("{key} is no secret: depesha settings set {key}=…").format(key=key))
        opened = self._opened(self._file.read())
        if opened.place is Place.KEYRING:
            with self._file.changing() as document:
                if not isinstance(document.get(_PROFILE_ID), str):
                    document[_PROFILE_ID] = uuid4().hex
            opened = self._opened(self._file.read())
        if value:
            opened.source.set(key, value)
        else:
            opened.source.delete(key)
        with self._file.changing() as document:
            table = _made(document, entry.path[:-1])
            if opened.place is not Place.SESSION:
                table.pop(entry.path[-1], None)
        return opened.place

    def _opened(self, document: Mapping[str, Any]) -> Opened:
        chosen = self._value(document, self._catalogue.find(document, "office.secrets"))
        return self._secrets.open(chosen, str(document.get(_PROFILE_ID, "")))

    def _values(self, document: Mapping[str, Any], entries: list[Entry]) -> dict[str, Any]:
        return {entry.path[-1]: self._value(document, entry) for entry in entries}

    def _value(self, document: Mapping[str, Any], entry: Entry) -> Any:
        table = table_at(document, entry.path[:-1])
        name = entry.path[-1]
        if entry.secret:
            if name in table:
                raise InputError(_secret_in_file(entry.key))
            return self._opened(document).source.get(entry.key)
        if name not in table:
            return entry.default
        try:
            return entry.rule.from_file(table[name])
        except BadValue as error:
            raise InputError(f"{self._file.path}: {entry.key}: {error}") from None

    def _row(self, document: Mapping[str, Any], entry: Entry, closed: str) -> Row:
        is_set = entry.path[-1] in table_at(document, entry.path[:-1])
        text = problem = ""
        try:
            if not entry.secret:
                text = shown(self._value(document, entry))
            elif is_set or not closed:
                is_set = bool(self._value(document, entry))
                text = _HIDDEN if is_set else ""
            else:
                problem = closed
        except (InputError, NotConfiguredError) as error:
            problem = str(error)
        about = entry.rule.about
        return Row(entry.key, text, _(about.title), _(about.help), entry.secret, is_set, problem)

    def _not_filled(self, entries: list[Entry]) -> NotConfiguredError:
        lines = [
            _("The account {account} is not filled in:").format(
                account=".".join(entries[0].path[:-1])
            )
        ]
        for entry in entries:
            command = f"secret {entry.key}" if entry.secret else f"set {entry.key}=…"
            line = f"  {_(entry.rule.about.title)}: depesha settings {command}"
            if entry.rule.choices:
                known = ", ".join(sorted(entry.rule.choices))
                line += " (" + _("one of: {options}").format(options=known) + ")"
            lines.append(line)
        if any(entry.secret for entry in entries) and self.secret_place() is Place.SESSION:
            lines.append(Place.SESSION.sentence)
        return NotConfiguredError("\n".join(lines))

    @staticmethod
    def _refuse_secret(entry: Entry) -> None:
        if entry.secret:
            raise InputError(
                _("{key} is secret and kept apart: depesha settings secret {key}").format(
                    key=entry.key
                )
            )


def _secret_in_file(key: str) -> str:
    return _(
        "{key} stands in the settings file, but secrets are kept apart. Move it to its place with: "
        "depesha settings secret {key}"
    ).format(key=key)


def _put(document: dict[str, Any], entry: Entry, text: str) -> None:
    if not text.strip():
        if entry.path[-1] in table_at(document, entry.path[:-1]):
            del _made(document, entry.path[:-1])[entry.path[-1]]
        return
    value = entry.rule.from_text(text)
    _made(document, entry.path[:-1])[entry.path[-1]] = value


def _made(document: dict[str, Any], path: tuple[str, ...]) -> dict[str, Any]:
    """The table at the path, made if need be."""
    table_at(document, path)
    for name in path:
        document = document.setdefault(name, {})
    return document
