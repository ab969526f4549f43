"""Step 3: what each column becomes."""

import tkinter as tk
from collections.abc import Callable
from tkinter import ttk
from typing import TYPE_CHECKING

from depesha.api.i18n import _
from depesha.ui.importing.plan import field_titles
from depesha.ui.listing import Heading, set_headings
from depesha.ui.theme import Theme
from depesha.ui.wrapped import Wrapped

if TYPE_CHECKING:
    from depesha.exchange.preview import Preview

EXAMPLES = 3


class ColumnsPage(ttk.Frame):
    """A row for each column of the file; the list of fields stands in the chosen row."""

    def __init__(self, parent: tk.Misc, theme: Theme, changed: Callable[[], object]) -> None:
        super().__init__(parent)
        self._theme = theme
        self._changed = changed
        self.fields: list[str] = []
        """What each column becomes; empty for nothing."""
        self._titles: list[dict[str, str]] = []
        self.said = Wrapped(self)
        self.said.pack(fill="x", pady=(0, theme.px(6)))
        table = ttk.Frame(self)
        table.pack(fill="both", expand=True)
        self.tree = ttk.Treeview(
            table, show="headings", columns=("column", "field", "examples"), height=11,
            selectmode="browse",
        )  # fmt: skip
        headings = (
            Heading("column", _("Column of the file"), 200),
            Heading("field", _("Becomes"), 230),
            Heading("examples", _("For example"), 360),
        )
        set_headings(self.tree, theme, headings, "examples")
        self._bar = ttk.Scrollbar(table, command=self.tree.yview)
        self.tree.configure(yscrollcommand=self._scrolled)
        self._bar.pack(side="right", fill="y")
        self.tree.pack(side="left", fill="both", expand=True)
        self.choice = ttk.Combobox(self.tree, state="readonly", height=14)
        self.choice.bind("<<ComboboxSelected>>", lambda _event: self._picked())
        for sequence, by in (("<Button-4>", -1), ("<Button-5>", 1)):
            self.choice.bind(sequence, lambda _event, by=by: self._scroll(by))  # type: ignore[misc]
        self.choice.bind(
            "<MouseWheel>", lambda event: self._scroll(-1 if event.delta > 0 else 1)
        )  # fmt: skip
        self.tree.bind("<<TreeviewSelect>>", lambda _event: self._place())
        self.tree.bind("<Configure>", lambda _event: self.after_idle(self._place))

    def show(self, preview: "Preview", what: str) -> None:
        """Show the columns as they are understood."""
        count = len(preview.headers)
        self.fields = list(preview.fields)
        self._titles = [field_titles(preview, what, column) for column in range(count)]
        self.tree.delete(*self.tree.get_children())
        for column, header in enumerate(preview.headers):
            found = dict.fromkeys(row[column] for row in preview.rows if row[column])
            examples = " · ".join(list(found)[:EXAMPLES])
            self.tree.insert("", "end", iid=str(column), values=(header, "", examples))
            self._paint(column)
        if preview.remembered:
            self.said.configure(text=_("Such a file was imported before: the columns are as then."))
        elif count:
            text = _(
                "{known} of {n} columns were understood. Choose a row to change what it becomes."
            )
            self.said.configure(text=text.format(known=sum(map(bool, self.fields)), n=count))
        if count:
            self.choose(0)

    def choose(self, column: int) -> None:
        """Bring the list of fields to a column."""
        self.tree.selection_set(str(column))
        self.tree.focus(str(column))
        self.tree.see(str(column))
        self._place()

    def _paint(self, column: int) -> None:
        title = self._titles[column].get(self.fields[column], self.fields[column])
        self.tree.set(str(column), "field", title)
        self.tree.item(str(column), tags=() if self.fields[column] else ("quiet",))
        self.tree.tag_configure("quiet", foreground=self._theme.colours.quiet)

    def _place(self) -> None:
        """Put the list of fields over the chosen row."""
        chosen = self.tree.selection()
        box = self.tree.bbox(chosen[0], "field") if chosen else ""
        if not box:
            self.choice.place_forget()
            return
        x, y, width, height = box
        titles = self._titles[int(chosen[0])]
        self.choice.configure(values=list(titles.values()))
        self.choice.set(self.tree.set(chosen[0], "field"))
        high = max(height, self.choice.winfo_reqheight())  # a field is a little higher than a row
        self.choice.place(x=x, y=y - (high - height) // 2, width=width, height=high)

    def _picked(self) -> None:
        for item in self.tree.selection():
            column = int(item)
            self.fields[column] = list(self._titles[column])[self.choice.current()]
            self._paint(column)
            self._changed()

    def _scrolled(self, first: float | str, last: float | str) -> None:
        self._bar.set(first, last)
        self._place()

    def _scroll(self, rows: int) -> str:
        # The wheel is for reading: over the list it must not change what a column becomes.
        self.tree.yview_scroll(rows, "units")
        return "break"
