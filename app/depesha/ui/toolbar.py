"""A row of buttons made of commands; those for which there is no room wait in a menu at its end."""

import tkinter as tk
from collections.abc import Sequence
from tkinter import ttk

from depesha.api.i18n import _
from depesha.ui.commands import Command
from depesha.ui.flow import MEASURED
from depesha.ui.menus import fill
from depesha.ui.theme import Theme
from depesha.ui.tooltip import Tooltip

ENOUGH = 0.6
"""The share of its width with which it still shows what is used most: see Flow."""


class Toolbar(ttk.Frame):
    """Buttons for commands; `refresh` greys out what cannot be done now."""

    def __init__(self, parent: tk.Misc, theme: Theme, commands: Sequence[Command]) -> None:
        super().__init__(parent)
        self._theme = theme
        self._buttons: list[tuple[Command, ttk.Button | ttk.Menubutton]] = []
        self._more = self._overflow()
        # Its own width is what all buttons want, however many of them are on show.
        self.pack_propagate(flag=False)
        self.bind("<Configure>", lambda event: self._fit(event.width))
        self.show(commands)
        theme.watch(self, self._paint)

    def show(self, commands: Sequence[Command]) -> None:
        """Buttons for these commands, in the place of those that were there."""
        for _command, button in self._buttons:
            button.destroy()
        self._buttons = []
        for command in commands:
            made = self._menu(command) if command.children else self._button(command)
            self._buttons.append((command, made))
            if command.shortcut:
                Tooltip(made, f"{command.title} ({command.shortcut})", self._theme)
        self._paint()
        self.refresh()

    def refresh(self) -> None:
        """Ask every command whether it can be done now."""
        for command, button in self._buttons:
            able = any(c.enabled() for c in command.children) if command.children else (
                command.enabled()
            )  # fmt: skip
            button.state(["!disabled" if able else "disabled"])

    def button(self, command_id: str) -> ttk.Button | ttk.Menubutton:
        """The button of a command. Raises StopIteration where there is none."""
        return next(button for command, button in self._buttons if command.id == command_id)

    def _overflow(self) -> ttk.Menubutton:
        button = ttk.Menubutton(self, style="Bare.TMenubutton")
        menu = tk.Menu(button, tearoff=False)
        menu.configure(postcommand=lambda: fill(menu, self._waiting, self._theme))
        button.configure(menu=menu)
        Tooltip(button, _("More commands"), self._theme)
        return button

    @property
    def _waiting(self) -> list[Command]:
        return [command for command, button in self._buttons if not button.winfo_manager()]

    def _measure(self) -> None:
        gap = self._theme.px(2)
        buttons = [button for _command, button in self._buttons]
        self.configure(
            width=sum(button.winfo_reqwidth() + gap for button in buttons),
            height=max((button.winfo_reqheight() for button in buttons), default=1),
        )
        self.event_generate(MEASURED)
        self._fit(self.winfo_width())

    def _fit(self, width: int) -> None:
        """Show the first buttons that fit, and the menu of the others."""
        gap = self._theme.px(2)
        wants = [button.winfo_reqwidth() + gap for _command, button in self._buttons]
        room = width if sum(wants) <= width else width - self._more.winfo_reqwidth()
        self._more.pack_forget()
        used = 0
        for (_command, button), want in zip(self._buttons, wants, strict=True):
            used += want
            button.pack_forget()
            if used <= room:
                button.pack(side="left", padx=(0, gap))
        if self._waiting:
            self._more.pack(side="left")

    def _button(self, command: Command) -> ttk.Button:
        style = "Accent.TButton" if command.accent else "Toolbutton"
        return ttk.Button(
            self, text=command.title, command=command.run, style=style, compound="left"
        )

    def _menu(self, command: Command) -> ttk.Menubutton:
        button = ttk.Menubutton(
            self, text=command.title, style="Toolbutton.TMenubutton", compound="left"
        )
        if not command.title:  # the arrow beside a button: more ways to do the same
            button.configure(width=-1, padding=(0, self._theme.px(4)))
        menu = tk.Menu(button, tearoff=False)
        menu.configure(postcommand=lambda: fill(menu, command.children, self._theme))
        button.configure(menu=menu)
        return button

    def _paint(self) -> None:
        for command, button in self._buttons:
            if command.icon:
                colours = self._theme.colours
                icon = self._theme.icon(
                    command.icon, colour=colours.accent_text if command.accent else colours.text
                )
                pale = self._theme.icon(command.icon, colour=colours.disabled)
                button.configure({"image": (icon, "disabled", pale)})
        self._more.configure(image=self._theme.icon("ellipsis"))
        self.after_idle(self._measure)
