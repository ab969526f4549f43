"""A row that goes on in a further line where the room ends."""

import tkinter as tk
from collections.abc import Sequence
from math import ceil
from tkinter import ttk

WIDEST = 1 << 15
MEASURED = "<<Measured>>"
"""A widget that may be narrower than it wants says so that it wants another width now."""


class _Item:
    def __init__(self, widget: tk.Misc, least: float, *, grow: bool) -> None:
        self.widget = widget
        self.least = least
        self.grow = grow
        self.shown = True

    @property
    def need(self) -> int:
        return ceil(self.widget.winfo_reqwidth() * self.least)


class Flow(ttk.Frame):
    """Widgets side by side, as many in a line as there is room for: `add` each in order."""

    def __init__(self, parent: tk.Misc, gap: int, *, even: bool = False) -> None:
        """`gap` in pixels, between neighbours and between lines; `even` lines hold about as many
        widgets each."""
        super().__init__(parent)
        self._gap, self._even = gap, even
        self._items: list[_Item] = []
        self._lines: list[ttk.Frame] = []
        self._layout: list[list[_Item]] = []
        self._flow_timer = ""
        self.bind("<Configure>", lambda _event: self._flow())
        self.bind("<Destroy>", lambda _event: self._forget(), add=True)

    def add(
        self, widget: tk.Misc, *, grow: bool = False, least: float = 1, first: bool = False
    ) -> None:
        """Put a child of the row at its end, or `first`. It may `grow` into what its line leaves;
        `least` is the share of its width that is enough for it to stay in a line."""
        self._items.insert(0 if first else len(self._items), _Item(widget, least, grow=grow))
        for event in ("<Configure>", MEASURED):
            widget.bind(event, lambda _event: self._flow_soon(), add=True)
        self._flow()

    def offer(self, widget: tk.Misc, *, shown: bool) -> None:
        """Show a widget of the row, or leave it out. Raises StopIteration for a strange one."""
        next(one for one in self._items if one.widget is widget).shown = shown
        self._flow()

    def clear(self) -> None:
        """Nothing in the row any more; its widgets are destroyed."""
        items, self._items = self._items, []
        self._flow()
        for item in items:
            item.widget.destroy()

    def _flow_soon(self) -> None:
        if not self._flow_timer:
            self._flow_timer = self.after_idle(self._flow)

    def _forget(self) -> None:
        if self._flow_timer:
            self.after_cancel(self._flow_timer)
            self._flow_timer = ""

    def _flow(self) -> None:
        self._forget()
        shown = [one for one in self._items if one.shown]
        width = self.winfo_width()
        # Before it is on the screen all of it is one line: that is how wide it wants to be.
        room = width if width > 1 else WIDEST
        parts = lines([one.need for one in shown], self._gap, room, even=self._even)
        rest = iter(shown)
        layout = [[next(rest) for _number in range(part)] for part in parts]
        if [[id(one) for one in line] for line in layout] != [
            [id(one) for one in line] for line in self._layout
        ]:
            self._layout = layout
            self._arrange()

    def _arrange(self) -> None:
        for line in self._lines:
            line.destroy()
        self._lines = []
        for item in self._items:
            item.widget.grid_forget()  # type: ignore[attr-defined]
        for number, items in enumerate(self._layout):
            line = ttk.Frame(self)
            line.lower()
            line.pack(fill="x", pady=(self._gap if number else 0, 0))
            self._lines.append(line)
            for column, item in enumerate(items):
                item.widget.grid(  # type: ignore[attr-defined]
                    in_=line, row=0, column=column, padx=(self._gap if column else 0, 0),
                    sticky="we" if item.grow or item.least < 1 else "",
                )  # fmt: skip
                line.columnconfigure(column, weight=int(item.grow or item.least < 1))
        if not self._layout:
            self.configure(height=1)


def lines(needs: Sequence[int], gap: int, room: int, *, even: bool = False) -> list[int]:
    """How many of the widths stand in each line."""
    found = _greedy(needs, gap, room, len(needs))
    return _greedy(needs, gap, room, -(-len(needs) // len(found))) if even and found else found


def _greedy(needs: Sequence[int], gap: int, room: int, most: int) -> list[int]:
    found: list[int] = []
    used = room + 1
    for need in needs:
        if used + gap + need <= room and found[-1] < most:
            used += gap + need
            found[-1] += 1
        else:
            used = need
            found.append(1)
    return found
