"""The mailings of the office in the window."""

import tkinter as tk
from array import array
from collections.abc import Sequence
from tkinter import ttk

from depesha.api.i18n import _, ngettext
from depesha.delivery import control
from depesha.delivery.progress import Progress, progress_of
from depesha.domain.rights import Right
from depesha.store import mailing_list
from depesha.ui.allowed import able
from depesha.ui.commands import Command
from depesha.ui.flow import Flow
from depesha.ui.mailings.rows import FILTERS, columns, fetcher, wanted_of
from depesha.ui.results.actions import results_commands
from depesha.ui.search_field import SearchField
from depesha.ui.sending.watch import TOPIC
from depesha.ui.services import Services
from depesha.ui.table import Table
from depesha.ui.toolbar import Toolbar

PAUSE = 250
"""Milliseconds after the last key until the rows are looked for."""
ROWS = 3000
"""Milliseconds between two looks at the numbers while something is sent."""


class MailingsPlace(ttk.Frame):
    """Filters over a table; a double click opens the results."""

    def __init__(self, parent: tk.Misc, services: Services) -> None:
        theme = services.theme
        super().__init__(parent, padding=theme.px(8))
        self._services = services
        self.progress: Progress | None = None
        self._chosen = tk.StringVar(self, "all")
        self._typed = tk.StringVar(self)
        self._timer = self._rows_timer = ""
        self._going = False
        top = Flow(self, theme.px(4))
        top.pack(fill="x", pady=(0, theme.px(6)))
        self.filters = {
            key: ttk.Radiobutton(
                top, text=_(title), value=key, variable=self._chosen, style="Toolbutton",
                command=self.reload,
            )
            for key, title in FILTERS.items()
        }  # fmt: skip
        for button in self.filters.values():
            top.add(button)
        top.add(ttk.Frame(top), grow=True)
        field = SearchField(top, theme, self._typed)
        self.search = field.entry
        top.add(field)
        bar = ttk.Frame(self)
        bar.pack(fill="x", pady=(0, theme.px(6)))
        self._toolbar = Toolbar(bar, theme, ())
        self._toolbar.pack(side="left", fill="x", expand=True)
        self.table = Table(
            self, theme, services.bridge, services.remembered, name="mailings",
            columns=columns(), fetch=fetcher(services.office), mask=services.office.masked,
            single=True,
            on_open=services.doors.results, on_select=self._selected,
            empty=_("No mailings here."),
        )  # fmt: skip
        self.table.pack(fill="both", expand=True)
        self.footer = ttk.Label(self, style="Quiet.TLabel")
        self.footer.pack(fill="x", pady=(theme.px(4), 0))
        self._typed.trace_add("write", lambda *_names: self._soon())
        services.bridge.listen(TOPIC, self, self._heard)

    def commands(self) -> Sequence[Command]:
        """See tabs.View."""
        found = [
            Command("mailing.open", _("Results"), self.table.open_current, "chart-bar",
                    enabled=lambda: self.progress is not None),
            *results_commands(self._services, lambda: self.progress),
            Command("mailings.export", _("Export…"), self.export, "upload", menu="file",
                    enabled=able(self._services, Right.EXPORT, lambda: bool(self.table.ids))),
            Command("mailings.refresh", _("Refresh"), self.reload, "refresh-cw", "F5"),
            Command("mailings.search", _("Search"), self.search.focus_set, "search", "Ctrl+F"),
        ]  # fmt: skip
        self._toolbar.show(found[:-1])
        return found

    def shown(self) -> None:
        """See tabs.View."""
        self.reload()

    def may_close(self) -> bool:
        """See tabs.View."""
        return True

    def reload(self) -> None:
        """Look for the mailings anew."""
        self._timer = ""
        office = self._services.office
        wanted = wanted_of(self._chosen.get(), self._typed.get().strip(), office.clock.now())
        self._services.bridge.run(
            lambda: mailing_list.ids(office.database.reader, wanted), self._found, key="mailings"
        )

    def export(self) -> None:
        """All that are shown, into a file."""
        from depesha.ui.mailings.export import export_mailings

        export_mailings(self._services, self.table.ids)

    def _soon(self) -> None:
        if self._timer:
            self.after_cancel(self._timer)
        self._timer = self.after(PAUSE, self.reload)

    def _found(self, ids: "array[int]") -> None:
        if not self.winfo_exists():
            return
        current = self.table.current if self.table.count_selected else None
        same = ids == self.table.ids
        self.table.show(ids, keep=same)
        self.table.refresh()
        if not same and current is not None and current in ids:
            self.table.picking.select(ids.index(current))
        number = len(ids)
        self.footer.configure(text=ngettext("{n} mailing", "{n} mailings", number).format(n=number))
        self._selected()

    def _selected(self) -> None:
        current = self.table.current if self.table.count_selected else None
        office = self._services.office
        if current is None:
            self._know(None)
            return
        number = current

        def work() -> Progress:
            return progress_of(office, control.mailing_of(office.database.reader, number))

        self._services.bridge.run(work, self._know, key="mailings.selected")

    def _know(self, progress: Progress | None) -> None:
        if self.winfo_exists():
            self.progress = progress
            self._toolbar.refresh()

    def _heard(self, found: tuple[Progress, ...]) -> None:
        # Also once after the last one is over.
        going = any(not one.to_come for one in found)
        if (going or self._going) and not self._rows_timer and self.winfo_viewable():
            self._rows_timer = self.after(ROWS, self._rows)
        self._going = going

    def _rows(self) -> None:
        self._rows_timer = ""
        self.reload()
