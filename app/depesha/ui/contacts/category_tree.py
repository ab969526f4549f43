"""Categories beside the table of contacts, and the fixed filters above them."""

import tkinter as tk
from collections.abc import Callable, Sequence
from tkinter import ttk

from depesha.api.i18n import N_, _
from depesha.domain.categories import Category
from depesha.ui.theme import Theme

FIXED = {
    "all": N_("(All elements)"),
    "customers": N_("(Customers)"),
    "suppliers": N_("(Suppliers)"),
    "own_firms": N_("(Own firms)"),
    "banks": N_("(Banks)"),
    "uncategorised": N_("(Without category)"),
}
"""Keys are those of store.contact_list.GROUPS."""
_CATEGORY = "category."


class CategoryTree(ttk.Frame):
    """Choosing calls `chosen(group, category_id)`."""

    def __init__(
        self, parent: tk.Misc, theme: Theme, chosen: Callable[[str, int | None], object]
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._told = chosen
        self._last: tuple[str, int | None] = ("all", None)
        self.tree = ttk.Treeview(self, show="tree", selectmode="browse", height=4)
        self.tree.column("#0", width=theme.px(170), minwidth=theme.px(80))
        bar = ttk.Scrollbar(self, command=self.tree.yview)
        self.tree.configure(yscrollcommand=bar.set)
        bar.pack(side="right", fill="y")
        self.tree.pack(fill="both", expand=True)
        for key, title in FIXED.items():
            self.tree.insert("", "end", iid=key, text=_(title))
        self.tree.selection_set("all")
        self.tree.bind("<<TreeviewSelect>>", lambda _event: self._choose())

    @property
    def category_id(self) -> int | None:
        """The chosen category; None where a fixed filter is chosen."""
        chosen = self._selected()
        return int(chosen.removeprefix(_CATEGORY)) if chosen.startswith(_CATEGORY) else None

    @property
    def group(self) -> str:
        """The fixed filter that is chosen, or `all`."""
        chosen = self._selected()
        return "all" if chosen.startswith(_CATEGORY) else chosen

    def choose(self, group: str, category_id: int | None) -> None:
        """Choose a category, or a fixed filter; all where there is no such."""
        wanted = group if category_id is None else f"{_CATEGORY}{category_id}"
        item = wanted if self.tree.exists(wanted) else "all"
        self.tree.selection_set(item)
        self.tree.focus(item)
        self.tree.see(item)

    def show(self, categories: Sequence[Category]) -> None:
        """All categories; what is chosen and unfolded stays."""
        chosen = self._selected()
        unfolded = {item for item in self._below("") if self.tree.item(item, "open")}
        self.tree.delete(*[item for item in self.tree.get_children() if item not in FIXED])
        waiting = list(categories)
        while waiting:
            ready = [one for one in waiting if self._parent(one) is not None]
            if not ready:
                break  # a circle cannot be, but must not hang the window
            for one in ready:
                key = f"{_CATEGORY}{one.id}"
                self.tree.insert(self._parent(one) or "", "end", iid=key, text=one.name)
                self.tree.item(key, open=key in unfolded)
            waiting = [one for one in waiting if one not in ready]
        self.tree.selection_set(chosen if self.tree.exists(chosen) else "all")

    def _parent(self, category: Category) -> str | None:
        if category.parent_id is None:
            return ""
        key = f"{_CATEGORY}{category.parent_id}"
        return key if self.tree.exists(key) else None

    def _below(self, item: str) -> list[str]:
        children = list(self.tree.get_children(item))
        return children + [deeper for child in children for deeper in self._below(child)]

    def _selected(self) -> str:
        chosen = self.tree.selection()
        return str(chosen[0]) if chosen else "all"

    def _choose(self) -> None:
        # Tk also tells, later, of what `show` chose again.
        now = (self.group, self.category_id)
        if now != self._last:
            self._last = now
            self._told(*now)
