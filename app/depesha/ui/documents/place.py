"""A journal of documents in the window: those of one type, or all of them."""

import tkinter as tk
from array import array
from collections.abc import Sequence
from tkinter import ttk

from depesha.api.i18n import _, ngettext
from depesha.domain.rights import Right
from depesha.store.document_list import DocumentFilter, Found
from depesha.ui.allowed import able
from depesha.ui.commands import Command
from depesha.ui.documents import rows
from depesha.ui.documents.contacting import document_contact
from depesha.ui.documents.filters import DocumentFilters
from depesha.ui.menus import context_menu
from depesha.ui.services import Services
from depesha.ui.table import Table
from depesha.ui.toolbar import Toolbar


class DocumentsPlace(ttk.Frame):
    """Filters over the table; the commands are about the chosen documents and their contacts."""

    def __init__(self, parent: tk.Misc, services: Services, journal: str, title: str) -> None:
        """`journal` is the key of a type, empty for all documents."""
        px = services.theme.px
        super().__init__(parent, padding=px(8))
        self._services = services
        self._journal = journal
        self._title = title
        self._name = f"documents.{journal or 'all'}"
        self._shown = DocumentFilter()
        self._order, self._descending = "", False
        self._contacts: array[int] = array("q")
        """Of the documents shown, at their places."""
        self.filters = DocumentFilters(self, services.theme, self._search)
        self.filters.pack(fill="x", pady=(0, px(8)))
        bar = ttk.Frame(self)
        bar.pack(fill="x", pady=(0, px(6)))
        self._toolbar = Toolbar(bar, services.theme, ())
        self._toolbar.pack(side="left", fill="x", expand=True)
        self.footer = ttk.Label(self, style="Quiet.TLabel")
        self.footer.pack(side="bottom", fill="x", pady=(px(4), 0))
        self.table = Table(
            self, services.theme, services.bridge, services.remembered, name=self._name,
            columns=rows.columns(journal), fetch=rows.fetcher(services.office),
            mask=services.office.masked,
            on_open=services.doors.document, on_select=self._count, on_sort=self._sort,
            empty=_("No documents here. They come from your accounting program by import."),
        )  # fmt: skip
        self.table.pack(fill="both", expand=True)
        self.filters.text.bind("<Down>", lambda _event: self.table.tree.focus_set())
        self.table.tree.bind("<Button-3>", self._menu, add=True)

    def commands(self) -> Sequence[Command]:
        """See tabs.View."""
        doors, any_one = self._services.doors, self._any
        find = Command("documents.search", _("Search"), self.filters.text.focus_set, "search",
                       "Ctrl+F")  # fmt: skip
        found = [
            document_contact(self._services, lambda: self.table.selected, self.contacts, any_one),
            Command("documents.open", _("Open"), self.table.open_current, "file-text", menu="edit",
                    enabled=any_one),
            Command("documents.import", _("Import…"), lambda: doors.import_file("documents"),
                    "download", menu="file"),
            Command("documents.export", _("Export…"), self.export, "upload", menu="file",
                    enabled=able(self._services, Right.EXPORT)),
            Command("documents.refresh", _("Refresh"), self.shown, "refresh-cw", "F5", "view"),
        ]  # fmt: skip
        self._toolbar.show(found)
        return [*found, find]

    def shown(self) -> None:
        """See tabs.View."""
        database, journal = self._services.office.database, self._journal

        def read() -> list[str]:
            from depesha.store import document_list

            return document_list.states(database.reader, journal)

        self._services.bridge.run(
            read, self.filters.offer_states, key=f"{self._name}.states", owner=self
        )
        self._search()

    def may_close(self) -> bool:
        """See tabs.View."""
        return True

    def contacts(self) -> "array[int]":
        """The contacts of the chosen documents, each once."""
        ranges = self.table.picking.ranges
        found = (one for begin, end in ranges for one in self._contacts[begin:end])
        return array("q", dict.fromkeys(found))

    def export(self) -> None:
        """The chosen rows, or all that are shown, into a file."""
        from depesha.store import document_list
        from depesha.ui.export_dialog import export_table

        export_table(
            self._services, self._title, "documents", rows.exported, self.table.ids,
            document_list.page, self.table.selected,
        )  # fmt: skip

    def _search(self) -> None:
        try:
            wanted = self.filters.wanted(self._journal)
        except ValueError as error:
            self.footer.configure(text=str(error))
            return
        self._find(wanted, keep=wanted == self._shown)
        self._shown = wanted

    def _find(self, wanted: DocumentFilter, *, keep: bool) -> None:
        order, down = self._order, self._descending
        database = self._services.office.database

        def work() -> Found:
            from depesha.store import document_list

            return document_list.find(database.reader, wanted, order, descending=down)

        self._services.bridge.run(
            work, lambda found: self._found(found, keep=keep), key=self._name, owner=self
        )

    def _found(self, found: Found, *, keep: bool) -> None:
        self._contacts = found.contacts
        self.table.show(found.ids, keep=keep and found.ids == self.table.ids)
        self.table.refresh()
        self._count()

    def _sort(self, order: str, descending: bool) -> None:  # noqa: FBT001 - the table's own call
        self._order, self._descending = order, descending
        self._find(self._shown, keep=False)

    def _any(self) -> bool:
        return self.table.count_selected > 0

    def _count(self) -> None:
        number = len(self.table.ids)
        text = ngettext("{n} document", "{n} documents", number).format(n=number)
        self.footer.configure(text=self.table.counted(text))
        self._toolbar.refresh()

    def _menu(self, event: "tk.Event[tk.Misc]") -> None:
        if self.table.position_at(event.y) is not None:
            context_menu(
                self, self.commands()[:2], self._services.theme, event.x_root, event.y_root
            )
