"""The sheet itself: the one sentence, the figures, the warnings, the groups."""

import tkinter as tk
from collections.abc import Callable, Sequence
from tkinter import ttk

from depesha.delivery.preflight import Plan
from depesha.domain.segments import Spelling
from depesha.ui.preflight import words
from depesha.ui.preflight.groups import Groups, Mends
from depesha.ui.preflight.savings import SavingsPane
from depesha.ui.services import Services


class SheetPane(ttk.Frame):
    """Shows one pre-flight sheet."""

    def __init__(
        self,
        parent: tk.Misc,
        services: Services,
        mends: Mends,
        respell: Callable[[Spelling], object],
    ) -> None:
        super().__init__(parent)
        theme = services.theme
        self._services = services
        self.headline = ttk.Label(self, style="Title.TLabel")
        self.headline.pack(anchor="w")
        self.title = ttk.Label(self, style="Quiet.TLabel")
        self.title.pack(anchor="w")
        self._banners = ttk.Frame(self)
        self._banners.pack(fill="x")
        self._facts = ttk.Frame(self)
        self._facts.pack(fill="x", pady=(theme.px(10), 0))
        self.savings = SavingsPane(self, theme, respell)
        self.savings.pack(fill="x", pady=(0, theme.px(10)))
        self.groups = Groups(self, services, mends)
        self.groups.pack(fill="both", expand=True)
        self.bind("<Configure>", lambda _event: self._wrap())

    def show(self, plan: Plan, at: int) -> None:
        """Show what is planned for the channel at that place."""
        office, found = self._services.office, plan.links[at]
        self.headline.configure(text=words.headline(plan.chain))
        self.title.configure(text=found.sheet.mailing.title)
        self._show_banners(words.warnings(found))
        currency = office.settings.office.currency
        self._show_facts(words.facts(found, office.clock, currency))
        self.savings.show(found, currency)
        self.groups.show(found.sheet.mailing.id, words.lines(found.sheet))

    def _show_banners(self, texts: Sequence[str]) -> None:
        for old in self._banners.winfo_children():
            old.destroy()
        for text in texts:
            _banner(self._banners, self._services, text)
        self._banners.configure(height=1)

    def _show_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        for old in self._facts.winfo_children():
            old.destroy()
        gap = self._services.theme.px(6)
        for number, (name, value) in enumerate(facts):
            row, column = number // 2, number % 2 * 2
            ttk.Label(self._facts, text=name, style="Quiet.TLabel").grid(
                row=row, column=column, sticky="nw", padx=(0, 2 * gap)
            )
            shown = ttk.Label(self._facts, text=value, justify="left")
            shown.grid(
                row=row, column=column + 1, sticky="nw", padx=(0, 3 * gap), pady=(0, gap // 2)
            )
        self._wrap()

    def _wrap(self) -> None:
        """Give each value the half of the width that the names leave."""
        labels = self._facts.winfo_children()
        for side in (0, 2):
            names, values = labels[side::4], labels[side + 1 :: 4]
            widest = max((name.winfo_reqwidth() for name in names), default=0)
            room = self.winfo_width() // 2 - widest - self._services.theme.px(40)
            for value in values:
                value["wraplength"] = max(room, self._services.theme.px(80))


def _banner(parent: tk.Misc, services: Services, text: str) -> None:
    theme = services.theme
    box = ttk.Frame(parent, style="Panel.TFrame", padding=theme.px(8))
    box.pack(fill="x", pady=(theme.px(8), 0))
    icon = theme.icon("triangle-alert", 20, theme.colours.warning)
    ttk.Label(box, image=icon, style="PanelWarning.TLabel").pack(side="left", padx=(0, theme.px(8)))
    said = ttk.Label(box, text=text, style="PanelWarning.TLabel", justify="left")
    said.pack(side="left", fill="x", expand=True)
    box.bind("<Configure>", lambda event: said.configure(wraplength=event.width - theme.px(60)))
