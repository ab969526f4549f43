"""A row of buttons made of commands."""

import tkinter as tk
from collections.abc import Sequence
from tkinter import ttk

from depesha.ui.commands import Command
from depesha.ui.menus import fill
from depesha.ui.theme import Theme
from depesha.ui.tooltip import Tooltip


class Toolbar(ttk.Frame):
    """Buttons for commands; `refresh` greys out what cannot be done now."""

    def __init__(self, parent: tk.Misc, theme: Theme, commands: Sequence[Command]) -> None:
        super().__init__(parent)
        self._theme = theme
        self._buttons: list[tuple[Command, ttk.Button | ttk.Menubutton]] = []
        for command in commands:
            button = self._menu(command) if command.children else self._button(command)
            button.pack(side="left", padx=(0, theme.px(2)))
            self._buttons.append((command, button))
            if command.shortcut:
                Tooltip(button, f"{command.title} ({command.shortcut})", theme)
        theme.watch(self, self._paint)
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
