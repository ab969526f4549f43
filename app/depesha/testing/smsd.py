"""A Gammu SMSD with its FILES service, played on three folders: files read as SMSD reads them

with Smsd(folder) as smsd:
    account = GammuSettings(**smsd.account())
    ...
    smsd.work()    # what waits in the outbox is sent, or is not
"""

import re
import shutil
from pathlib import Path
from types import TracebackType
from typing import Self

from depesha.testing.provider import Fault, Received

_LONGEST = 99
"""Characters of a name: SMSD keeps it in 100 bytes."""
_NAME = re.compile(
    r"out[a-z]?[^_]*_[^_]*_[^_]*_(?P<number>[^_]+)_(?P<note>[^.]*)\.txt\w*", re.IGNORECASE
)


class Smsd:
    """Plays on `outbox`, `sent` and `error` below a folder. Its faults: BREAK_ACCOUNT takes the
    outbox away, REFUSE lets messages fail."""

    def __init__(self, folder: Path) -> None:
        self.outbox, self.sent, self.error = (folder / one for one in ("outbox", "sent", "error"))
        self._refused: list[str] = []

    def account(self) -> dict[str, str]:
        """Settings of an account, by the sms plugin's names."""
        folders = {"outbox": self.outbox, "sent": self.sent, "error": self.error}
        return {"gateway": "gammu", "gap": "0", **{key: str(one) for key, one in folders.items()}}

    @property
    def received(self) -> list[Received]:
        """All messages that were put into the outbox, wherever they lie now."""
        files = [one for folder in (self.outbox, self.sent, self.error) for one in self._in(folder)]
        return [_read(one) for one in sorted(files, key=lambda one: one.stat().st_mtime_ns)]

    def fail(self, fault: Fault, *, times: int = 1, address: str = "", after: float = 1.0) -> None:  # noqa: ARG002
        """See Provider."""
        if fault is Fault.BREAK_ACCOUNT:
            shutil.rmtree(self.outbox)
        else:
            self._refused += [address] * times

    def work(self) -> None:
        """Send what waits, in the order of the names."""
        for file in sorted(self._in(self.outbox)):
            address = _read(file).address
            refused = next((one for one in self._refused if one in {"", address}), None)
            if refused is not None:
                self._refused.remove(refused)
            file.rename((self.sent if refused is None else self.error) / file.name)

    def __enter__(self) -> Self:
        for folder in (self.outbox, self.sent, self.error):
            folder.mkdir(parents=True, exist_ok=True)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """The folders stay."""

    def _in(self, folder: Path) -> list[Path]:
        """What SMSD would take for messages."""
        found = folder.iterdir() if folder.is_dir() else iter(())
        return [one for one in found if one.name.upper().startswith("OUT") and ".txt" in one.name]


def _read(file: Path) -> Received:
    named = _NAME.fullmatch(file.name)
    if named is None or len(file.name) > _LONGEST:
        raise ValueError(f"SMSD would not understand {file.name}")
    raw = file.read_bytes()
    marked = raw[:2] in {b"\xff\xfe", b"\xfe\xff"}
    text = raw.decode("utf-16") if marked else raw.decode("latin-1")
    return Received(named["number"], text, key=named["note"], raw=raw)
