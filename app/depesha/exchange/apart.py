"""Workbooks are read in a process of their own.

calamine ends the whole process at some damaged files (one lost sector of an xls may make it ask for
200 GB). That may cost an import, but not a mailing that is under way in the same program.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Any

from depesha.exchange.sheets import Sheet, SheetError, first_sheet
from depesha.exchange.table import Row

_CHUNK = 500
"""Rows in one line of the conversation: JSON, at last `null`."""


def first_sheet_apart(path: Path) -> Sheet:
    """As `sheets.first_sheet`, whatever the file does to its reader."""
    if getattr(sys, "frozen", False):
        # A packaged program has no interpreter of its own to start.
        return first_sheet(path)
    begun = [_conversation(path)]
    told = next(begun[0], None)
    if not isinstance(told, dict):
        raise SheetError("damaged")
    if "trouble" in told:
        raise SheetError(told["trouble"])

    def rows() -> Iterator[Row]:
        if begun:
            return _rows(begun.pop())
        conversation = _conversation(path)
        next(conversation, None)
        return _rows(conversation)

    return Sheet(told["name"], told["others"], rows)


def _rows(conversation: Iterator[Any]) -> Iterator[Row]:
    for chunk in conversation:
        if chunk is None:
            return
        yield from chunk
    raise SheetError("damaged")


def _conversation(path: Path) -> Iterator[Any]:
    """What the reader says, until it has said all, or is gone, or is not listened to any more."""
    # -P: a json.py in the folder where the program was started must not be taken for the library.
    command = [sys.executable, "-P", "-m", __name__, str(path)]
    # On Windows a window would flash up.
    flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    with subprocess.Popen(  # noqa: S603 - our own interpreter and module
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, creationflags=flags
    ) as reader:
        assert reader.stdout
        try:
            for line in reader.stdout:
                yield json.loads(line)
        finally:
            reader.kill()


def _say(words: object) -> None:
    sys.stdout.write(json.dumps(words) + "\n")


def main(path: str) -> None:
    """The reader's side of the conversation."""
    try:
        sheet = first_sheet(Path(path))
    except SheetError as error:
        _say({"trouble": error.trouble})
        return
    _say({"name": sheet.name, "others": sheet.others})
    rows = sheet.rows()
    while chunk := list(islice(rows, _CHUNK)):
        _say(chunk)
    _say(None)


if __name__ == "__main__":
    # Whoever asked may have heard enough.
    with suppress(BrokenPipeError):
        main(sys.argv[1])
