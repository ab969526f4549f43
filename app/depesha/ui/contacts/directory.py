"""The directory as a part of any view: categories, a search field, and the table of whom they give.

The place *Contacts* and the chooser of recipients are both made of it.
"""

import tkinter as tk
from array import array
from collections.abc import Callable
from tkinter import ttk

from depesha.api.i18n import _
from depesha.store.contact_list import ContactFilter
from depesha.ui.contacts.category_tree import CategoryTree
from depesha.ui.contacts.rows import columns, fetcher
from depesha.ui.flow import Flow
from depesha.ui.search_field import SearchField
from depesha.ui.services import Services
from depesha.ui.table import Table

FIRST = 200
"""Rows shown at once, while all are being found."""


class Directory(ttk.Frame):
    """`reload` brings it up to date; `changed` hears of other rows and another selection."""

    def __init__(
        self,
        parent: tk.Misc,
        services: Services,
        *,
        name: str,
        on_open: Callable[[int], object],
        changed: Callable[[], object],
    ) -> None:
        """`name` keeps the columns."""
        super().__init__(parent)
        self._services = services
        self._changed = changed
        self._errand = f"directory.{name}"
        self._order, self._descending = "", False
        px = services.theme.px
        self.typed = tk.StringVar(self)
        self.top = Flow(self, px(6))
        """A row above the table; what belongs before the search field may be put there."""
        self.top.pack(fill="x", pady=(0, px(6)))
        field = SearchField(self.top, services.theme, self.typed)
        self.search = field.entry
        self.top.add(field)
        panes = ttk.Panedwindow(self, orient="horizontal")
        panes.pack(fill="both", expand=True)
        self.categories = CategoryTree(panes, services.theme, lambda *_chosen: self.reload())
        self.table = Table(
            panes, services.theme, services.bridge, services.remembered,
            name=name, columns=columns(), fetch=fetcher(services.office),
            mask=services.office.masked, on_open=on_open,
            on_select=changed, on_sort=self._sort,
            empty=_("Nobody here yet."),
        )  # fmt: skip
        panes.add(self.categories, weight=0)
        panes.add(self.table, weight=1)
        self.typed.trace_add("write", lambda *_names: self.reload())
        self.search.bind("<Down>", lambda _event: self.table.tree.focus_set())

    @property
    def wanted(self) -> ContactFilter:
        """Who is wanted now."""
        tree = self.categories
        return ContactFilter(self.typed.get().strip(), tree.group, tree.category_id)

    def want(self, wanted: ContactFilter) -> None:
        """Show whom this filter finds."""
        self.categories.choose(wanted.group, wanted.category_id)
        self.typed.set(wanted.text)

    def reload(self, *, keep: bool = False) -> None:
        """Find anew: the first rows at once, then all. With `keep` place and selection stay."""
        from depesha.store import contact_list

        wanted, order, down = self.wanted, self._order, self._descending
        database, bridge = self._services.office.database, self._services.bridge

        def find_all() -> "array[int]":
            return contact_list.ids(database.reader, wanted, order, descending=down)

        def show_first(found: "array[int]") -> None:
            self._show(found, keep=False)
            bridge.run(
                find_all, lambda all_: self._show(all_, keep=True), key=self._errand, owner=self
            )

        if keep or order:
            bridge.run(
                find_all, lambda all_: self._show(all_, keep=keep), key=self._errand, owner=self
            )
        else:
            bridge.run(
                lambda: contact_list.first(database.reader, wanted, FIRST),
                show_first,
                key=self._errand,
                owner=self,
            )

    def reload_categories(self) -> None:
        """Other categories than before."""
        from depesha.store import categories

        database = self._services.office.database
        self._services.bridge.run(
            lambda: categories.everything(database.reader),
            self.categories.show,
            key=f"{self._errand}.categories",
            owner=self,
        )

    def _show(self, found: "array[int]", *, keep: bool) -> None:
        self.table.show(found, keep=keep)
        self._changed()

    def _sort(self, key: str, descending: bool) -> None:  # noqa: FBT001 - the table's own call
        self._order, self._descending = key, descending
        self.reload()
