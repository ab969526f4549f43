"""The figures of an SMS under its text, and a click that makes it cheaper."""

import tkinter as tk
from collections.abc import Callable
from tkinter import ttk

from depesha.api.i18n import _
from depesha.ui.editor.statistics import Figures, helps, mended, transliterated
from depesha.ui.theme import Theme

Change = Callable[[str], str]


class StatisticsBar(ttk.Frame):
    """`change(function)` exchanges the text for what the function makes of it."""

    def __init__(self, parent: tk.Misc, theme: Theme, change: Callable[[Change], None]) -> None:
        super().__init__(parent)
        self.figures = ttk.Label(self, justify="left")
        self.figures.pack(anchor="w")
        row = ttk.Frame(self)
        row.pack(fill="x", pady=(theme.px(2), 0))
        self.why = ttk.Label(row, style="Quiet.TLabel", justify="left")
        self.why.pack(side="left")
        self.mend = ttk.Button(row, text=_("Replace"), command=lambda: change(mended))
        self.latin = ttk.Button(
            row, text=_("In Latin letters"), command=lambda: change(transliterated)
        )
        self._gap = theme.px(8)
        self.bind("<Configure>", self._wrap)

    def show(self, figures: Figures, body: str) -> None:
        """The figures of the message; `body` is what could be changed to make it cheaper."""
        self.figures.configure(text="\n".join(figures.lines()))
        self.why.configure(text=figures.why())
        self._offer(self.mend, bool(figures.forcing) and helps(body, mended))
        self._offer(self.latin, figures.cyrillic and helps(body, transliterated))

    def _offer(self, button: ttk.Button, offered: object) -> None:
        if offered:
            button.pack(side="left", padx=(self._gap, 0))
        else:
            button.pack_forget()

    def _wrap(self, event: "tk.Event[tk.Misc]") -> None:
        self.why.configure(wraplength=max(200, event.width * 2 // 3))
