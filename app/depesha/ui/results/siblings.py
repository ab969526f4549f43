"""The other mailings of a chain, each as a way to its results."""

import tkinter as tk
from collections.abc import Callable, Sequence
from tkinter import ttk

from depesha.api.i18n import _
from depesha.delivery.office import Office
from depesha.delivery.progress import Progress, progress_of
from depesha.domain.errors import DepeshaError
from depesha.store import chains, mailing_list
from depesha.store.mailings import Mailing
from depesha.ui.sending.words import numbers
from depesha.ui.theme import Theme


def siblings_of(office: Office, mailing: Mailing) -> list[tuple[str, Progress]]:
    """Channel's title and state of the others that share the mailing's chain."""
    if not mailing.chain:
        return []
    c = office.database.reader
    others = [one for one in chains.members(c, mailing.chain) if one != mailing.id]
    found = {one.id: one for one in mailing_list.get_many(c, others)}
    return [(_title(office, found[one]), progress_of(office, found[one])) for one in others]


class Siblings(ttk.Frame):
    """Empty where a mailing stands alone."""

    def __init__(self, parent: tk.Misc, theme: Theme, go: Callable[[int], object]) -> None:
        super().__init__(parent)
        self._theme = theme
        self._go = go
        self._shown: dict[int, ttk.Button] = {}

    def show(self, found: Sequence[tuple[str, Progress]]) -> None:
        """Show these."""
        ids = [one.mailing.id for _title, one in found]
        if ids != list(self._shown):
            self._rebuild(ids)
        for title, one in found:
            counted = ", ".join(f"{what.lower()} {count}" for _name, what, count in numbers(one))
            self._shown[one.mailing.id].configure(text=f"{title}: {counted}")

    def _rebuild(self, ids: Sequence[int]) -> None:
        for old in self.winfo_children():
            old.destroy()
        self._shown = {}
        if ids:
            ttk.Label(self, text=_("By other channels:"), style="Quiet.TLabel").pack(side="left")
        for id_ in ids:
            button = ttk.Button(self, style="Toolbutton", command=lambda id_=id_: self._go(id_))  # type: ignore[misc]
            button.pack(side="left", padx=(self._theme.px(6), 0))
            self._shown[id_] = button


def _title(office: Office, mailing: Mailing) -> str:
    try:
        return _(office.channel(mailing.channel).title)
    except DepeshaError:  # its plugin is gone
        return mailing.channel
