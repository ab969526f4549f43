"""How commands speak: tables and sentences for people, JSON for programs, a line of progress."""

import json
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, TextIO

from depesha.domain.masking import WHOLE, Masking

# Names, addresses and servers' answers may hold what a terminal takes for an order.
_HARMLESS = {
    code: "\ufffd"
    for code in range(0xA0)
    if not chr(code).isprintable() and chr(code) not in "\t\n"
}


_masking = WHOLE


def mask(masking: Masking) -> None:
    """From here on all that is said shows addresses so."""
    global _masking  # noqa: PLW0603 - as the language: one for all that a process says
    _masking = masking


def seen(name: str, text: str) -> str:
    """The text of a field of that name as it may be shown: an address need not look like one."""
    return _masking.cell(name, text)


def say(text: str = "") -> None:
    """A line for people."""
    print(_masking.text(text).translate(_HARMLESS))


def warn(text: str) -> None:
    """A line beside the result: notices, progress, errors."""
    print(_masking.text(text).translate(_HARMLESS), file=sys.stderr)


def give(value: Any) -> None:
    """The result for programs: one JSON document."""
    json.dump(_seen(value), sys.stdout, ensure_ascii=False, indent=1, default=_plain)
    print()


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(f"{type(value).__name__} is no JSON")


def _seen(value: Any, name: str = "") -> Any:
    """A JSON value with its addresses as they may be shown; `name` is the key it stands at."""
    if isinstance(value, Mapping):
        return {key: _seen(inner, str(key)) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_seen(inner, name) for inner in value]
    return _masking.cell(name, value) if isinstance(value, str) else value


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Rows under their headings, in columns as wide as they need."""
    shown = [[_masking.text(str(cell)) for cell in row] for row in rows]
    widths = [max(len(row[i]) for row in [list(columns), *shown]) for i in range(len(columns))]
    for row in [list(columns), *shown]:
        say("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def pairs(values: Mapping[str, object]) -> None:
    """Name and value, one pair a line."""
    width = max((len(name) for name in values), default=0)
    for name, value in values.items():
        say(f"{name.ljust(width)}  {value}")


class Progress:
    """One line that rewrites itself on a terminal; silent elsewhere."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr
        self._shown = 0
        self._on = self._stream.isatty()

    def show(self, text: str) -> None:
        """Replace the line."""
        if not self._on:
            return
        self._stream.write("\r" + text.ljust(self._shown))
        self._stream.flush()
        self._shown = len(text)

    def bar(self, done: int, total: int, text: str) -> None:
        """A bar of twenty steps with a text behind it."""
        filled = 20 * done // total if total else 20
        self.show(f"[{'#' * filled}{'.' * (20 - filled)}] {done}/{total} {text}")

    def end(self) -> None:
        """Leave the line as it is and begin a new one."""
        if self._on and self._shown:
            self._stream.write("\n")
            self._shown = 0


def has_screen() -> bool:
    """Whether a window could be opened here."""
    shown = {"DISPLAY", "WAYLAND_DISPLAY"}
    return sys.platform in {"win32", "darwin"} or bool(os.environ.keys() & shown)
