"""What is open: a strip of tabs that can be closed, each with its view below it.

ttk's notebook has no crosses, no room for many titles, and on Windows dies with an embedded page.
"""

import tkinter as tk
from collections.abc import Callable, Sequence
from functools import partial
from tkinter import ttk
from typing import Protocol, runtime_checkable

from depesha.api.i18n import _
from depesha.ui.commands import Command, Commands
from depesha.ui.theme import Theme
from depesha.ui.tooltip import Tooltip

LONGEST = 26
"""Letters of a title in the strip; the whole stands in its hint."""


@runtime_checkable
class View(Protocol):
    """What a tab may hold: a frame that may also do these."""

    def commands(self) -> Sequence[Command]:
        """What can be done here; asked each time the view comes to the front."""

    def shown(self) -> None:
        """It came to the front: bring it up to date, take the keyboard."""

    def may_close(self) -> bool:
        """Whether it may go; asks the person where something would be lost."""


class Tab:
    """One open view and its button."""

    def __init__(self, key: str, title: str, icon: str, view: ttk.Frame, button: ttk.Frame) -> None:
        self.key = key
        self.title = title
        self.icon = icon
        self.view = view
        self.button = button
        self.parts: tuple[ttk.Label, ...] = ()


class Tabs(ttk.Frame):
    """All that is open. The key of a tab says what it is: `contacts`, `contact:17`."""

    def __init__(self, parent: tk.Misc, theme: Theme, commands: Commands) -> None:
        super().__init__(parent)
        self._theme = theme
        self._commands = commands
        self._tabs: dict[str, Tab] = {}
        self._order: list[str] = []
        """Most recently shown last."""
        self.leaving = False
        """The whole window is about to close: what opens again at the next start need not ask."""
        self._leavers: list[Callable[[], bool]] = []
        self._watchers: list[Callable[[str], None]] = []
        self._fitting = "none"
        self._strip = ttk.Frame(self, padding=(theme.px(4), theme.px(4), theme.px(4), 0))
        self._strip.pack(fill="x")
        self._strip.bind("<Configure>", lambda _event: self._fit())
        self._all = self._list_of_all()
        self._place = ttk.Frame(self)
        self._place.pack(fill="both", expand=True)
        self._place.rowconfigure(0, weight=1)
        self._place.columnconfigure(0, weight=1)
        theme.watch(self, self._paint)

    @property
    def front(self) -> str:
        """The key of the tab in front, or empty."""
        return self._order[-1] if self._order else ""

    @property
    def open_keys(self) -> list[str]:
        """All open tabs, from left to right."""
        return list(self._tabs)

    def view(self, key: str) -> ttk.Frame | None:
        """The view of an open tab."""
        return self._tabs[key].view if key in self._tabs else None

    def watch(self, moved: Callable[[str], None]) -> None:
        """Call `moved(key)` whenever another tab comes to the front."""
        self._watchers.append(moved)

    def open(
        self, key: str, title: str, icon: str, build: Callable[[tk.Misc], ttk.Frame]
    ) -> ttk.Frame:
        """Bring the tab to the front, built where it is not open yet; returns its view."""
        if key not in self._tabs:
            view = build(self._place)
            view.grid(row=0, column=0, sticky="nswe")
            button = ttk.Frame(self._strip, padding=1, style="Line.TFrame")
            tab = self._tabs[key] = Tab(key, title, icon, view, button)
            tab.parts = self._parts(tab)
        self.select(key)
        return self._tabs[key].view

    def select(self, key: str) -> None:
        """Bring an open tab to the front."""
        if key in self._order:
            self._order.remove(key)
        self._order.append(key)
        view = self._tabs[key].view
        view.tkraise()
        # Views behind must not be reached by Tab, nor laid out: they leave the grid.
        for other in self._tabs.values():
            if other.view is not view:
                other.view.grid_remove()
        view.grid()
        self._paint()
        self.refresh_commands()
        if isinstance(view, View):
            view.shown()
        for watcher in self._watchers:
            watcher(key)

    def refresh_commands(self) -> None:
        """Ask the view in front anew what can be done."""
        view = self._tabs[self.front].view if self.front else None
        self._commands.set_front(tuple(view.commands()) if isinstance(view, View) else ())

    def retitle(self, key: str, title: str) -> None:
        """Change what an open tab is called."""
        if key in self._tabs:
            self._tabs[key].title = title
            self._paint()

    def close(self, key: str) -> bool:
        """Close a tab, if its view lets go; False where it does not."""
        tab = self._tabs.get(key)
        if tab is None:
            return True
        if isinstance(tab.view, View) and not tab.view.may_close():
            return False
        self._drop(tab)
        return True

    def _drop(self, tab: Tab) -> None:
        del self._tabs[tab.key]
        if tab.key in self._order:
            self._order.remove(tab.key)
        tab.button.destroy()
        tab.view.destroy()
        if self._order:
            self.select(self._order[-1])
        else:
            self._commands.set_front(())
            self._paint()

    def close_quietly(self, key: str) -> None:
        """Close a tab without asking its view: what is in it is kept elsewhere."""
        if (tab := self._tabs.get(key)) is not None:
            self._drop(tab)

    def close_all(self) -> bool:
        """Close every tab; False where a view does not let go, which is then in front."""
        self.leaving = True
        try:
            for key in reversed(list(self._tabs)):
                self.select(key)
                if not self.close(key):
                    return False
            return all(may_leave() for may_leave in list(self._leavers))
        finally:
            self.leaving = False

    def before_leaving(self, widget: tk.Misc, may_leave: Callable[[], bool]) -> None:
        """Ask a window of its own too, as long as it lives, whether all may be closed."""
        self._leavers.append(may_leave)

        def forget(event: "tk.Event[tk.Misc]") -> None:
            if event.widget is widget and may_leave in self._leavers:
                self._leavers.remove(may_leave)

        widget.bind("<Destroy>", forget, add=True)

    def step(self, by: int) -> None:
        """Go to the next or the last tab beside the one in front."""
        keys = list(self._tabs)
        if keys:
            self.select(keys[(keys.index(self.front) + by) % len(keys)])

    def _list_of_all(self) -> ttk.Menubutton:
        button = ttk.Menubutton(self._strip, style="Bare.TMenubutton")
        menu = tk.Menu(button, tearoff=False)

        def show() -> None:
            menu.delete(0, "end")
            for tab in self._tabs.values():
                menu.add_command(label=tab.title, command=partial(self.select, tab.key))

        menu.configure(postcommand=show)
        button.configure(menu=menu)
        Tooltip(button, _("All tabs"), self._theme)
        return button

    def _fit(self) -> None:
        """Show the tab in front and as many beside it as fit; a list has them all."""
        gap = self._theme.px(3)
        tabs = list(self._tabs.values())
        # Of the parts, which know at once: the frame around them learns it only when it is idle.
        wants = [sum(part.winfo_reqwidth() for part in tab.parts) + 2 + gap for tab in tabs]
        room = self._strip.winfo_width() - self._theme.px(8)
        fits = sum(wants) <= room
        if not fits:
            room -= self._all.winfo_reqwidth()
        first, last = within(wants, self.open_keys.index(self.front) if self.front else 0, room)
        self._all.pack_forget()
        for tab in tabs:
            tab.button.pack_forget()
        for tab in tabs[first:last]:
            tab.button.pack(side="left", padx=(0, gap))
        if not fits:
            self._all.pack(side="right")

    def _parts(self, tab: Tab) -> tuple[ttk.Label, ...]:
        theme = self._theme
        inside = ttk.Frame(tab.button)
        inside.pack()
        pad = (theme.px(8), theme.px(4), theme.px(4), theme.px(4))
        title = ttk.Label(inside, compound="left", padding=pad)
        title.pack(side="left")
        cross = ttk.Label(inside, padding=(0, theme.px(4), theme.px(6), theme.px(4)))
        cross.pack(side="left")
        for part in (title, cross):
            part.bind("<Button-2>", lambda _event: self.close(tab.key))
        title.bind("<Button-1>", lambda _event: self.select(tab.key))
        cross.bind("<Button-1>", lambda _event: self.close(tab.key))
        cross.bind("<Enter>", lambda _event: cross.configure(image=self._cross(hot=True)))
        cross.bind("<Leave>", lambda _event: cross.configure(image=self._cross(hot=False)))
        Tooltip(cross, _("Close (Ctrl+W)"), theme)
        return (title, cross)

    def _cross(self, *, hot: bool) -> tk.PhotoImage:
        colours = self._theme.colours
        return self._theme.icon("x", 12, colours.bad if hot else colours.quiet)

    def _paint(self) -> None:
        colours = self._theme.colours
        for tab in self._tabs.values():
            front = tab.key == self.front
            ground = colours.panel if front else colours.ground
            ink = colours.text if front else colours.quiet
            title, cross = tab.parts
            title.master["style"] = "Panel.TFrame" if front else "TFrame"
            short = tab.title if len(tab.title) <= LONGEST else tab.title[: LONGEST - 1] + "…"
            icon = self._theme.icon(tab.icon, 16, colours.accent if front else ink)
            title.configure(text=f" {short}", image=icon, background=ground, foreground=ink)
            cross.configure(image=self._cross(hot=False), background=ground)
        self._all.configure(image=self._theme.icon("chevron-down"))
        self.after_cancel(self._fitting)
        self._fitting = self.after_idle(self._fit)

    def destroy(self) -> None:
        """Nothing is left to be fitted."""
        self.after_cancel(self._fitting)
        super().destroy()


def within(wants: Sequence[int], front: int, room: int) -> tuple[int, int]:
    """The slice of tabs to show: the one in front, then those before it, then those behind."""
    if not wants:
        return 0, 0
    first, last, used = front, front + 1, wants[front]
    while first > 0 and used + wants[first - 1] <= room:
        first -= 1
        used += wants[first]
    while last < len(wants) and used + wants[last] <= room:
        used += wants[last]
        last += 1
    return first, last
