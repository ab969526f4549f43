"""The journal of notifications in the window: who was sent what, and what became of it."""

import tkinter as tk
from collections.abc import Sequence
from tkinter import ttk

from depesha.api.i18n import _, ngettext
from depesha.domain.errors import InputError
from depesha.store import mailings
from depesha.store.journal import Filter
from depesha.ui.commands import Command
from depesha.ui.journal.actions import journal_commands
from depesha.ui.journal.filters import FilterBar, filter_of
from depesha.ui.journal.table import JournalTable
from depesha.ui.services import Services
from depesha.ui.toolbar import Toolbar

OFFERED = 200
"""Mailings among which one can choose."""


class JournalPlace(ttk.Frame):
    """Filters over the journal's table."""

    def __init__(self, parent: tk.Misc, services: Services) -> None:
        theme = services.theme
        super().__init__(parent, padding=theme.px(8))
        self._services = services
        self.filters = FilterBar(self, theme, self._search)
        self.filters.pack(fill="x")
        bar = ttk.Frame(self)
        bar.pack(fill="x", pady=(0, theme.px(6)))
        self._toolbar = Toolbar(bar, theme, ())
        self._toolbar.pack(side="left", fill="x", expand=True)
        self.journal = JournalTable(
            self, services, Filter(), on_change=self._count,
            empty=_("Nothing was sent in this period that fits the fields above."),
        )  # fmt: skip
        self.footer = ttk.Label(self, style="Quiet.TLabel")
        self.footer.pack(side="bottom", fill="x", pady=(theme.px(4), 0))
        self.journal.pack(fill="both", expand=True)

    def commands(self) -> Sequence[Command]:
        """See tabs.View."""
        self.filters.offer_channels(self._channels())
        found = [
            Command(
                "journal.search", _("Search"), self.filters.person.focus_set, "search", "Ctrl+F"
            ),
            *journal_commands(self._services, self.journal, self._search),
        ]
        self._toolbar.show(found[1:])
        return found

    def shown(self) -> None:
        """See tabs.View."""
        database = self._services.office.database
        self._services.bridge.run(
            lambda: [
                (one.id, f"{one.id}. {one.title}")
                for one in mailings.latest(database.reader, OFFERED)
            ],
            self.filters.offer_mailings,
            key="journal.mailings",
        )
        self._search()

    def may_close(self) -> bool:
        """See tabs.View."""
        return True

    def _search(self) -> None:
        try:
            wanted = filter_of(self.filters.chosen, self._services.office.clock)
        except InputError as error:
            self.filters.mark(error)
            self.footer.configure(text=str(error))
            return
        self.filters.mark(None)
        if wanted == self.journal.wanted:
            self.journal.reload()
        else:
            self.journal.want(wanted)

    def _count(self) -> None:
        number = len(self.journal.table.ids)
        text = ngettext("{n} message", "{n} messages", number).format(n=number)
        self.footer.configure(text=self.journal.table.counted(text))
        self._toolbar.refresh()

    def _channels(self) -> list[tuple[str, str]]:
        # Loading plugins takes longer than a click may; then commands are asked for once more.
        office = self._services.office
        known = office.host.channels() if office.knows_plugins else {}
        return [(id_, _(one.title)) for id_, one in known.items()]
