"""Choosing rows of a table by mouse and keyboard: Shift for ranges, Ctrl for one more."""

import tkinter as tk
from collections.abc import Callable
from typing import TYPE_CHECKING

from depesha.ui.table.ranges import Ranges

if TYPE_CHECKING:
    from depesha.ui.table.table import Table

_SHIFT, _CONTROL = 0x1, 0x4


class Picking:
    """The selection of a table, and the row on which the keyboard is."""

    def __init__(self, table: "Table", *, single: bool, changed: Callable[[], object]) -> None:
        self._table = table
        self._single = single
        self._changed = changed
        self.ranges = Ranges()
        self.cursor = 0
        self._anchor = 0
        tree = table.tree
        tree.bind("<Button-1>", self._click)
        tree.bind("<B1-Motion>", self._drag)
        tree.bind("<Double-Button-1>", self._double)
        tree.bind("<Button-3>", self._right, add=True)
        for key, by in (("Up", -1), ("Down", 1)):
            tree.bind(f"<{key}>", lambda event, by=by: self._move(event, self.cursor + by))  # type: ignore[misc]
        tree.bind("<Prior>", lambda event: self._move(event, self.cursor - table.visible))
        tree.bind("<Next>", lambda event: self._move(event, self.cursor + table.visible))
        tree.bind("<Home>", lambda event: self._move(event, 0))
        tree.bind("<End>", lambda event: self._move(event, len(table.rows) - 1))
        tree.bind("<space>", self._space)
        tree.bind("<Return>", self._open)
        tree.bind("<<SelectAll>>", self._all)
        tree.bind("<Control-a>", self._all)

    def _open(self, _event: object) -> str:
        self._table.open_current()
        return "break"

    def _all(self, _event: object) -> str:
        self.select_all()
        return "break"

    def reset(self) -> None:
        """Nothing selected, the cursor at the top: another list is shown."""
        self.cursor = self._anchor = 0
        if len(self.ranges):
            self.ranges.clear()
            self._changed()

    def select_all(self) -> None:
        """Every row."""
        if not self._single:
            self.ranges.add(0, len(self._table.rows))
            self._changed()

    def select(self, position: int) -> None:
        """This row alone, brought into sight."""
        self._go(position, extend=False)

    def _click(self, event: "tk.Event[tk.Misc]") -> str | None:
        tree = self._table.tree
        if tree.identify_region(event.x, event.y) not in {"cell", "tree", "nothing"}:
            return None  # the header is its own business
        tree.focus_set()
        position = self._table.position_at(event.y)
        if position is None:
            return "break"
        state = int(event.state)
        if state & _CONTROL and not self._single:
            self.cursor = self._anchor = position
            self.ranges.toggle(position)
            self._changed()
        else:
            self._go(position, extend=bool(state & _SHIFT))
        return "break"

    def _drag(self, event: "tk.Event[tk.Misc]") -> str | None:
        if self._table.tree.identify_region(event.x, event.y) != "cell":
            return None
        position = self._table.position_at(event.y)
        if position is not None and position != self.cursor:
            self._go(position, extend=True)
        return "break"

    def _double(self, event: "tk.Event[tk.Misc]") -> str | None:
        if self._table.tree.identify_region(event.x, event.y) != "cell":
            return None
        self._table.open_current()
        return "break"

    def _right(self, event: "tk.Event[tk.Misc]") -> None:
        # A context menu is for what is selected; elsewhere for the row below the pointer.
        position = self._table.position_at(event.y)
        if position is not None and position not in self.ranges:
            self._go(position, extend=False)

    def _space(self, _event: object) -> str:
        if len(self._table.rows):
            self.ranges.toggle(self.cursor)
            self._changed()
        return "break"

    def _move(self, event: "tk.Event[tk.Misc]", to: int) -> str:
        if len(self._table.rows):
            to = max(0, min(to, len(self._table.rows) - 1))
            self._go(to, extend=bool(int(event.state) & _SHIFT))
        return "break"

    def _go(self, position: int, *, extend: bool) -> None:
        self.cursor = position
        self.ranges.clear()
        if extend and not self._single:
            low, high = sorted((self._anchor, position))
            self.ranges.add(low, high + 1)
        else:
            self._anchor = position
            self.ranges.add(position, position + 1)
        self._table.see(position)
        self._changed()
