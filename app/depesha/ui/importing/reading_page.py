"""Step 2: whether the file is read as it was written."""

import tkinter as tk
from collections.abc import Callable, Sequence
from dataclasses import replace
from tkinter import ttk
from typing import TYPE_CHECKING

from depesha.api.i18n import N_, _
from depesha.ui.importing.grid import Grid
from depesha.ui.importing.plan import Plan
from depesha.ui.theme import Theme
from depesha.ui.wrapped import Wrapped

if TYPE_CHECKING:
    from depesha.exchange.preview import Preview

_DELIMITERS = {
    ";": N_("Semicolon ;"),
    ",": N_("Comma ,"),
    "\t": N_("Tab"),
    "|": N_("Bar |"),
}


class ReadingPage(ttk.Frame):
    """Encoding and delimiter over the rows that they give; `changed` asks to read again."""

    def __init__(self, parent: tk.Misc, theme: Theme, changed: Callable[[], object]) -> None:
        super().__init__(parent)
        self._theme = theme
        self._changed = changed
        self._values: dict[ttk.Combobox, list[str]] = {}
        self._fields: dict[ttk.Combobox, ttk.Frame] = {}
        self._bar = ttk.Frame(self)
        self._bar.pack(fill="x", pady=(0, theme.px(8)))
        self.encoding = self._choice(_("Encoding"))
        self.delimiter = self._choice(_("Columns are parted by"))
        self.grid_ = Grid(self, theme)
        self.grid_.pack(fill="both", expand=True)
        self.notes = Wrapped(self, style="Quiet.TLabel")
        self.notes.pack(fill="x", pady=(theme.px(6), 0))

    def show(self, preview: "Preview", plan: Plan) -> None:
        """Show how the file is read now."""
        from depesha.exchange.encodings import CHOICES

        codec = preview.encoding.removesuffix("-sig")
        self._offer(self.encoding, codec, plan.encoding, [(one, one) for one in CHOICES])
        titles = [(value, _(title)) for value, title in _DELIMITERS.items()]
        self._offer(self.delimiter, preview.delimiter, plan.delimiter, titles)
        self.grid_.show(preview.headers, preview.rows)
        self.notes.configure(text="\n".join(notes_of(preview)))

    def plan(self, before: Plan) -> Plan:
        """The plan with what was chosen here."""
        return replace(
            before, encoding=self._value(self.encoding), delimiter=self._value(self.delimiter)
        )

    def _choice(self, title: str) -> ttk.Combobox:
        field = ttk.Frame(self._bar)
        ttk.Label(field, text=title, style="Quiet.TLabel").pack(anchor="w")
        box = ttk.Combobox(field, state="readonly", width=26)
        box.pack()
        box.bind("<<ComboboxSelected>>", lambda _event: self._changed())
        self._values[box], self._fields[box] = [""], field
        return box

    def _offer(
        self, box: ttk.Combobox, used: str, told: str, options: Sequence[tuple[str, str]]
    ) -> None:
        """Offer the options; none where the format knows by itself."""
        if not used:
            self._fields[box].pack_forget()
            return
        self._fields[box].pack(side="left", padx=(0, self._theme.px(16)))
        known = dict(options)
        found = (
            _("found out") if told else _("found out: {what}").format(what=known.get(used, used))
        )
        self._values[box] = ["", *known]
        box.configure(values=[found, *known.values()])
        box.current(self._values[box].index(told) if told in known else 0)

    def _value(self, box: ttk.Combobox) -> str:
        return self._values[box][max(0, box.current())]


def notes_of(preview: "Preview") -> list[str]:
    """What is to be said of the file as a whole."""
    found = list(preview.notes)
    if not preview.header_row:
        found.append(
            _("No row with names of columns was found: the columns are called by their letters.")
        )
    elif preview.header_row > 1:
        text = _("The names of the columns stand in row {row}.")
        found.append(text.format(row=preview.header_row))
    return found
