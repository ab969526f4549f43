"""A list of templates with the marked one's text beside it."""

import tkinter as tk
from collections.abc import Callable, Sequence
from tkinter import ttk

from depesha.api.i18n import _
from depesha.ui.preview.message_view import fill, reading_text
from depesha.ui.services import Services
from depesha.ui.templates.shelf import Entry, matching, shelf, summary

Wanted = Callable[[Entry], bool]
"""Whether a template is offered."""


def anything(_entry: Entry) -> bool:
    """Every template."""
    return True


class TemplateBrowser(ttk.Frame):
    """Search above, the list at the left, the text at the right. `on_take` is a double click."""

    def __init__(
        self, parent: tk.Misc, services: Services, on_take: Callable[[], object],
        on_mark: Callable[[], object] = lambda: None, channel: str = "",
        wanted: Wanted = anything, *, drafts: bool = False,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._services = services
        self._on_take = on_take
        self._on_mark = on_mark
        self._channel = channel
        self._wanted = wanted
        self._drafts = drafts
        self._all: Sequence[Entry] = ()
        self._shown: dict[str, Entry] = {}
        self._typed = tk.StringVar(self)
        px = services.theme.px
        top = ttk.Frame(self)
        top.pack(fill="x", pady=(0, px(8)))
        ttk.Label(top, text=_("Search")).pack(side="left", padx=(0, px(6)))
        self.search = ttk.Entry(top, textvariable=self._typed, width=36)
        self.search.pack(side="left")
        panes = ttk.Panedwindow(self, orient="horizontal")
        panes.pack(fill="both", expand=True)
        self.list = ttk.Treeview(panes, show="tree", selectmode="browse", height=14)
        self.list.column("#0", width=px(320))
        self.text = reading_text(panes, services)
        self.text.configure(width=46)
        panes.add(self.list, weight=0)
        panes.add(self.text, weight=1)
        self.list.bind("<<TreeviewSelect>>", lambda _event: self._mark())
        self.list.bind("<Double-Button-1>", self._double)
        self.list.bind("<Return>", self._enter)
        self._typed.trace_add("write", lambda *_names: self._fill())
        self.search.bind("<Down>", lambda _event: self.list.focus_set())

    @property
    def marked(self) -> Entry | None:
        """The template that is marked, or None."""
        chosen = self.list.selection()
        return self._shown.get(chosen[0]) if chosen else None

    def reload(self, mark: str = "") -> None:
        """Read the templates anew, and mark the one of that title."""
        office = self._services.office
        self._services.bridge.run(
            lambda: shelf(office, drafts=self._drafts),
            lambda found: self._loaded(found, mark),
            key=f"shelf.{self}",
        )

    def _loaded(self, found: list[Entry], mark: str) -> None:
        if self.winfo_exists():
            before = self.marked
            self._all = found
            self._fill(mark or (before.title if before else ""))

    def _fill(self, mark: str = "") -> None:
        self.list.delete(*self.list.get_children())
        self._shown = {}
        groups = {"draft": _("Unsent"), "own": _("Own"), "shipped": _("Shipped")}
        all_ = list(filter(self._wanted, self._all))
        found = matching(all_, self._typed.get(), self._channel)
        for group, title in groups.items():
            entries = [one for one in found if one.kind == group]
            if not entries:
                continue
            self.list.insert("", "end", iid=group, text=title, open=True)
            for number, entry in enumerate(entries):
                iid = f"{group}.{number}"
                self._shown[iid] = entry
                self.list.insert(group, "end", iid=iid, text=entry.title)
        wanted = next((iid for iid, one in self._shown.items() if one.title == mark), "")
        first = wanted or next(iter(self._shown), "")
        if first:
            self.list.selection_set(first)
            self.list.focus(first)
            self.list.see(first)
        else:
            self._mark()

    def _mark(self) -> None:
        entry = self.marked
        fill(self.text, summary(entry) if entry else "")
        self._on_mark()

    def _double(self, event: "tk.Event[tk.Misc]") -> None:
        if self.list.identify_row(event.y) in self._shown:
            self._on_take()

    def _enter(self, _event: object) -> str:
        if self.marked is not None:
            self._on_take()
        return "break"
