"""Things to choose from: a list of ticks that can be put into another order."""

import tkinter as tk
from collections.abc import Callable, Sequence
from tkinter import ttk

from depesha.api.i18n import _
from depesha.ui.theme import Theme


class TickList(ttk.Frame):
    """Space ticks, Alt+Up and Alt+Down move; a click on the tick and the buttons do the same."""

    def __init__(
        self,
        parent: tk.Misc,
        theme: Theme,
        titles: Sequence[tuple[str, str]],
        *,
        height: int = 12,
        changed: Callable[[], object] = lambda: None,
    ) -> None:
        """`titles` are names with translated titles; all are ticked. `height` is in rows;
        `changed` hears of what the person does."""
        super().__init__(parent)
        self._theme = theme
        self._changed = changed
        self._ticked = {name for name, _title in titles}
        self.tree = ttk.Treeview(self, show="tree", selectmode="browse", height=height)
        bar = ttk.Scrollbar(self, command=self.tree.yview)
        self.tree.configure(yscrollcommand=bar.set)
        self._buttons().pack(side="bottom", fill="x", pady=(theme.px(6), 0))
        bar.pack(side="right", fill="y")
        self.tree.pack(fill="both", expand=True)
        self.tree.column("#0", width=theme.px(300))
        for name, title in titles:
            self.tree.insert("", "end", iid=name, text=f" {title}")
        if titles:
            self._go(titles[0][0])
        for sequence, by in (("<Alt-Up>", -1), ("<Alt-Down>", 1)):
            self.tree.bind(sequence, lambda _event, by=by: self.move(by))  # type: ignore[misc]
        self.tree.bind("<space>", lambda _event: self.toggle())
        self.tree.bind("<Button-1>", self._clicked)
        theme.watch(self, self._paint)

    @property
    def order(self) -> list[str]:
        """All names as they stand."""
        return list(self.tree.get_children())

    @property
    def ticked(self) -> list[str]:
        """The names that are ticked, in order."""
        return [name for name in self.order if name in self._ticked]

    def show(self, order: Sequence[str], ticked: Sequence[str]) -> None:
        """Put known names into this order, and tick these; those not named stay as they are."""
        known = self.order
        named = [name for name in dict.fromkeys(order) if name in known]
        for place, name in enumerate(named):
            self.tree.move(name, "", place)
        self._ticked = (self._ticked - set(named)) | (set(ticked) & set(known))
        self._paint()

    def toggle(self) -> str:
        """Tick the chosen one, or take its tick away."""
        for name in self.tree.selection():
            self._ticked ^= {name}
        self._paint()
        self._changed()
        return "break"

    def move(self, by: int) -> str:
        """Move the chosen one up or down."""
        for name in self.tree.selection():
            self.tree.move(name, "", max(0, self.tree.index(name) + by))
            self.tree.see(name)
        self._changed()
        return "break"

    def tick_all(self, *, on: bool) -> None:
        """All, or none."""
        self._ticked = set(self.order) if on else set()
        self._paint()
        self._changed()

    def _go(self, name: str) -> None:
        self.tree.selection_set(name)
        self.tree.focus(name)

    def _clicked(self, event: "tk.Event[tk.Misc]") -> str | None:
        name = self.tree.identify_row(event.y)
        if not name or "image" not in str(self.tree.identify_element(event.x, event.y)):
            return None
        self.tree.focus_set()
        self._go(name)
        return self.toggle()

    def _buttons(self) -> ttk.Frame:
        buttons = ttk.Frame(self)
        for text, command in (
            (_("Up"), lambda: self.move(-1)),
            (_("Down"), lambda: self.move(1)),
            (_("Tick all"), lambda: self.tick_all(on=True)),
            (_("Untick all"), lambda: self.tick_all(on=False)),
        ):
            button = ttk.Button(buttons, text=text, command=command, style="Toolbutton")
            button.pack(side="left", padx=(0, self._theme.px(4)))
        return buttons

    def _paint(self) -> None:
        colours = self._theme.colours
        on = self._theme.icon("check", colour=colours.accent)
        off = self._theme.icon("square", colour=colours.line)
        for name in self.order:
            self.tree.item(name, image=on if name in self._ticked else off)
