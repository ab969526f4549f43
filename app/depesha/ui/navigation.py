"""The list of places at the left."""

import tkinter as tk
from collections.abc import Callable, Sequence
from tkinter import font as tkfont
from tkinter import ttk
from typing import NamedTuple

from depesha.ui.theme import Theme
from depesha.ui.tooltip import Tooltip

SHARE = 0.26
"""Of the window's width: titles that would take more give way to their icons."""
LOOSE, TIGHT = 5, 1
"""Room above and below a title, for a scale of 1: as it is, and in a low window."""


class Place(NamedTuple):
    """Somewhere to go. A place with a `parent` is shown indented below it."""

    key: str
    title: str
    icon: str
    build: Callable[[tk.Misc], ttk.Frame]
    below: bool = False
    """Stands indented, as a kind of the place above it."""


class Navigation(ttk.Frame):
    """Buttons for the places; Up and Down walk, Enter and Space open. Can shrink to its icons."""

    def __init__(
        self, parent: tk.Misc, theme: Theme, places: Sequence[Place], go: Callable[[Place], None]
    ) -> None:
        super().__init__(parent, style="Nav.TFrame", padding=(theme.px(6), theme.px(8)))
        self._theme = theme
        self._places = list(places)
        self._go = go
        self._front = ""
        self._wanted, self._room, self._insists = True, 0, False
        self._counts: dict[str, int] = {}
        self._rows: dict[str, ttk.Label] = {}
        self._hints: dict[str, Tooltip] = {}
        self._tight = False
        for place in places:
            self._rows[place.key] = self._row(place)
        theme.watch(self, self._paint)
        self.bind("<Configure>", lambda event: self._fit(event.height))

    def add(self, place: Place, after: str) -> None:
        """A further place, below that of the key `after`."""
        at = next(i for i, one in enumerate(self._places) if one.key == after)
        self._places.insert(at + 1, place)
        row = self._rows[place.key] = self._row(place)
        row.pack(after=self._rows[after])
        self._paint()
        self._fit(self.winfo_height())

    def show_front(self, key: str) -> None:
        """Mark where one is."""
        was, self._front = self._front, key
        for place in self._places:
            if place.key in {was, key}:
                self._paint_row(place)

    def show_count(self, key: str, count: int) -> None:
        """A number beside a place, e.g. of unread messages; 0 for none."""
        if self._counts.get(key, 0) != count:
            self._counts[key] = count
            self._paint()

    def widen(self, *, wide: bool, insist: bool = False) -> None:
        """With titles, or icons alone. Titles that there is little room for are shown to those
        who `insist`."""
        was = self.wide
        self._wanted, self._insists = wide, wide and insist
        if self.wide != was:
            self._paint()

    def fit_into(self, width: int) -> None:
        """The window is this wide."""
        if width != self._room:
            was = self.wide
            self._room = width
            if self.wide != was:
                self._paint()

    @property
    def wanted(self) -> bool:
        """Whether the user wants titles."""
        return self._wanted

    @property
    def wide(self) -> bool:
        """Whether titles are shown."""
        fits = self._room == 0 or self._need() <= SHARE * self._room
        return self._wanted and (fits or self._insists)

    def _need(self) -> int:
        font, px = tkfont.nametofont("TkDefaultFont", self), self._theme.px
        titles = (
            font.measure(f"  {one.title}") + px(14 + 16 if one.below else 20)
            for one in self._places
        )
        return max(titles) + px(10 + 14 + 2 * 6)

    def _row(self, place: Place) -> ttk.Label:
        theme = self._theme
        row = ttk.Label(self, compound="left", takefocus=True)
        row.pack(fill="x", pady=(0, theme.px(1)))
        self._hints[place.key] = Tooltip(row, "", theme)
        row.bind("<Button-1>", lambda _event: self._clicked(place))
        for key in ("<Return>", "<space>"):
            row.bind(key, lambda _event: self._go(place))
        row.bind("<Up>", lambda _event: self._walk(place, -1))
        row.bind("<Down>", lambda _event: self._walk(place, 1))
        for sequence in ("<FocusIn>", "<FocusOut>", "<Enter>", "<Leave>"):
            row.bind(sequence, lambda event: self._paint_row(place, event), add=True)
        return row

    def _fit(self, height: int) -> None:
        """Closer together where there is no room for all."""
        px = self._theme.px
        above = px(LOOSE) - px(TIGHT) if self._tight else 0
        rows = sum(row.winfo_reqheight() + px(1) + 2 * above for row in self._rows.values())
        tight = height > 1 and rows + 2 * px(8) > height
        if tight != self._tight:
            self._tight = tight
            self._paint()

    def _clicked(self, place: Place) -> None:
        self._rows[place.key].focus_set()
        self._go(place)

    def _walk(self, place: Place, by: int) -> None:
        at = (self._places.index(place) + by) % len(self._places)
        self._rows[self._places[at].key].focus_set()

    def _paint(self) -> None:
        for place in self._places:
            self._paint_row(place)

    def _paint_row(self, place: Place, event: "tk.Event[tk.Misc] | None" = None) -> None:
        theme, colours, row = self._theme, self._theme.colours, self._rows[place.key]
        front = place.key == self._front
        hot = event is not None and event.type in {tk.EventType.Enter, tk.EventType.FocusIn}
        focused, wide = row.focus_get() is row, self.wide
        ground = colours.selected if front else colours.hover if hot or focused else colours.ground
        ink = colours.selected_text if front else colours.text
        count = self._counts.get(place.key, 0)
        title = f"  {place.title}" + (f"  ({count})" if count else "")
        above = theme.px(TIGHT if self._tight else LOOSE)
        left = theme.px(10 + (14 if place.below and wide else 0))
        row.configure(
            text=title if wide else "",
            image=theme.icon(
                place.icon, 16 if place.below else 20, colours.accent if front else ink
            ),
            background=ground,
            foreground=ink,
            font="Strong" if count and not front else "TkDefaultFont",
            padding=(left, above, theme.px(14 if wide else 10), above),
        )
        self._hints[place.key].text = "" if wide else place.title
