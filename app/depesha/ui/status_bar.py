"""The foot of the window: how services are, what is being sent."""

import tkinter as tk
from collections.abc import Callable, Sequence
from tkinter import ttk

from depesha.api.i18n import _
from depesha.domain.health import Health, Service, worst
from depesha.ui.theme import Theme
from depesha.ui.tooltip import Tooltip


class StatusBar(ttk.Frame):
    """Indicator at the right, running mailings at the left with pause and stop."""

    def __init__(self, parent: tk.Misc, theme: Theme, open_health: Callable[[], None]) -> None:
        super().__init__(parent, padding=(theme.px(10), theme.px(3)))
        self._theme = theme
        self._services: tuple[Service, ...] = ()
        # First, so that it keeps its room however much is said at the left.
        self._indicator = ttk.Button(self, style="Toolbutton", compound="left", command=open_health)
        self._indicator.pack(side="right")
        self._chats = ttk.Button(self, style="Toolbutton", compound="left")
        self.left = ttk.Frame(self)
        """For whoever shows progress."""
        self.left.pack(side="left", fill="x", expand=True)
        self._hint = Tooltip(self._indicator, "", theme)
        theme.watch(self, self._paint)

    @property
    def services(self) -> tuple[Service, ...]:
        """What was shown last."""
        return self._services

    def show(self, services: Sequence[Service]) -> None:
        """How all services are now."""
        self._services = tuple(services)
        self._paint()

    def show_chats(self, words: str, go: Callable[[], object]) -> None:
        """How many chats are unread; nothing where the words are empty."""
        self._chats.configure(text=f" {words}", command=go)
        if words:
            self._chats.pack(side="right", padx=(0, self._theme.px(8)), before=self.left)
        else:
            self._chats.pack_forget()

    def _paint(self) -> None:
        self._chats.configure(
            image=self._theme.icon("messages-square", 16, self._theme.colours.accent)
        )
        health = worst(self._services)
        told = any(one.notice for one in self._services if one.health is health)
        icon, words, colour = look(health, self._theme, told=told)
        self._indicator.configure(text=f" {words}", image=self._theme.icon(icon, 16, colour))
        lines = [
            one.notice or f"{one.title}: {look(one.health, self._theme)[1]}"
            for one in self._services
        ]
        self._hint.text = "\n".join(lines)


def look(health: Health, theme: Theme, *, told: bool = False) -> tuple[str, str, str]:
    """Icon, word and colour of a health: never the colour alone. `told` where a person has been
    told of it besides, in words of its own."""
    colours = theme.colours
    quiet = _("Worth a look") if told else _("No news for long")
    return {
        Health.OFF: ("circle-minus", _("Not set up"), colours.quiet),
        Health.GOOD: ("circle-check", _("All is well"), colours.good),
        Health.QUIET: ("circle-dot", quiet, colours.warning),
        Health.BAD: ("circle-alert", _("Something failed"), colours.bad),
    }[health]
