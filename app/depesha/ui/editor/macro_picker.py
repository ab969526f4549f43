"""The picker of macros: a field and a list; Enter puts the marked one into the text."""

import tkinter as tk
from collections.abc import Sequence
from tkinter import ttk

from depesha.api.i18n import _
from depesha.ui.editor.macro_list import Offer, matching
from depesha.ui.modal import Modal
from depesha.ui.theme import Theme

ROWS = 12


class MacroPicker(Modal):
    """Answers the macro as it is written, or None."""

    def __init__(self, parent: tk.Misc, theme: Theme, offers: Sequence[Offer]) -> None:
        super().__init__(parent, theme, _("Macro"))
        self._offers = offers
        self._found: list[Offer] = []
        self._typed = tk.StringVar(self)
        self._typed.trace_add("write", lambda *_names: self._search())
        self.entry = ttk.Entry(self.body, textvariable=self._typed, width=60)
        self.entry.pack(fill="x", pady=(0, theme.px(8)))
        self.list = ttk.Treeview(
            self.body, show="tree", columns=("text",), height=ROWS, selectmode="browse"
        )
        self.list.column("#0", width=theme.px(280))
        self.list.column("text", width=theme.px(260))
        self.list.pack(fill="both", expand=True)
        self.list.bind("<Double-Button-1>", lambda _event: self._take())
        for key, by in (("Up", -1), ("Down", 1)):
            self.entry.bind(f"<{key}>", lambda _event, by=by: self._walk(by))  # type: ignore[misc]
        hint = _("For an empty value: {example}").format(example=_("{CLIENT.NAME|customer}"))
        ttk.Label(self.body, text=hint, style="Quiet.TLabel").pack(
            anchor="w", pady=(theme.px(8), 0)
        )
        self.add_button(_("Insert"), self._take, accent=True)
        self.add_button(_("Cancel"), lambda: self.close(None))
        self._search()

    def _search(self) -> None:
        self._found = matching(self._offers, self._typed.get())
        self.list.delete(*self.list.get_children())
        for number, offer in enumerate(self._found):
            self.list.insert("", "end", iid=str(number), text=offer.title, values=(offer.text,))
        if self._found:
            self.list.selection_set("0")
            self.list.see("0")

    def _walk(self, by: int) -> str:
        chosen = self.list.selection()
        if chosen:
            to = str(max(0, min(int(chosen[0]) + by, len(self._found) - 1)))
            self.list.selection_set(to)
            self.list.see(to)
        return "break"

    def _take(self) -> None:
        chosen = self.list.selection()
        if chosen:
            self.close(self._found[int(chosen[0])].text)
