"""The channels of one sheet: which is shown, one more, and who comes first."""

import tkinter as tk
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from tkinter import ttk

from depesha.api.i18n import _
from depesha.delivery.chains import Chain
from depesha.delivery.preflight import Plan
from depesha.ui.commands import Command
from depesha.ui.menus import fill
from depesha.ui.preflight import words
from depesha.ui.services import Services
from depesha.ui.tooltip import Tooltip
from depesha.ui.wrapped import Wrapped


@dataclass(frozen=True, slots=True)
class Acts:
    """What can be done with the channels of a sheet; places count from 0."""

    show: Callable[[int], object]
    add: Callable[[str], object]
    """With the id of a channel that is not among them."""
    edit: Callable[[int], object]
    remove: Callable[[int], object]
    order: Callable[[bool, bool], object]
    """With the two ticks: a contact's own order first, keep in reserve."""
    channels: Callable[[], Sequence[tuple[str, str]]]
    """Ids and titles of those that are not among them."""


class Ways(ttk.Frame):
    """One line where there is one channel; more where there are several."""

    def __init__(self, parent: tk.Misc, services: Services, acts: Acts) -> None:
        super().__init__(parent)
        theme, px = services.theme, services.theme.px
        self._services = services
        self._acts = acts
        self._at = tk.IntVar(self, 0)
        self._preferred = tk.BooleanVar(self)
        self._reserve = tk.BooleanVar(self)
        row = ttk.Frame(self)
        row.pack(fill="x")
        self._row = ttk.Frame(row)
        self._row.pack(side="left")
        self.edit = self._sign(row, "pencil", _("Change its text…"), acts.edit)
        self.remove = self._sign(row, "trash-2", _("Take it out"), acts.remove)
        self.more = ttk.Menubutton(row, text=_("One more channel"))
        menu = tk.Menu(self.more, tearoff=False)
        menu.configure(postcommand=lambda: fill(menu, self.offered(), theme))
        self.more.configure(menu=menu)
        self.more.pack(side="left")
        self._several = ttk.Frame(self)
        self.cost = Wrapped(self._several, style="Strong.TLabel")
        self.cost.pack(side="bottom", fill="x", pady=(px(4), 0))
        self._ticks = ttk.Frame(self._several)
        self._ticks.pack(side="left")
        self.preferred = self._tick(
            _("Each contact's own order of channels first"), self._preferred
        )
        self.reserve = self._tick(_("Whom a channel fails for, the next one tries"), self._reserve)
        self.buttons: list[ttk.Radiobutton] = []

    def show(self, chain: Chain, plan: Plan, at: int) -> None:
        """Show the channels of a plan, the one at that place being chosen."""
        gap = self._services.theme.px(8)
        several = len(plan.links) > 1
        for old in self.buttons:
            old.destroy()
        self.buttons = [self._button(words.way_title(one), n) for n, one in enumerate(plan.links)]
        for button in self.buttons if several else ():
            button.pack(side="left", padx=(0, gap))
        self._at.set(at)
        self._preferred.set(chain.preferred)
        self._reserve.set(chain.reserve)
        for act in (self.edit, self.remove):
            act.pack_forget()
            if at:
                act.pack(side="left", before=self.more)
        currency = self._services.office.settings.office.currency
        self.cost.configure(text=words.in_all(plan.chain, currency))
        if several:
            self._several.pack(fill="x", pady=(gap // 2, 0))
        else:
            self._several.pack_forget()
        self.more.state(["!disabled" if self._acts.channels() else "disabled"])

    def offered(self) -> list[Command]:
        """The channels that can be added."""
        return [
            Command(f"preflight.add.{id_}", title, lambda id_=id_: self._acts.add(id_))  # type: ignore[misc]
            for id_, title in self._acts.channels()
        ]

    def _button(self, title: str, at: int) -> ttk.Radiobutton:
        return ttk.Radiobutton(
            self._row, text=title, value=at, variable=self._at,
            command=lambda: self._acts.show(at),
        )  # fmt: skip

    def _sign(
        self, row: ttk.Frame, icon: str, words: str, act: Callable[[int], object]
    ) -> ttk.Button:
        theme = self._services.theme
        made = ttk.Button(row, style="Toolbutton", command=lambda: act(self._at.get()))
        theme.watch(made, lambda: made.configure(image=theme.icon(icon)))
        Tooltip(made, words, theme)
        return made

    def _tick(self, text: str, variable: tk.BooleanVar) -> ttk.Checkbutton:
        made = ttk.Checkbutton(
            self._ticks, text=text, variable=variable,
            command=lambda: self._acts.order(self._preferred.get(), self._reserve.get()),
        )  # fmt: skip
        made.pack(anchor="w")
        return made
