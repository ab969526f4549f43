"""The figures of an SMS under its text, and a click that makes it cheaper."""

import tkinter as tk
from collections.abc import Callable
from tkinter import ttk

from depesha.api.i18n import _
from depesha.ui.editor.statistics import FREE, Bill, Figures, helps, mended, transliterated
from depesha.ui.theme import Theme

Change = Callable[[str], str]


class StatisticsBar(ttk.Frame):
    """`change(function)` exchanges the text for what the function makes of it."""

    def __init__(self, parent: tk.Misc, theme: Theme, change: Callable[[Change], None]) -> None:
        super().__init__(parent)
        self.figures = ttk.Label(self, justify="left")
        self.figures.pack(anchor="w")
        self.why = ttk.Label(self, style="Quiet.TLabel", justify="left")
        self.why.pack(anchor="w", pady=(theme.px(2), 0))
        self._mend = _Offer(self, theme, _("Replace"), lambda: change(mended))
        self._latin = _Offer(self, theme, _("In Latin letters"), lambda: change(transliterated))
        self.mend, self.latin = self._mend.button, self._latin.button
        self.bind("<Configure>", self._wrap)

    def show(self, figures: Figures, body: str, bill: Bill = FREE) -> None:
        """The figures of the message; `body` is what could be changed to make it cheaper."""
        self.figures.configure(text="\n".join(figures.lines()))
        self.why.configure(text=figures.why())
        mends = bool(figures.forcing) and helps(body, mended)
        latin = figures.cyrillic and helps(body, transliterated)
        self._mend.show(mends, figures.instead(mended, bill))
        self._latin.show(latin, figures.instead(transliterated, bill))

    def _wrap(self, event: "tk.Event[tk.Misc]") -> None:
        self.why.configure(wraplength=max(200, event.width))


class _Offer(ttk.Frame):
    """A button with what it would save beside it."""

    def __init__(self, parent: tk.Misc, theme: Theme, title: str, run: Callable[[], None]) -> None:
        super().__init__(parent)
        self._gap = theme.px(4)
        self.button = ttk.Button(self, text=title, command=run)
        self.button.pack(side="left")
        self.said = ttk.Label(self, style="Quiet.TLabel")
        self.said.pack(side="left", padx=(theme.px(8), 0))

    def show(self, offered: object, said: str) -> None:
        """In sight only where it is offered."""
        self.said.configure(text=said)
        if offered:
            self.pack(anchor="w", pady=(self._gap, 0))
        else:
            self.pack_forget()
