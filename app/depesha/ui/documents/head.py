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
ACROSS = 4


class DocumentHead(ttk.Frame):
    """To read; values are fields, so that they can be chosen and copied."""

    def __init__(self, parent: tk.Misc, theme: Theme) -> None:
        super().__init__(parent)
        px = theme.px
        self.values = {key: tk.StringVar(self) for key in TITLES}
        for number, (key, title) in enumerate(TITLES.items()):
            cell = ttk.Frame(self)
            cell.grid(row=number // ACROSS, column=number % ACROSS, sticky="we",
                      padx=(0, px(10)), pady=(0, px(6)))  # fmt: skip
            ttk.Label(cell, text=_(title), style="Quiet.TLabel").pack(anchor="w")
            entry = ttk.Entry(cell, textvariable=self.values[key], width=14)
            entry.state(["readonly"])
            entry.pack(fill="x")
        for column in range(ACROSS):
            self.columnconfigure(column, weight=1, uniform="head")
        self.comment = Wrapped(self)
        self.comment.grid(row=len(TITLES), column=0, columnspan=ACROSS, sticky="we")

    def show(self, head: Mapping[str, str]) -> None:
        """Show what `head_of` says."""
        for key, value in self.values.items():
            value.set(head[key])
        self.comment.configure(text=head["comment"])


def head_of(row: DocumentRow, journal: str) -> dict[str, str]:
    """The document's head in words; `journal` is the title of its type."""
    from depesha.exchange.export import as_text
    from depesha.render.formats import money

    return {
        **{key: as_text(getattr(row, key)) for key in (*TITLES, "comment") if key != "journal"},
        "journal": journal,
        "amount": f"{money(row.amount)} {row.currency}".strip(),
        "paid": f"{money(row.paid)} {row.currency}".strip(),
    }
