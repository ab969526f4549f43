"""The head of a document: names and values that can be copied, in as many columns as fit."""

import tkinter as tk
from collections.abc import Mapping
from tkinter import ttk

from depesha.api.i18n import N_, _
from depesha.store.document_list import DocumentRow
from depesha.ui.theme import Theme
from depesha.ui.wrapped import Wrapped

TITLES = {
    "journal": N_("Document journal"),
    "number": N_("Number"),
    "date": N_("Date"),
    "contact": N_("Contact"),
    "phone": N_("Phone"),
    "state": N_("State"),
    "amount": N_("Amount"),
    "paid": N_("Paid"),
    "due_date": N_("Due date"),
    "author": N_("Author"),
    "external_number": N_("External number"),
}


class DocumentHead(ttk.Frame):
    """To read; values are fields, so that they can be chosen and copied."""

    def __init__(self, parent: tk.Misc, theme: Theme) -> None:
        super().__init__(parent)
        self._theme = theme
        self._across = 0
        self._cells: list[ttk.Frame] = []
        self.values = {key: tk.StringVar(self) for key in TITLES}
        for key, title in TITLES.items():
            cell = ttk.Frame(self)
            self._cells.append(cell)
            ttk.Label(cell, text=_(title), style="Quiet.TLabel").pack(anchor="w")
            entry = ttk.Entry(cell, textvariable=self.values[key], width=15)
            entry.state(["readonly"])
            entry.pack(fill="x")
        self.comment = Wrapped(self)
        self.bind("<Configure>", lambda event: self._fit(event.width))
        self._fit(1)

    def _fit(self, width: int) -> None:
        """As few rows as the widest cell leaves room for."""
        gap = self._theme.px(10)
        widest = max(cell.winfo_reqwidth() for cell in self._cells) + gap
        fit = max(1, width // widest)
        rows = -(-len(self._cells) // fit)
        across = -(-len(self._cells) // rows)  # rows of the same length, as far as may be
        if across == self._across:
            return
        for column in range(max(across, self._across)):
            used = column < across
            self.columnconfigure(column, weight=int(used), uniform="head" if used else "")
        self._across = across
        for number, cell in enumerate(self._cells):
            cell.grid(row=number // across, column=number % across, sticky="we",
                      padx=(0, gap), pady=(0, self._theme.px(6)))  # fmt: skip
        self.comment.grid(row=len(TITLES), column=0, columnspan=across, sticky="we")

    def show(self, head: Mapping[str, str]) -> None:
        """Show what `head_of` says."""
        for key, value in self.values.items():
            value.set(head[key])
        self.comment.configure(text=head["comment"])
        self.comment.grid() if head["comment"] else self.comment.grid_remove()


def head_of(row: DocumentRow, journal: str) -> dict[str, str]:
    """The document's head in words; `journal` is the title of its type."""
    from depesha.exchange.export import as_text
    from depesha.render.formats import price

    return {
        **{key: as_text(getattr(row, key)) for key in (*TITLES, "comment") if key != "journal"},
        "journal": journal,
        "amount": price(row.amount, row.currency),
        "paid": price(row.paid, row.currency),
    }
