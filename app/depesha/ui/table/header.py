"""The head of a table: sorting by a click, columns moved by dragging, widths, the chooser."""

import tkinter as tk
from collections.abc import Callable
from typing import TYPE_CHECKING

from depesha.api.i18n import _
from depesha.ui.listing import room_for
from depesha.ui.table.columns import Column
from depesha.ui.theme import Theme

if TYPE_CHECKING:
    from depesha.ui.table.table import Table

NEAR = 8
"""Pixels of the pointer's way that make a click a drag."""
UP, DOWN = "  ▲", "  ▼"


class Header:
    """Keeps the tree's headings in step with the layout of columns."""

    def __init__(
        self, table: "Table", theme: Theme, on_sort: Callable[[str, bool], object] | None
    ) -> None:
        self._table = table
        self._theme = theme
        self._on_sort = on_sort
        self.sorted_by = ""
        self.descending = False
        self._pressed: tuple[int, str] | None = None
        self._given: dict[str, int] = {}
        tree = table.tree
        tree.bind("<ButtonPress-1>", self._press, add=True)
        tree.bind("<ButtonRelease-1>", self._release, add=True)
        tree.bind("<Button-3>", self._menu, add=True)

    def rebuild(self) -> None:
        """Show the layout's columns."""
        tree, columns = self._table.tree, self._table.layout.shown
        tree.configure(columns=[column.key for column in columns])
        self._given = {column.key: self._width(column) for column in columns}
        for number, column in enumerate(columns):
            last = number == len(columns) - 1
            # The last one takes what is left; where nothing is left, its heading stays whole.
            least = self._given[column.key] if last else self._theme.px(30)
            tree.column(
                column.key, width=self._given[column.key], minwidth=least,
                anchor="e" if column.right else "w", stretch=last,
            )  # fmt: skip
        self.mark()
        self._table.scroll_to(self._table._top)  # noqa: SLF001 - a part of the table

    def mark(self) -> None:
        """Titles, with an arrow at the one that is sorted by."""
        for column in self._table.layout.shown:
            arrow = (DOWN if self.descending else UP) if column.key == self.sorted_by else ""
            self._table.tree.heading(
                column.key, text=column.title + arrow, anchor="e" if column.right else "w"
            )

    def sort(self, key: str, *, descending: bool) -> None:
        """Say by what the rows are sorted, and ask for them so."""
        self.sorted_by, self.descending = key, descending
        self.mark()
        if self._on_sort is not None:
            self._on_sort(key, descending)

    def _press(self, event: "tk.Event[tk.Misc]") -> None:
        tree = self._table.tree
        self._pressed = None
        if tree.identify_region(event.x, event.y) == "heading":
            self._pressed = (event.x, self._key_at(event.x))

    def _release(self, event: "tk.Event[tk.Misc]") -> None:
        pressed, self._pressed = self._pressed, None
        self._keep_widths()
        if pressed is None:
            return
        begun, key = pressed
        if abs(event.x - begun) >= NEAR:
            self._drop(key, event.x)
        elif self._on_sort is not None and self._sortable(key):
            self.sort(key, descending=key == self.sorted_by and not self.descending)

    def _width(self, column: Column) -> int:
        """As the user dragged it; else as wide as it is meant to be, and its heading needs."""
        width = self._theme.px(column.width)
        if self._table.layout.dragged(column.key):
            return width
        sign = UP if self._on_sort is not None and column.sortable else ""
        return max(width, room_for(self._theme, column.title + sign))

    def _keep_widths(self) -> None:
        """Only what was dragged: the last column fills what the others leave."""
        now = {key: int(self._table.tree.column(key, "width")) for key in self._given}
        last = list(now)[-1]
        moved = {key for key, width in now.items() if width != self._given[key]}
        if widths := {key: round(now[key] / self._theme.scale) for key in moved - {last}}:
            self._table.layout.widen(widths)

    def _drop(self, key: str, x: int) -> None:
        target = self._key_at(x)
        keys = [column.key for column in self._table.layout.shown]
        if not key or key == target:
            return
        before = target
        if target and keys.index(target) > keys.index(key):
            behind = keys.index(target) + 1
            before = keys[behind] if behind < len(keys) else ""
        self._table.layout.move(key, before)
        self.rebuild()

    def _key_at(self, x: int) -> str:
        place = self._table.tree.identify_column(x)
        number = int(place[1:]) - 1 if place else -1
        shown = self._table.layout.shown
        return shown[number].key if 0 <= number < len(shown) else ""

    def _sortable(self, key: str) -> bool:
        return any(column.key == key and column.sortable for column in self._table.layout.all)

    def _menu(self, event: "tk.Event[tk.Misc]") -> str | None:
        """The column chooser: a menu of ticks over the heading."""
        tree = self._table.tree
        if tree.identify_region(event.x, event.y) != "heading":
            return None
        self.open_chooser(event.x_root, event.y_root)
        return "break"

    def open_chooser(self, x: int, y: int) -> tk.Menu:
        """Open the column chooser at a place of the screen."""
        layout = self._table.layout
        shown = [column.key for column in layout.shown]
        menu = tk.Menu(self._table, tearoff=False)
        for column in layout.all:
            on = tk.BooleanVar(menu, value=column.key in shown)
            menu.add_checkbutton(
                label=column.title, variable=on,
                command=lambda key=column.key: self._toggle(key),  # type: ignore[misc]
            )  # fmt: skip
            setattr(menu, f"_{column.key}", on)  # the menu keeps its variables alive
        menu.add_separator()
        menu.add_command(label=_("Columns as they were"), command=self._reset)
        menu.tk_popup(x, y)
        return menu

    def _toggle(self, key: str) -> None:
        layout = self._table.layout
        shown = [column.key for column in layout.shown]
        if key in shown and len(shown) > 1:
            shown.remove(key)
        elif key not in shown:
            shown.append(key)
        layout.choose(shown)
        self.rebuild()

    def _reset(self) -> None:
        self._table.layout.reset()
        self.rebuild()
