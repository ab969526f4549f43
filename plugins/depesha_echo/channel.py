"""A channel in one class: an address rule, settings, and a session that says what happened."""

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from depesha.api import (
    N_,
    AccountSettings,
    Channel,
    Context,
    Message,
    NotNow,
    Reason,
    Receipt,
    Refused,
    Scope,
    Style,
    _,
    setting,
)


@dataclass(frozen=True, kw_only=True)
class EchoAccount(AccountSettings):
    """Where the messages go."""

    folder: str = setting("", title=N_("Folder"), help=N_("Empty for a folder of Depesha's own."))


class Echo(Channel[EchoAccount]):
    """Writes each message to a folder, as a text file with its pictures and attachments beside it.

    Nothing leaves the computer.
    """

    id = "echo"
    title = N_("Rehearsal (to a folder)")
    style = Style.LETTER
    settings = EchoAccount
    address_field = "email"

    @staticmethod
    def address(text: str) -> str:
        """Anything that fits on a line; ValueError for the rest."""
        address = text.strip()
        if not 1 <= len(address) <= 254 or not address.isprintable():
            raise ValueError(_("An address is one line of 1 to 254 characters."))
        return address

    @staticmethod
    @contextmanager
    def connect(settings: EchoAccount, context: Context) -> Iterator["EchoSession"]:
        """OSError where the folder cannot be made: nothing is lost, it is tried again later."""
        folder = Path(settings.folder or context.folder / "messages")
        folder.mkdir(parents=True, exist_ok=True)
        yield EchoSession(folder)


class EchoSession:
    """A message is sent once its `<key>.txt` is there, and that file appears whole or not at all.
    A second sending of one key does not hide: it becomes `<key>.2.txt`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def send(self, message: Message, /) -> Receipt:
        """Refused for an attachment that is gone, NotNow for a folder that cannot be written."""
        try:
            name = self._free_name(message.key)
            for picture in message.pictures:
                self._beside(name, picture.cid).write_bytes(picture.data)
            for attachment in message.attachments:
                if not attachment.path.is_file():
                    raise Refused(Reason.MISSING_ATTACHMENT, attachment.name)
                shutil.copyfile(attachment.path, self._beside(name, attachment.name))
            part = self._folder / f"{name}.part"
            part.write_bytes(_written(message))
            # Until this line nothing counts as sent, so whatever fails before is certain.
            os.replace(part, self._folder / f"{name}.txt")  # noqa: PTH105 - over what is there
        except OSError as error:
            raise NotNow(Reason.PROVIDER_ERROR, str(error), scope=Scope.ACCOUNT) from error
        return Receipt(provider_id=f"{name}.txt")

    def _free_name(self, key: str) -> str:
        names = (key if n == 1 else f"{key}.{n}" for n in count(1))
        return next(name for name in names if not (self._folder / f"{name}.txt").exists())

    def _beside(self, name: str, file: str) -> Path:
        safe = re.sub(r"[^\w.()-]+", "_", file)
        return self._folder / f"{name} {safe[-80:]}"


def _written(message: Message) -> bytes:
    """The message for human eyes; line ends in a name or a subject do not make new lines."""
    files = [*(one.cid for one in message.pictures), *(one.name for one in message.attachments)]
    head = {"To": f"{message.name} <{message.address}>", "Subject": message.subject}
    if files:
        head["Files"] = ", ".join(files)
    lines = [f"{name}: {' '.join(value.split())}\n" for name, value in head.items()]
    return ("".join(lines) + f"\n{message.text}\n").encode("utf-8", "replace")
