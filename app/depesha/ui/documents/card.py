"""A document's card: its head, its lines, its files, and what was sent about it."""

import tkinter as tk
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tkinter import ttk

from depesha.api.i18n import N_, _
from depesha.domain.errors import InputError
from depesha.domain.people import Document
from depesha.store.journal import Filter
from depesha.ui.commands import Command
from depesha.ui.documents.contacting import document_contact
from depesha.ui.documents.files import FileList
from depesha.ui.documents.head import DocumentHead
from depesha.ui.journal.table import JournalTable
from depesha.ui.listing import Empty, Heading, set_headings
from depesha.ui.scrolled import Scrolled
from depesha.ui.services import Services
from depesha.ui.toolbar import Toolbar

LINES = {
    "article": (N_("Article"), 120),
    "name": (N_("Product"), 300),
    "quantity": (N_("Quantity"), 110),
    "price": (N_("Price"), 100),
    "amount": (N_("Amount"), 110),
    "state": (N_("State"), 130),
}


@dataclass(frozen=True, slots=True)
class Loaded:
    """What the card shows, read at once on another thread."""

    document: Document
    reference: str
    title: str
    head: dict[str, str]
    lines: list[tuple[str, str, str, str, str, str]]
    """As LINES has them."""
    files: list[tuple[str, bool]]
    """Each with whether it is there."""


class DocumentCard(ttk.Frame):
    """A tab for one document, to read: the office's accounting program owns it."""

    def __init__(self, parent: tk.Misc, services: Services, document_id: int) -> None:
        px = services.theme.px
        super().__init__(parent, padding=px(8))
        self._services = services
        self._id = document_id
        self._contact = 0
        bar = ttk.Frame(self)
        bar.pack(fill="x", pady=(0, px(6)))
        self._toolbar = Toolbar(bar, services.theme, ())
        self._toolbar.pack(side="left", fill="x", expand=True)
        self.notebook = ttk.Notebook(self)
        self.notebook.pack(fill="both", expand=True)
        whole = Scrolled(self.notebook, services.theme)
        self.notebook.add(whole, text=_("Card"))
        page = ttk.Frame(whole.inside, padding=px(10))
        page.pack(fill="both", expand=True)
        self.head = DocumentHead(page, services.theme)
        self.head.pack(fill="x", pady=(0, px(10)))
        self.lines = self._line_table(page)
        self.files = FileList(self.notebook, services.theme, services.notices.error)
        self.notebook.add(self.files, text=_("Files"))
        self.journal: JournalTable | None = None
        self.notebook.bind("<<NotebookTabChanged>>", lambda _event: self._turned())

    def commands(self) -> Sequence[Command]:
        """See tabs.View."""
        contact = self._services.doors.contact
        found = [
            document_contact(
                self._services, lambda: array("q", [self._id]),
                lambda: array("q", [self._contact]), self._there,
            ),
            Command("document.contact", _("Card of the contact"), lambda: contact(self._contact),
                    "user", enabled=self._there),
            Command("document.refresh", _("Refresh"), self.shown, "refresh-cw", "F5", "view"),
        ]  # fmt: skip
        self._toolbar.show(found)
        return found

    def shown(self) -> None:
        """See tabs.View."""
        self._services.bridge.run(self._read, self._show, key=f"document.{self._id}", owner=self)
        self._turned()

    def may_close(self) -> bool:
        """See tabs.View."""
        return True

    def _there(self) -> bool:
        return self._contact > 0

    def _read(self) -> Loaded:
        from depesha.render.formats import money
        from depesha.store import document_list, documents
        from depesha.ui.documents.head import head_of

        c = self._services.office.database.reader
        document = documents.get(c, self._id)
        rows = document_list.page(c, [self._id])
        if document is None or not rows:
            raise InputError(_("This document is gone."))
        lines = [
            (line.article, line.name, f"{line.quantity.normalize():f}".replace(".", ","),
             money(line.price), money(line.amount), line.state)
            for line in document.lines
        ]  # fmt: skip
        files = [(path, Path(path).is_file()) for path in document.files]
        journal = documents.types(c).get(document.type, document.type)
        title = f"{journal}: {document.number}"
        reference = documents.reference(document)
        head = self._services.office.masked(head_of(rows[0], journal))
        return Loaded(document, reference, title, head, lines, files)

    def _show(self, loaded: Loaded) -> None:
        self._contact = loaded.document.contact_id
        self._services.tabs.retitle(f"document:{self._id}", loaded.title)
        self.head.show(loaded.head)
        self.lines.delete(*self.lines.get_children())
        self._no_lines.show(empty=not loaded.lines)
        for line in loaded.lines:
            self.lines.insert("", "end", values=line)
        self.files.show(loaded.files)
        self.notebook.add(self.files, text=f"{_('Files')}: {len(loaded.files)}")
        if self.journal is None:
            self.journal = JournalTable(
                self.notebook, self._services, Filter(document=loaded.reference),
                name="journal.document", empty=_("Nothing was sent about this document yet."),
            )  # fmt: skip
            self.notebook.add(self.journal, text=_("Notifications"))
        self._toolbar.refresh()

    def _turned(self) -> None:
        front = self.tk.call(str(self.notebook), "select")
        if self.journal is not None and front == str(self.journal):
            self.journal.reload()

    def _line_table(self, page: ttk.Frame) -> ttk.Treeview:
        table = ttk.Frame(page)
        table.pack(fill="both", expand=True)
        tree = ttk.Treeview(
            table, show="headings", columns=list(LINES), height=4, selectmode="browse"
        )
        numbers = {"quantity", "price", "amount"}
        headings = [
            Heading(key, _(title), width, right=key in numbers)
            for key, (title, width) in LINES.items()
        ]
        set_headings(tree, self._services.theme, headings, "name")
        self._no_lines = Empty(tree, _("The document has no lines."))
        bar = ttk.Scrollbar(table, command=tree.yview)
        tree.configure(yscrollcommand=bar.set)
        bar.pack(side="right", fill="y")
        tree.pack(side="left", fill="both", expand=True)
        return tree
