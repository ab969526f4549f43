"""The columns of a table: which are shown, in which order, how wide; remembered for the user."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from depesha.ui.remembered import Remembered

NARROWEST = 30


class Column(NamedTuple):
    """One column. The title is translated; the width is for a scale of 1."""

    key: str
    title: str
    width: int = 120
    right: bool = False
    """Numbers stand at the right."""
    sortable: bool = True
    shown: bool = True
    """Shown until the user chooses otherwise."""


class Layout:
    """The user's choice of columns for one table."""

    def __init__(self, name: str, columns: Sequence[Column], remembered: Remembered) -> None:
        self._key = f"columns.{name}"
        self._remembered = remembered
        self.all = tuple(columns)
        self._shown = [column.key for column in columns if column.shown]
        self._widths: dict[str, int] = {}
        self._recall(remembered.get(self._key, {}))

    @property
    def shown(self) -> list[Column]:
        """The columns on screen, from left to right, with the user's widths."""
        known = {column.key: column for column in self.all}
        return [
            known[key]._replace(width=self._widths.get(key, known[key].width))
            for key in self._shown
        ]

    def choose(self, keys: Sequence[str]) -> None:
        """Show these columns in this order; unknown ones are left out, none at all means all."""
        known = {column.key for column in self.all}
        self._shown = [key for key in dict.fromkeys(keys) if key in known] or [
            column.key for column in self.all
        ]
        self._keep()

    def move(self, key: str, before: str) -> None:
        """Put a shown column before another one, or last where `before` is empty."""
        if key == before or key not in self._shown:
            return
        self._shown.remove(key)
        at = self._shown.index(before) if before in self._shown else len(self._shown)
        self._shown.insert(at, key)
        self._keep()

    def widen(self, widths: dict[str, int]) -> None:
        """Keep the widths that the user dragged."""
        self._widths |= {key: max(NARROWEST, width) for key, width in widths.items()}
        self._keep()

    def dragged(self, key: str) -> bool:
        """Whether the user chose the width of this column."""
        return key in self._widths

    def reset(self) -> None:
        """As the program came."""
        self._shown = [column.key for column in self.all if column.shown]
        self._widths = {}
        self._keep()

    def _keep(self) -> None:
        self._remembered.set(self._key, {"shown": self._shown, "widths": self._widths})

    def _recall(self, kept: dict[str, Any]) -> None:
        known = {column.key for column in self.all}
        shown, widths = kept.get("shown"), kept.get("widths")
        if isinstance(shown, list):
            self._shown = [key for key in shown if key in known] or self._shown
        if isinstance(widths, dict):
            self._widths = {
                key: max(NARROWEST, width)
                for key, width in widths.items()
                if key in known and isinstance(width, int)
            }
