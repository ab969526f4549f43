"""The totals of a mailing: a bar of them, and each as a button that shows its people."""

import tkinter as tk
from collections.abc import Callable
from tkinter import ttk

from depesha.api.i18n import _
from depesha.delivery.progress import Progress
from depesha.ui.flow import Flow
from depesha.ui.results.chart import Chart, colour_of
from depesha.ui.sending.words import numbers
from depesha.ui.theme import Theme

ALL = ""


class Numbers(ttk.Frame):
    """`choose(name)` hears which total was clicked; ALL for everybody."""

    def __init__(
        self, parent: tk.Misc, theme: Theme, choose: Callable[[str], object] | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._choose = choose
        self._chosen = tk.StringVar(self, ALL)
        self._buttons: dict[str, ttk.Radiobutton | ttk.Label] = {}
        self._signs: dict[str, tk.PhotoImage] = {}
        self.chart = Chart(self, theme)
        self.chart.pack(fill="x", pady=(0, theme.px(6)))
        self._row = Flow(self, theme.px(6))
        self._row.pack(fill="x")
        theme.watch(self, self._paint)

    @property
    def chosen(self) -> str:
        """The total whose people are shown."""
        return self._chosen.get()

    def show(self, progress: Progress) -> None:
        """Show the numbers as they are now."""
        shown = numbers(progress)
        self.chart.show([(name, count) for name, _title, count in shown])
        everybody = sum(progress.counts.values())
        lines = [(ALL, _("All"), everybody), *shown] if self._choose else shown
        if [name for name, _title, _count in lines] != list(self._buttons):
            self._rebuild([name for name, _title, _count in lines])
        for name, title, count in lines:
            self._buttons[name].configure(text=f" {title}: {count}")

    def _rebuild(self, names: list[str]) -> None:
        self._row.clear()
        self._buttons = {name: self._button(name) for name in names}
        if self.chosen not in names:
            self._chosen.set(ALL)
        self._paint()

    def _button(self, name: str) -> ttk.Radiobutton | ttk.Label:
        choose = self._choose
        made: ttk.Radiobutton | ttk.Label
        if choose is None:
            made = ttk.Label(self._row, compound="left")
        else:
            made = ttk.Radiobutton(
                self._row, style="Toolbutton", compound="left", variable=self._chosen, value=name,
                command=lambda: choose(name),
            )  # fmt: skip
        self._row.add(made)
        return made

    def _paint(self) -> None:
        for name, button in self._buttons.items():
            if name != ALL:
                colour = colour_of(name, self._theme.colours)
                button.configure(image=self._theme.icon("circle-dot", 12, colour))
