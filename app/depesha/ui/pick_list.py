"""A field over a list: typing narrows the list, Up and Down walk it, the marked one is taken."""

import tkinter as tk
from tkinter import ttk
from typing import Generic, TypeVar

from depesha.ui.modal import Modal
from depesha.ui.theme import Theme

T = TypeVar("T")


class PickList(Modal, Generic[T]):
    """Subclasses say what fits what was typed (`matching`), how it is shown (`row`), and what
    happens to the one that is taken (`take`); they call `search` when they are complete."""

    def __init__(
        self, parent: tk.Misc, theme: Theme, title: str, *, rows: int, widths: tuple[int, int]
    ) -> None:
        """`rows` in sight; `widths` of the two columns, for a scale of 1."""
        super().__init__(parent, theme, title)
        self._found: list[T] = []
        self._typed = tk.StringVar(self)
        self._typed.trace_add("write", lambda *_names: self.search())
        self.entry = ttk.Entry(self.body, textvariable=self._typed)
        self.entry.pack(fill="x", pady=(0, theme.px(8)))
        self.list = ttk.Treeview(
            self.body, show="tree", columns=("more",), height=rows, selectmode="browse"
        )
        for column, width in zip(("#0", "more"), widths, strict=True):
            self.list.column(column, width=theme.px(width))
        self.list.pack(fill="both", expand=True)
        self.list.bind("<Double-Button-1>", lambda _event: self.take_marked())
        for key, by in (("Up", -1), ("Down", 1)):
            self.entry.bind(f"<{key}>", lambda _event, by=by: self._walk(by))  # type: ignore[misc]

    def matching(self, typed: str) -> list[T]:
        """Those that fit, the best first."""
        raise NotImplementedError

    def row(self, one: T) -> tuple[str, str, tk.PhotoImage | None]:
        """Text, more text, and an icon."""
        raise NotImplementedError

    def take(self, one: T) -> None:
        """The person chose this one."""
        raise NotImplementedError

    def search(self) -> None:
        """Show what fits; the first is marked."""
        self._found = self.matching(self._typed.get())
        self.list.delete(*self.list.get_children())
        for number, one in enumerate(self._found):
            text, more, icon = self.row(one)
            self.list.insert(
                "", "end", iid=str(number), text=text, values=(more,), image=icon or ""
            )
        if self._found:
            self._mark("0")

    def take_marked(self) -> None:
        """Take the marked one; nothing where the list is empty."""
        if chosen := self.list.selection():
            self.take(self._found[int(chosen[0])])

    def _walk(self, by: int) -> str:
        if chosen := self.list.selection():
            self._mark(str(max(0, min(int(chosen[0]) + by, len(self._found) - 1))))
        return "break"

    def _mark(self, item: str) -> None:
        self.list.selection_set(item)
        self.list.see(item)
