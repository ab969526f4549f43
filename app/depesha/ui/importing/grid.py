"""The first rows of a file, as they would be read."""

import tkinter as tk
from collections.abc import Sequence
from tkinter import font, ttk

from depesha.ui.theme import Theme

NARROWEST, WIDEST = 60, 260
"""For a scale of 1."""


class Grid(ttk.Frame):
    """A small table to look at; it scrolls both ways."""

    def __init__(self, parent: tk.Misc, theme: Theme) -> None:
        super().__init__(parent)
        self._theme = theme
        self.tree = ttk.Treeview(self, show="headings", selectmode="browse", height=9)
        upright = ttk.Scrollbar(self, command=self.tree.yview)
        level = ttk.Scrollbar(self, orient="horizontal", command=self.tree.xview)
        self.tree.configure(yscrollcommand=upright.set, xscrollcommand=level.set)
        self.rowconfigure(0, weight=1)
        self.columnconfigure(0, weight=1)
        self.tree.grid(row=0, column=0, sticky="nswe")
        upright.grid(row=0, column=1, sticky="ns")
        level.grid(row=1, column=0, sticky="we")

    def show(self, headers: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Show rows as wide as the headers."""
        tree = self.tree
        tree.delete(*tree.get_children())
        tree.configure(columns=[str(number) for number in range(len(headers))])
        for number, header in enumerate(headers):
            width = self._width([header, *(row[number] for row in rows)])
            tree.heading(str(number), text=header, anchor="w")
            tree.column(str(number), width=width, minwidth=self._theme.px(NARROWEST), stretch=False)
        for row in rows:
            tree.insert("", "end", values=list(row))

    def _width(self, texts: Sequence[str]) -> int:
        measure = font.nametofont("TkDefaultFont", self).measure
        px = self._theme.px
        wanted = max(measure(text) for text in texts) + px(24)
        return max(px(NARROWEST), min(wanted, px(WIDEST)))
