"""Secrets in a file of the profile, for servers that have no keyring: chosen by name, 0600."""

import os
import shlex
import stat

from depesha.api import Secret, _
from depesha.domain.errors import InputError, NotConfiguredError
from depesha.settings.profile import Profile
from depesha.settings.tomlfile import TomlFile


class FileSource:
    """`secrets.toml`: one line per secret, `"email.main.password" = "…"`."""

    def __init__(self, profile: Profile) -> None:
        self._file = TomlFile(profile.secrets_file)

    def get(self, key: str) -> Secret:
        """The secret, or an empty one. Raises NotConfiguredError where others could read it too."""
        self._refuse_if_open()
        value = self._file.read().get(key, "")
        if not isinstance(value, str):
            raise InputError(
                _("{path}: {key} must be text in quotes.").format(path=self._file.path, key=key)
            )
        return Secret(value)

    def set(self, key: str, value: Secret) -> None:
        """Keep the secret."""
        self._refuse_if_open()
        with self._file.changing() as document:
            document[key] = value.reveal()

    def delete(self, key: str) -> None:
        """Forget the secret; nothing happens where there is none."""
        self._refuse_if_open()
        with self._file.changing() as document:
            document.pop(key, None)

    def _refuse_if_open(self) -> None:
        path = self._file.path
        # Windows has no such bits; there the user's profile folder keeps others out.
        if (
            os.name == "posix"
            and path.exists()
            and path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)
        ):
            raise NotConfiguredError(
                _("Others can read the secrets in {path}. Close it: chmod 600 {quoted}").format(
                    path=path, quoted=shlex.quote(str(path))
                )
            )
