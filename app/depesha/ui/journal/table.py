"""The journal as a part of any view: the rows that a filter wants, and the chosen one whole."""

import tkinter as tk
from array import array
from collections.abc import Callable
from tkinter import ttk

from depesha.api.i18n import _
from depesha.delivery.story import Story, story_of
from depesha.store import journal
from depesha.store.journal import Filter
from depesha.ui.journal.rows import columns, fetcher
from depesha.ui.journal.story import StoryPane
from depesha.ui.services import Services
from depesha.ui.table import Table


class JournalTable(ttk.Frame):
    """Give it a filter; it reads, sorts and shows. `reload` brings it up to date.

    In a card: `JournalTable(parent, services, Filter(person_kind="contact", person_id=17),
    name="journal.contact")`, then `reload()` whenever the card comes to the front.
    """

    def __init__(
        self,
        parent: tk.Misc,
        services: Services,
        wanted: Filter,
        *,
        name: str = "journal",
        on_change: Callable[[], object] = lambda: None,
        empty: str = "",
    ) -> None:
        """`name` keeps the columns; `on_change` hears of other rows and of another selection."""
        super().__init__(parent)
        self._services = services
        self._wanted = wanted
        self._on_change = on_change
        self._errand = f"journal.{id(self)}"
        self._order, self._descending = "", False
        self._panes = ttk.Panedwindow(self, orient="vertical")
        self._panes.pack(fill="both", expand=True)
        self.table = Table(
            self._panes, services.theme, services.bridge, services.remembered,
            name=name, columns=columns(), fetch=fetcher(services.office),
            mask=services.office.masked,
            on_select=self._selected, on_sort=self._sort,
            empty=empty or _("Nothing was sent here yet."),
        )  # fmt: skip
        # Where there is little room, rows come before the story.
        self.table.tree.configure(height=5)
        self.story = StoryPane(self._panes, services.theme)
        self._panes.add(self.table, weight=4)
        self._panes.add(self.story, weight=1)

    @property
    def wanted(self) -> Filter:
        """What is shown."""
        return self._wanted

    @property
    def selected(self) -> "array[int]":
        """Ids of the chosen deliveries."""
        return self.table.selected

    def want(self, wanted: Filter) -> None:
        """Show other rows."""
        self._wanted = wanted
        self._find(keep=False)

    def reload(self) -> None:
        """The same rows as they are now; place and selection stay."""
        self._find(keep=True)

    def _find(self, *, keep: bool) -> None:
        wanted, order, descending = self._wanted, self._order, self._descending
        database = self._services.office.database
        self._services.bridge.run(
            lambda: journal.ids(database.reader, wanted, order, descending=descending),
            lambda found: self._found(found, keep=keep),
            key=self._errand,
        )

    def _found(self, found: "array[int]", *, keep: bool) -> None:
        if not self.winfo_exists():
            return
        table, current = self.table, self._current() if keep else None
        same = keep and found == table.ids
        table.show(found, keep=same)
        table.refresh()
        # New rows come in at the top: the chosen row is found again by what it is.
        if not same and current is not None and current in found:
            table.picking.select(found.index(current))
        elif same:
            self._tell()
        self._on_change()

    def _sort(self, order: str, descending: bool) -> None:  # noqa: FBT001 - the table's own way
        self._order, self._descending = order, descending
        self._find(keep=False)

    def _selected(self) -> None:
        self._tell()
        self._on_change()

    def _current(self) -> int | None:
        return self.table.current if self.table.count_selected else None

    def _tell(self) -> None:
        current, office = self._current(), self._services.office
        if current is None:
            self.story.show(None)
            return
        self._services.bridge.run(
            lambda: story_of(office, current), self._told, key=f"{self._errand}.story"
        )

    def _told(self, story: Story | None) -> None:
        if self.winfo_exists():
            self.story.show(story)
