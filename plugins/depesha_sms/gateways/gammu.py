"""Gammu SMSD: the office's own modem, through the folders of SMSD's FILES service.

Facts: the tables of the plugin's README. A message is a file whose name is made of its number and
its key: put there twice it is one message, and a lost answer is settled by looking for the file.
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from depesha.api import (
    N_,
    AccountBroken,
    Context,
    Fate,
    Gateway,
    GatewaySettings,
    Message,
    Pending,
    Reason,
    Receipt,
    Refused,
    Session,
    StatusReport,
    _,
    ngettext,
    setting,
)
from depesha_sms.settings import inherited
from depesha_sms.values import own_id
from depesha_sms.verdicts import Told

_KEY_LENGTH = 40
"""A file's name has 99 characters at most."""

STATUSES = {
    "outbox": Told(Fate.UNDERWAY, "the file waits to be sent"),
    "sent": Told(Fate.UNDERWAY, "taken by the operator; of delivery nothing is told"),
    "error": Told(Fate.FAILED, "the modem could not send it", Reason.UNREACHABLE),
}
"""By the folder in which the file lies, in the order in which it may move."""
NOT_FOUND = Told(Fate.NOT_FOUND, "the file is in none of the three folders")


@dataclass(frozen=True, kw_only=True)
class GammuSettings(GatewaySettings):
    """A modem behind Gammu SMSD."""

    base_url: str = inherited("base_url", "", help=N_("Not used: SMSD is reached by its folders."))
    sender: str = inherited(
        "sender", "", help=N_("Not used: the number of the SIM card is the sender."), rare=True
    )
    outbox: str = setting(
        "/var/spool/gammu/outbox",
        title=N_("Folder of messages to be sent"),
        help=N_("outboxpath in SMSD's settings."),
        required=True,
    )
    sent: str = setting(
        "/var/spool/gammu/sent",
        title=N_("Folder of sent messages"),
        help=N_("sentsmspath in SMSD's settings; another folder than the first."),
        required=True,
    )
    error: str = setting(
        "/var/spool/gammu/error",
        title=N_("Folder of failed messages"),
        help=N_("errorsmspath in SMSD's settings; another folder than the others."),
        required=True,
    )
    gap: float = inherited("gap", 10.0)


class Gammu(Gateway[GammuSettings]):
    """Your own modem or an old phone on a cable, with the free program Gammu SMSD on this computer
    or on another one whose folders you can reach. In its settings choose service = files, and
    three different folders for messages to be sent, sent and failed. Operators do not like mailings
    from a private SIM card: the program sends one message in ten seconds. Whether a message arrived
    is not told, only whether it was sent."""

    id: ClassVar[str] = "gammu"
    title: ClassVar[str] = N_("Modem (Gammu SMSD)")
    settings: ClassVar[type[GatewaySettings]] = GammuSettings
    terms: ClassVar[str] = "https://wammu.eu/smsd/"

    @staticmethod
    @contextmanager
    def connect(settings: GammuSettings, context: Context) -> Iterator[Session]:  # noqa: ARG004
        """AccountBroken where the folders are not there."""
        folders = {name: Path(getattr(settings, name)) for name in STATUSES}
        _check(folders)
        yield GammuSession(folders)


class GammuSession:
    """Files in, files out."""

    def __init__(self, folders: dict[str, Path]) -> None:
        self._folders = folders

    def send(self, message: Message, /) -> Receipt:
        """One file; SMSD cuts a long text into parts itself."""
        name = file_name(message.address, message.key)
        if self._folder_of(name) is None:
            self._put(name, _content(message.text))
        return Receipt(provider_id=name)

    def test(self) -> str:
        """Looks how much is waiting: a pile tells of an SMSD that does not run."""
        waiting = sum(one.name.startswith("OUT") for one in self._folders["outbox"].iterdir())
        words = ngettext(
            "The folders are there; {n} message waits to be sent.",
            "The folders are there; {n} messages wait to be sent.",
            waiting,
        )
        return words.format(n=waiting)

    def poll_status(self, pending: Sequence[Pending], /) -> Iterable[StatusReport]:
        """Looks where each file lies, by number and key, so lost answers are settled too."""
        for one in pending:
            name = file_name(one.address, one.key)
            folder = self._folder_of(name)
            told = NOT_FOUND if folder is None else STATUSES[folder]
            yield told.report(one, f"{folder}/{name}" if folder else "")

    def _folder_of(self, name: str) -> str | None:
        """Asked in the order in which files move, so that none slips through."""
        return next((key for key, path in self._folders.items() if (path / name).exists()), None)

    def _put(self, name: str, content: bytes) -> None:
        """The file is there whole or not at all."""
        # SMSD takes files whose names begin with OUT.
        part = self._folders["outbox"] / f"new-{name}"
        try:
            with part.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            with suppress(OSError):
                part.unlink()
            raise AccountBroken(Reason.CONFIGURATION, error.strerror or "") from error
        # What fails here may have happened all the same, on a share: then nobody knows.
        part.replace(self._folders["outbox"] / name)


def file_name(address: str, key: str) -> str:
    """`OUT<priority><date>_<time>_<serial>_<recipient>_<note>.txt`; SMSD asks of date and time no
    more than that they are there."""
    return f"OUTC00000000_000000_00_{address}_{own_id(key, _KEY_LENGTH)}.txt"


def _content(text: str) -> bytes:
    """UTF-16 with its mark; without it SMSD would take the bytes for its system's code page."""
    try:
        return ("\ufeff" + text).encode("utf-16-be")
    except UnicodeError:
        pass
    raise Refused(Reason.CONTENT, _("The text has characters that cannot be sent."))


def _check(folders: dict[str, Path]) -> None:
    for path in folders.values():
        if not path.is_dir():
            cure = _("There is no folder {path}. Look into the settings of Gammu SMSD.")
            raise AccountBroken(Reason.CONFIGURATION, cure=cure.format(path=path))
    if len({path.resolve() for path in folders.values()}) < len(folders):
        # SMSD deletes what it has sent where the folders are one: then nothing could be told.
        cure = _("Gammu SMSD needs three different folders: to be sent, sent and failed.")
        raise AccountBroken(Reason.CONFIGURATION, cure=cure)
