"""The fields above a journal of documents: number or contact, dates, state."""

import tkinter as tk
from collections.abc import Callable, Sequence
from datetime import date
from tkinter import ttk

from depesha.api.i18n import _
from depesha.store.document_list import DocumentFilter
from depesha.ui.flow import Flow
from depesha.ui.journal.filters import Choice
from depesha.ui.theme import Theme

PAUSE = 250
"""Milliseconds after the last key until documents are looked for."""


class DocumentFilters(Flow):
    """Fields under their names; `changed` is called a moment after the last change."""

    def __init__(self, parent: tk.Misc, theme: Theme, changed: Callable[[], object]) -> None:
        super().__init__(parent, theme.px(8))
        self._changed = changed
        self._timer = ""
        self._texts: dict[str, tk.StringVar] = {}
        self.text = self._entry("text", _("Number, contact or phone"), 24, grow=True)
        self.since = self._entry("since", _("From"), 11)
        self.until = self._entry("until", _("To"), 11)
        self._state = Choice(self._field(_("State")), [("", _("All"))], "", self._soon, 15)
        self._state.pack(fill="x")

    def wanted(self, type_: str) -> DocumentFilter:
        """The documents that the fields ask for. Raises ValueError for a date that is none."""
        found: dict[str, date | None] = {}
        wrong: ValueError | None = None
        for name, entry in (("since", self.since), ("until", self.until)):
            try:
                found[name] = day(self._texts[name].get())
                entry.state(["!invalid"])
            except ValueError as error:
                entry.state(["invalid"])
                wrong = error
        if wrong is not None:
            raise wrong
        text, state = self._texts["text"].get().strip(), self._state.value
        return DocumentFilter(type_, text, state, found["since"], found["until"])

    def offer_states(self, states: Sequence[str]) -> None:
        """The states that can be chosen."""
        self._state.offer([("", _("All")), *((state, state) for state in states)])

    def _entry(self, key: str, title: str, width: int, *, grow: bool = False) -> ttk.Entry:
        text = self._texts[key] = tk.StringVar(self)
        entry = ttk.Entry(self._field(title, grow=grow), textvariable=text, width=width)
        entry.pack(fill="x")
        entry.bind("<Escape>", lambda _event: text.set(""))
        text.trace_add("write", lambda *_names: self._soon())
        return entry

    def _field(self, title: str, *, grow: bool = False) -> ttk.Frame:
        field = ttk.Frame(self)
        self.add(field, grow=grow)
        ttk.Label(field, text=title, style="Quiet.TLabel").pack(anchor="w")
        return field

    def _soon(self) -> None:
        if self._timer:
            self.after_cancel(self._timer)
        self._timer = self.after(PAUSE, self._now)

    def _now(self) -> None:
        self._timer = ""
        self._changed()


def day(text: str) -> date | None:
    """A day as people type it. Raises ValueError, in words."""
    from depesha.exchange.cells import as_date

    return as_date(text.strip()) if text.strip() else None
