"""Where passwords and tokens are kept: the keyring, a server's file, or memory alone."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from depesha.api import N_, Secret, _
from depesha.settings.file_source import FileSource
from depesha.settings.keyring_source import KeyringSource, usable_backend
from depesha.settings.profile import Profile


class Place(StrEnum):
    """Which source is in force."""

    KEYRING = "keyring"
    FILE = "file"
    SESSION = "session"
    """Only until the program ends."""

    @property
    def sentence(self) -> str:
        """What that means for the user and how to better it, translated."""
        return _(_SENTENCES[self])


_SENTENCES = {
    Place.KEYRING: N_("Passwords are kept in the system's keyring."),
    Place.FILE: N_("Passwords are kept in the file secrets.toml, readable by its owner alone."),
    Place.SESSION: N_(
        "This machine has no keyring: passwords are kept only until the program ends. "
        "On Debian or Ubuntu install gnome-keyring; on a server without a desktop keep them in "
        "a file: depesha settings set office.secrets=file"
    ),
}


class Source(Protocol):
    """What keeps secrets by key, such as `email.main.password`."""

    def get(self, key: str) -> Secret:
        """The secret, or an empty one."""

    def set(self, key: str, value: Secret) -> None:
        """Keep it."""

    def delete(self, key: str) -> None:
        """Forget it."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A source, and which one it is."""

    place: Place
    source: Source


class SessionSource:
    """Memory."""

    def __init__(self) -> None:
        self._secrets: dict[str, Secret] = {}

    def get(self, key: str) -> Secret:
        """The secret, or an empty one."""
        return self._secrets.get(key, Secret())

    def set(self, key: str, value: Secret) -> None:
        """Keep it until the program ends."""
        self._secrets[key] = value

    def delete(self, key: str) -> None:
        """Forget it."""
        self._secrets.pop(key, None)


class Secrets:
    """Picks the source that the office chose and the machine allows."""

    def __init__(self, profile: Profile) -> None:
        self._file = FileSource(profile)
        self._session = SessionSource()

    def open(self, chosen: str, profile_id: str) -> Opened:
        """The source in force; `chosen` is the setting `office.secrets`."""
        if chosen == Place.FILE:
            return Opened(Place.FILE, self._file)
        backend = usable_backend()
        if backend is None:
            return Opened(Place.SESSION, self._session)
        return Opened(Place.KEYRING, KeyringSource(backend, profile_id))
