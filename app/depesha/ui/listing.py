"""Short lists with headings: no heading is cut, and an empty list says that it is empty."""

import tkinter as tk
from collections.abc import Sequence
from tkinter import font as tkfont
from tkinter import ttk
from typing import Literal, NamedTuple

from depesha.ui.theme import Theme

BESIDE = 20
"""Room at both sides of a heading's words, for a scale of 1."""


class Heading(NamedTuple):
    """A column of a list; the width is for a scale of 1."""

    key: str
    title: str
    width: int
    right: bool = False
    """Numbers stand at the right."""


def room_for(theme: Theme, title: str) -> int:
    """Pixels that a column needs for its heading."""
    font = tkfont.nametofont("TkDefaultFont", theme.root)
    return font.measure(title) + theme.px(BESIDE)


def set_headings(
    tree: ttk.Treeview, theme: Theme, headings: Sequence[Heading], stretch: str
) -> None:
    """Head the list's columns, each as wide as it is told and its words need; the column `stretch`
    takes the room that is left. It is done anew for letters of another size."""

    def measure() -> None:
        for one in headings:
            side: Literal["e", "w"] = "e" if one.right else "w"
            needed = room_for(theme, one.title)
            tree.heading(one.key, text=one.title, anchor=side)
            tree.column(
                one.key, width=max(theme.px(one.width), needed), minwidth=needed, anchor=side,
                stretch=one.key == stretch,
            )  # fmt: skip

    theme.watch(tree, measure)


class Empty(ttk.Label):
    """What a list says instead of rows: in its middle, while it is empty."""

    def __init__(self, parent: tk.Misc, text: str) -> None:
        super().__init__(parent, text=text, style="PanelQuiet.TLabel", justify="center")
        parent.bind("<Configure>", self._wrap, add=True)

    def show(self, *, empty: bool) -> None:
        """Say it, or be gone."""
        if empty:
            self.place(relx=0.5, rely=0.45, anchor="center")
        else:
            self.place_forget()

    def _wrap(self, event: "tk.Event[tk.Misc]") -> None:
        self.configure(wraplength=max(80, event.width * 9 // 10))
