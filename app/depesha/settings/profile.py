"""Where everything of one office lives: settings, database, plugins, logs, reports."""

import os
from pathlib import Path
from typing import NamedTuple

from depesha.api import _
from depesha.domain.errors import InputError, in_words

VARIABLE = "DEPESHA_PROFILE"


class Profile(NamedTuple):
    """A folder and the places in it. Folders come into being when they are asked for."""

    root: Path

    @classmethod
    def find(cls, explicit: Path | None = None) -> "Profile":
        """The profile named on the command line, else by `DEPESHA_PROFILE`, else the user's own."""
        named = str(explicit or "") or os.environ.get(VARIABLE, "")
        if named:
            return cls(Path(named).expanduser().absolute())
        import platformdirs

        return cls(platformdirs.user_data_path("depesha", appauthor=False))

    @property
    def settings_file(self) -> Path:
        """What the office has set; without secrets."""
        return self.root / "settings.toml"

    @property
    def secrets_file(self) -> Path:
        """The secrets of an office that chose the file as their place."""
        return self.root / "secrets.toml"

    @property
    def database(self) -> Path:
        """The ledger; the folder that holds it exists."""
        return make_private(self.root) / "depesha.db"

    @property
    def plugins(self) -> Path:
        """Where `pip install --target` puts foreign plugins."""
        return self._folder("plugins")

    @property
    def logs(self) -> Path:
        """What the program did."""
        return self._folder("logs")

    @property
    def reports(self) -> Path:
        """Text files about mailings that did not reach everybody."""
        return self._folder("reports")

    @property
    def outbox(self) -> Path:
        """What test mode keeps instead of sending."""
        return self._folder("outbox")

    @property
    def drafts(self) -> Path:
        """Texts that are being written."""
        return self._folder("drafts")

    @property
    def chats(self) -> Path:
        """Pictures and files of chats."""
        return self._folder("chats")

    @property
    def selections(self) -> Path:
        """Choices of recipients that were saved under names."""
        return self._folder("selections")

    @property
    def templates(self) -> Path:
        """The office's own templates."""
        return self._folder("templates")

    def channel_folder(self, channel_id: str) -> Path:
        """A channel's own folder."""
        return self._folder("channels", channel_id)

    def _folder(self, *names: str) -> Path:
        folder = make_private(self.root)
        for name in names:
            folder = make_private(folder / name)
        return folder


def make_private(folder: Path) -> Path:
    """The folder, made if need be; only its owner may look in, where the system knows owners."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise InputError(
            _("The folder {folder} cannot be made: {why}. Choose another with --profile.").format(
                folder=folder, why=in_words(error)
            )
        ) from None
    return folder
