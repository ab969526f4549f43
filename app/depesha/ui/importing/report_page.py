"""Steps 4 and 5: what would become of the rows, and what became of them."""

import tkinter as tk
from tkinter import ttk
from typing import TYPE_CHECKING

from depesha.api.i18n import N_, _, ngettext
from depesha.ui.listing import Heading, set_headings
from depesha.ui.theme import Theme
from depesha.ui.wrapped import Wrapped

if TYPE_CHECKING:
    from depesha.exchange.report import Report

FIGURES = {
    "read": N_("Read"),
    "added": N_("Added"),
    "updated": N_("Updated"),
    "unchanged": N_("Unchanged"),
    "rejected": N_("Rejected"),
}


class ReportPage(ttk.Frame):
    """Figures over the list of what is to be said of rows."""

    def __init__(self, parent: tk.Misc, theme: Theme) -> None:
        super().__init__(parent)
        self._theme = theme
        self.said = Wrapped(self, style="Strong.TLabel")
        self.said.pack(fill="x")
        figures = ttk.Frame(self)
        figures.pack(fill="x", pady=theme.px(10))
        self.figures: dict[str, ttk.Label] = {}
        for key, title in FIGURES.items():
            cell = ttk.Frame(figures)
            cell.pack(side="left", padx=(0, theme.px(32)))
            self.figures[key] = ttk.Label(cell, style="Title.TLabel")
            self.figures[key].pack(anchor="w")
            ttk.Label(cell, text=_(title), style="Quiet.TLabel").pack(anchor="w")
        self.notes = Wrapped(self, style="Quiet.TLabel")
        self.notes.pack(fill="x", pady=(0, theme.px(6)))
        self._list = ttk.Frame(self)
        self.tree = self._issues()
        self.more = Wrapped(self, style="Quiet.TLabel")
        self.whole = Wrapped(self)
        """What is to be said of the chosen row: longer than its column."""
        self.tree.bind("<<TreeviewSelect>>", lambda _event: self._chosen())

    def show(self, report: "Report") -> None:
        """Show what was, or would be, done."""
        for key, label in self.figures.items():
            label.configure(text=str(getattr(report, key)))
        self.said.configure(text=headline(report))
        self.notes.configure(text="\n".join(report.notes))
        self.tree.delete(*self.tree.get_children())
        for issue in report.issues:
            sign = _("rejected") if issue.rejected else _("accepted")
            values = (issue.row, sign, issue.column, issue.value, issue.text)
            self.tree.insert("", "end", values=values, tags=("bad",) if issue.rejected else ())
        self.tree.tag_configure("bad", foreground=self._theme.colours.bad)
        for part in (self.whole, self.more, self._list):
            part.pack_forget()
        if not report.issues:
            return
        if hidden := report.issue_count - len(report.issues):
            self.more.configure(text=_("… and {n} more").format(n=hidden))
            self.more.pack(side="bottom", fill="x")
        self.whole.pack(side="bottom", fill="x", pady=(self._theme.px(6), 0))
        self._list.pack(fill="both", expand=True)
        self.tree.selection_set(self.tree.get_children()[0])

    def _chosen(self) -> None:
        for item in self.tree.selection():
            self.whole.configure(text=str(self.tree.set(item, "text")))

    def _issues(self) -> ttk.Treeview:
        columns = (
            Heading("row", _("Row"), 75), Heading("sign", _("Outcome"), 120),
            Heading("column", _("Column"), 110), Heading("value", _("Value"), 150),
            Heading("text", _("What is to be said of it"), 400),
        )  # fmt: skip
        tree = ttk.Treeview(
            self._list, show="headings", columns=[one.key for one in columns],
            selectmode="browse", height=4,
        )  # fmt: skip
        set_headings(tree, self._theme, columns, "text")
        bar = ttk.Scrollbar(self._list, command=tree.yview)
        tree.configure(yscrollcommand=bar.set)
        bar.pack(side="right", fill="y")
        tree.pack(side="left", fill="both", expand=True)
        return tree


def headline(report: "Report") -> str:
    """The one sentence."""
    taken = report.read - report.rejected
    if report.dry_run:
        text = ngettext("{n} record would be taken; nothing is stored yet.",
                        "{n} records would be taken; nothing is stored yet.", taken)  # fmt: skip
    else:
        text = ngettext("{n} record was taken.", "{n} records were taken.", taken)
    return text.format(n=taken)
