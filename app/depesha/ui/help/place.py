"""The manual as a tab: its pages at the left, the chosen one at the right."""

import tkinter as tk
from collections.abc import Sequence
from tkinter import ttk

from depesha.ui.commands import Command
from depesha.ui.help.pages import pages
from depesha.ui.help.view import PageView
from depesha.ui.services import Services


class HelpPlace(ttk.Frame):
    """Opens any page by its key."""

    def __init__(self, parent: tk.Misc, services: Services) -> None:
        px = services.theme.px
        super().__init__(parent)
        self._pages = {page.key: page for page in pages()}
        self.list = ttk.Treeview(self, show="tree", selectmode="browse", style="Nav.Treeview")
        self.list.column("#0", width=px(210), stretch=False)
        self.list.pack(side="left", fill="y", padx=(px(8), 0), pady=px(8))
        for key, page in self._pages.items():
            self.list.insert("", "end", iid=key, text=page.title)
        self.view = PageView(self, services.theme, self.open)
        self.view.pack(side="left", fill="both", expand=True, padx=px(8), pady=px(8))
        self.list.bind("<<TreeviewSelect>>", lambda _event: self._chosen())

    def commands(self) -> Sequence[Command]:
        """See tabs.View."""
        return ()

    def shown(self) -> None:
        """See tabs.View."""
        if not self.list.selection():
            self.open("")

    def may_close(self) -> bool:
        """See tabs.View."""
        return True

    def open(self, key: str) -> None:
        """Show the page of this key, or the first."""
        key = key if key in self._pages else next(iter(self._pages))
        self.list.selection_set(key)
        self.list.see(key)

    def _chosen(self) -> None:
        if chosen := self.list.selection():
            self.view.show(self._pages[chosen[0]])
