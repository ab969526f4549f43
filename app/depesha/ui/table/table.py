"""The table itself: as many rows as fit exist, and are filled anew while one scrolls."""

import tkinter as tk
from array import array
from collections.abc import Callable, Sequence
from tkinter import ttk

from depesha.api.i18n import _
from depesha.ui.bridge import Bridge
from depesha.ui.listing import Empty
from depesha.ui.remembered import Remembered
from depesha.ui.table.columns import Column, Layout
from depesha.ui.table.header import Header
from depesha.ui.table.picking import Picking
from depesha.ui.table.rows import Fetch, Mask, Row, Rows
from depesha.ui.theme import Theme

__all__ = ["Row", "Table"]

WHEEL = 3
"""Rows for a notch of the wheel."""


class Table(ttk.Frame):
    """Rows by id, in the order of the array that `show` gets. Selection is by position."""

    def __init__(
        self,
        parent: tk.Misc,
        theme: Theme,
        bridge: Bridge,
        remembered: Remembered,
        *,
        name: str,
        columns: Sequence[Column],
        fetch: Fetch,
        mask: Mask,
        on_open: Callable[[int], object] = lambda _id: None,
        on_select: Callable[[], object] = lambda: None,
        on_sort: Callable[[str, bool], object] | None = None,
        single: bool = False,
        empty: str = "",
    ) -> None:
        """`name` keeps the columns; `mask` hides what the person may not see;
        `on_sort(key, descending)` shows the ids in another order; `single` for one row at most;
        `empty` is what a table without rows says."""
        super().__init__(parent)
        self._theme = theme
        self._on_open = on_open
        self._on_select = on_select
        self._top = 0
        self._height = 1
        self._painted: dict[int, tuple[list[str], tuple[str, ...]]] = {}
        """What each row of the tree shows now: telling it again would take longer than to look."""
        self.layout = Layout(name, columns, remembered)
        self.rows = Rows(self, name, bridge, fetch, mask, self._paint)
        self.tree = ttk.Treeview(self, show="headings", selectmode="none", height=1)
        self.picking = Picking(self, single=single, changed=self._picked)
        self.header = Header(self, theme, on_sort)
        self._bars()
        self._empty = Empty(self, empty)
        self.tree.bind("<Configure>", self._resized)
        self._bind_wheel()
        theme.watch(self, self._restyle)

    # --- What is shown -----------------------------------------------------------------------

    def show(self, ids: "array[int]", *, keep: bool = False) -> None:
        """Show these records. With `keep` the place and the selection stay: the same list anew."""
        self.rows.show(ids)
        if not keep:
            self._top = 0
            self.picking.reset()
        self.scroll_to(min(self._top, max(0, len(ids) - self._height)))
        self._empty.show(empty=not ids)

    def refresh(self) -> None:
        """Fetch anew what is in sight: the records changed."""
        self.rows.forget()
        self._paint()

    @property
    def ids(self) -> "array[int]":
        """All records shown, in order."""
        return self.rows.ids

    @property
    def selected(self) -> "array[int]":
        """The ids of the selected rows, in the order of the table."""
        found: array[int] = array("q")
        for begin, end in self.picking.ranges:
            found.extend(self.rows.ids[begin:end])
        return found

    @property
    def count_selected(self) -> int:
        """How many rows are selected."""
        return len(self.picking.ranges)

    def counted(self, text: str) -> str:
        """What a foot says of the table: the text, and how many rows are selected if any are."""
        chosen = self.count_selected
        return text + " · " + _("selected: {n}").format(n=chosen) if chosen else text

    @property
    def current(self) -> int | None:
        """The id of the row on which the cursor is."""
        at = self.picking.cursor
        return self.rows.ids[at] if 0 <= at < len(self.rows) else None

    @property
    def visible(self) -> int:
        """How many rows fit."""
        return self._height

    def open_current(self) -> None:
        """What a double click does."""
        if (id_ := self.current) is not None:
            self._on_open(id_)

    # --- Where it is scrolled to ---------------------------------------------------------------

    def scroll_to(self, top: int) -> None:
        """Make the row at this position the first in sight, as far as there are rows."""
        self._top = max(0, min(top, len(self.rows) - self._height))
        self._paint()

    def see(self, position: int) -> None:
        """Scroll as little as brings the row into sight."""
        if position < self._top:
            self.scroll_to(position)
        elif position >= self._top + self._height:
            self.scroll_to(position - self._height + 1)
        else:
            self._paint()

    def position_at(self, y: int) -> int | None:
        """The position of the row at a height of the tree."""
        item = self.tree.identify_row(y)
        at = self._top + int(item) if item else -1
        return at if 0 <= at < len(self.rows) else None

    def _yview(self, what: str, amount: str, unit: str = "units") -> None:
        if what == "moveto":
            self.scroll_to(round(float(amount) * len(self.rows)))
        else:
            step = self._height - 1 if unit == "pages" else 1
            self.scroll_to(self._top + int(amount) * step)

    # --- How it is made ------------------------------------------------------------------------

    def _bars(self) -> None:
        self.rowconfigure(0, weight=1)
        self.columnconfigure(0, weight=1)
        self.tree.grid(row=0, column=0, sticky="nswe")
        self._upright = ttk.Scrollbar(self, orient="vertical", command=self._yview)
        self._upright.grid(row=0, column=1, sticky="ns")
        self._level = ttk.Scrollbar(self, orient="horizontal", command=self.tree.xview)
        self.tree.configure(xscrollcommand=self._show_level)

    def _show_level(self, first: float | str, last: float | str) -> None:
        if float(first) <= 0 and float(last) >= 1:
            self._level.grid_remove()
        else:
            self._level.grid(row=1, column=0, sticky="we")
        self._level.set(first, last)

    def _bind_wheel(self) -> None:
        tree = self.tree
        tree.bind("<MouseWheel>", lambda event: self._turn(-WHEEL if event.delta > 0 else WHEEL))
        tree.bind("<Button-4>", lambda _event: self._turn(-WHEEL))
        tree.bind("<Button-5>", lambda _event: self._turn(WHEEL))
        tree.bind("<Shift-Button-4>", lambda _event: tree.xview_scroll(-4, "units"))
        tree.bind("<Shift-Button-5>", lambda _event: tree.xview_scroll(4, "units"))

    def _turn(self, rows: int) -> str:
        self.scroll_to(self._top + rows)
        return "break"

    def _picked(self) -> None:
        self._paint()
        self._on_select()

    def _resized(self, event: "tk.Event[tk.Misc]") -> None:
        row = int(ttk.Style(self).lookup("Treeview", "rowheight") or 20)
        head = self.tree.bbox("0")
        above = head[1] if head else row + self._theme.px(4)
        height = max(1, (event.height - above - 1) // row)
        if height != self._height:
            self._height = height
            self.scroll_to(self._top)

    def _restyle(self) -> None:
        colours = self._theme.colours
        for tag, colour in (("good", colours.good), ("bad", colours.bad), ("quiet", colours.quiet),
                            ("warning", colours.warning)):  # fmt: skip
            self.tree.tag_configure(tag, foreground=colour)
        self.tree.tag_configure("strong", font="Strong")
        self.header.rebuild()

    def _paint(self) -> None:
        """Fill the rows in sight."""
        tree, top, height = self.tree, self._top, self._height
        have = len(tree.get_children())
        for number in range(have, height):
            tree.insert("", "end", iid=str(number))
        for number in range(height, have):
            tree.delete(str(number))
            self._painted.pop(number, None)
        found = self.rows.get(top, top + height)
        keys = [column.key for column in self.layout.shown]
        chosen = []
        for number in range(height):
            row = found[number] if number < len(found) else None
            values = [row.cells.get(key, "") for key in keys] if row else [""] * len(keys)
            looks = (values, row.tags if row else ())
            if self._painted.get(number) != looks:
                tree.item(str(number), values=values, tags=looks[1])
                self._painted[number] = looks
            if top + number in self.picking.ranges and number < len(found):
                chosen.append(str(number))
        tree.selection_set(chosen)
        cursor = self.picking.cursor - top
        tree.focus(str(cursor) if 0 <= cursor < len(found) else "")
        total = max(1, len(self.rows))
        self._upright.set(top / total, min(1.0, (top + height) / total))
        self._upright.state(["disabled" if len(self.rows) <= height else "!disabled"])
