"""Ways to pay for fewer SMS: what each would bring, with a button that takes it"""

import tkinter as tk
from collections.abc import Callable
from functools import partial
from tkinter import ttk

from depesha.api.i18n import _
from depesha.delivery.preflight import Preflight
from depesha.delivery.savings import in_words
from depesha.domain.segments import Spelling
from depesha.ui.preflight import words
from depesha.ui.theme import Theme
from depesha.ui.wrapped import Wrapped


class SavingsPane(ttk.Frame):
    """Takes no room where there is nothing to be saved. `respell` plans the mailing anew."""

    def __init__(
        self, parent: tk.Misc, theme: Theme, respell: Callable[[Spelling], object]
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._respell = respell
        self.buttons: dict[Spelling, ttk.Button] = {}

    def show(self, found: Preflight, currency: str) -> None:
        """What the sheet knows of it."""
        for old in self.winfo_children():
            old.destroy()
        self.buttons.clear()
        for one in found.savings:
            title = _("Latin letters") if one.spelling is Spelling.LATIN else _("Plain signs")
            told = in_words(one, currency)
            self._row(told, words.saving_sample(one), one.spelling, title)
        if found.spelling is not Spelling.AS_TYPED:
            self._row(words.spelt(found.spelling), "", Spelling.AS_TYPED, _("As typed"))
        self.configure(height=1)

    def _row(self, told: str, sample: str, spelling: Spelling, title: str) -> None:
        px = self._theme.px
        row = ttk.Frame(self)
        row.pack(fill="x", pady=(px(6), 0))
        button = ttk.Button(row, text=title, command=partial(self._respell, spelling))
        button.bind("<Return>", lambda _event: button.invoke())
        button.pack(side="right", anchor="n", padx=(px(12), 0))
        self.buttons[spelling] = button
        said = ttk.Frame(row)
        said.pack(side="left", fill="x", expand=True)
        Wrapped(said, told).pack(fill="x")
        if sample:
            Wrapped(said, sample, "Quiet.TLabel").pack(fill="x")
