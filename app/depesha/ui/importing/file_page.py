"""Step 1: which file, and what is in it."""

import tkinter as tk
from collections.abc import Mapping
from pathlib import Path
from tkinter import ttk

from depesha.api.i18n import _
from depesha.ui.importing.plan import KINDS, Plan
from depesha.ui.services import Services
from depesha.ui.wrapped import Wrapped


class FilePage(ttk.Frame):
    """A path, typed or chosen; the kind of its rows; for documents their journal."""

    def __init__(
        self, parent: tk.Misc, services: Services, what: str, journals: Mapping[str, str]
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._journals = ["", *journals]
        px = services.theme.px
        self.columnconfigure(1, weight=1)
        self.path = tk.StringVar(self)
        self.what = tk.StringVar(self, what)
        gap = {"pady": px(6), "sticky": "w"}
        ttk.Label(self, text=_("File")).grid(row=0, column=0, **gap)  # type: ignore[arg-type]
        self.entry = ttk.Entry(self, textvariable=self.path)
        self.entry.grid(row=0, column=1, sticky="we", padx=px(12))
        ttk.Button(self, text=_("Choose…"), command=self._choose).grid(row=0, column=2)
        ttk.Label(self, text=_("What is in it")).grid(row=1, column=0, **gap)  # type: ignore[arg-type]
        kinds = ttk.Frame(self)
        kinds.grid(row=1, column=1, columnspan=2, sticky="w", padx=px(12))
        for key, title in KINDS.items():
            ttk.Radiobutton(
                kinds, text=_(title), value=key, variable=self.what, command=self._chosen
            ).pack(side="left", padx=(0, px(16)))
        self._label = ttk.Label(self, text=_("Document journal"))
        self._label.grid(row=2, column=0, **gap)  # type: ignore[arg-type]
        titles = [_("As its column “Type” says"), *journals.values()]
        self.journal = ttk.Combobox(self, values=titles, state="readonly", width=32)
        self.journal.current(0)
        self.journal.grid(row=2, column=1, sticky="w", padx=px(12))
        hint = _("Excel, dBase, csv or txt of any Russian encoding, vCard. Nothing is stored yet: "
                 "first you see what would become of each row.")  # fmt: skip
        Wrapped(self, hint, "Quiet.TLabel").grid(
            row=3, column=0, columnspan=3, sticky="we", pady=(px(16), 0)
        )
        self._chosen()

    def plan(self, before: Plan) -> Plan:
        """The plan with what was said here."""
        what = self.what.get()
        journal = self._journals[self.journal.current()] if what == "documents" else ""
        return before.of_file(Path(self.path.get().strip()), what, journal)

    def _choose(self) -> None:
        from depesha.exchange.readers import SUFFIXES

        kinds = [(_("Tables and address books"), " ".join(f"*{one}" for one in SUFFIXES))]
        found = self._services.dialogs.open_file(_("Import"), kinds)
        if found is not None:
            self.path.set(str(found))

    def _chosen(self) -> None:
        for widget in (self._label, self.journal):
            widget.grid() if self.what.get() == "documents" else widget.grid_remove()
