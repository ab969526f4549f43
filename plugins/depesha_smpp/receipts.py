"""What the SMSC told of messages, kept until somebody asks: it tells each thing once, to whichever
session is open at the moment."""

import os
import re
import threading
from contextlib import suppress
from pathlib import Path
from typing import Literal, NamedTuple

from depesha.api import Fate, Reason
from depesha_smpp.pdu import Delivery

Numbers = Literal["same", "decimal", "hex"]
"""How receipts write the id: as the answer did; decimal where the answer had it hexadecimal; or
hexadecimal where the answer had it decimal."""

LONG = 4 << 20
"""Bytes of the file: some hundred thousand receipts, many days of an office's."""
_moving = threading.Lock()
_FIELD = re.compile(r"(?i)\b(id|stat|err):(\S*)")


class State(NamedTuple):
    """One of the states of SMPP 3.4, 5.2.28."""

    word: str
    """As the text of a receipt has it."""
    fate: Fate
    reason: Reason | None = None


STATES = {
    1: State("ENROUTE", Fate.UNDERWAY),
    2: State("DELIVRD", Fate.DELIVERED),
    3: State("EXPIRED", Fate.EXPIRED, Reason.EXPIRED),
    4: State("DELETED", Fate.FAILED, Reason.STOPPED),
    5: State("UNDELIV", Fate.FAILED, Reason.UNREACHABLE),
    6: State("ACCEPTD", Fate.UNDERWAY),
    7: State("UNKNOWN", Fate.UNDERWAY),
    8: State("REJECTD", Fate.FAILED, Reason.REFUSED),
}
UNDERWAY = frozenset(number for number, one in STATES.items() if one.fate is Fate.UNDERWAY)
_BY_WORD = {one.word: number for number, one in STATES.items()}


class Receipt(NamedTuple):
    """What is known of one segment."""

    state: int
    error: str
    """The operator's own code, or empty."""

    @property
    def words(self) -> str:
        """For the journal."""
        return f"stat:{STATES[self.state].word}" + (f" err:{self.error}" if self.error else "")


class Receipts:
    """A line for each, in a file of the plugin's folder; for all sessions of the account. When it
    has grown long, it becomes the old one, and the old one before it goes."""

    def __init__(self, folder: Path, account: str) -> None:
        self._file = folder / f"receipts-{account}.txt"
        self._old = self._file.with_suffix(".old")

    def keep(self, told: Delivery) -> None:
        """On disk when it returns."""
        found = _read(told)
        if found is None:
            return
        id_, receipt = found
        # One write at the end of the file: whoever else adds to it stands before or after.
        with self._file.open("ab", buffering=0) as file:
            file.write(f"{id_} {receipt.state} {receipt.error}\n".encode())
            os.fsync(file.fileno())
            size = file.tell()
        if size > LONG:
            with _moving, suppress(OSError):  # on Windows, while another session has it open
                if self._file.stat().st_size > LONG:
                    self._file.replace(self._old)

    def known(self) -> dict[str, Receipt]:
        """What was told of each segment, by `name_of` its id. What is over stays over, in whatever
        order it was told."""
        found: dict[str, Receipt] = {}
        for path in (self._old, self._file):
            with suppress(FileNotFoundError), path.open(encoding="utf-8") as file:
                for line in file:
                    # A line that a crash has cut was not answered, so the SMSC tells it again.
                    id_, state, error = [*line.split(" "), "", ""][:3]
                    if not line.endswith("\n") or not state.isdigit():
                        continue
                    if id_ not in found or found[id_].state in UNDERWAY:
                        found[id_] = Receipt(int(state), error.strip())
        return found


def _read(told: Delivery) -> tuple[str, Receipt] | None:
    """The id and the receipt; None where it is about nothing that we know."""
    fields = {name.lower(): value for name, value in _FIELD.findall(told.text)}
    id_ = told.message_id or fields.get("id", "")
    state = told.state if told.state in STATES else _BY_WORD.get(fields.get("stat", "").upper())
    if not id_ or state is None:
        return None
    error = fields.get("err", "")[:20]
    return _plain(id_), Receipt(state, error if error.strip("0") else "")


def name_of(id_: str, numbers: Numbers) -> str:
    """How receipts call the segment with the id that the answer gave."""
    try:
        if numbers == "decimal":
            return str(int(id_, 16))
        if numbers == "hex":
            return _plain(f"{int(id_):x}")
    except ValueError:
        pass
    return _plain(id_)


def _plain(id_: str) -> str:
    """Receipts fill ids up with zeros, and write hexadecimal ones in either case."""
    return "".join(id_.split()).lower().lstrip("0") or "0"
