"""The field in which one types what one looks for, with its name before it."""

import tkinter as tk
from tkinter import ttk

from depesha.api.i18n import _
from depesha.ui.theme import Theme

WIDTH = 22
"""Letters."""


class SearchField(ttk.Frame):
    """`entry` is the field itself; Esc empties it."""

    def __init__(self, parent: tk.Misc, theme: Theme, typed: tk.StringVar) -> None:
        super().__init__(parent)
        ttk.Label(self, text=_("Search")).pack(side="left", padx=(0, theme.px(6)))
        self.entry = ttk.Entry(self, textvariable=typed, width=WIDTH)
        self.entry.pack(side="left", fill="x", expand=True)
        self.entry.bind("<Escape>", lambda _event: typed.set(""))
