"""Menus made of commands."""

import tkinter as tk
from collections.abc import Callable, Sequence

from depesha.api.i18n import _
from depesha.ui.commands import MENUS, Command, Commands
from depesha.ui.theme import Theme


def fill(menu: tk.Menu, commands: Sequence[Command], theme: Theme) -> None:
    """Make a menu hold these commands as they are now; called each time it opens."""
    menu.delete(0, "end")
    root = menu.nametowidget(".")
    for command in commands:
        if command.children:
            below = tk.Menu(menu, tearoff=False)
            fill(below, command.children, theme)
            menu.add_cascade(label=command.title, menu=below)
            continue
        # Deferred, so that the menu is closed before a dialog opens; by the root, because a context
        # menu is gone by then.
        menu.add_command(
            label=f" {command.title}" if command.icon else command.title,
            accelerator=command.shortcut,
            command=lambda run=command.run: root.after_idle(run),  # type: ignore[misc]
            state="normal" if command.enabled() else "disabled",
        )
        if command.icon:
            colour = "" if command.enabled() else theme.colours.disabled
            menu.entryconfigure("end", image=theme.icon(command.icon, colour=colour))
            menu.entryconfigure("end", compound="left")


def context_menu(
    widget: tk.Misc, commands: Sequence[Command], theme: Theme, x: int, y: int
) -> tk.Menu:
    """Open the commands as a menu at a place of the screen."""
    menu = tk.Menu(widget, tearoff=False)
    fill(menu, commands, theme)
    menu.bind("<Unmap>", lambda _event: menu.after_idle(menu.destroy))
    menu.tk_popup(x, y)
    return menu


class MenuBar(tk.Menu):
    """The window's menu bar; each menu is filled when it opens."""

    def __init__(self, root: tk.Tk, theme: Theme, commands: Commands) -> None:
        super().__init__(root, tearoff=False, borderwidth=0)
        self._theme = theme
        self._commands = commands
        self._shown: tuple[str, ...] = ()
        root.configure(menu=self)
        commands.watch(self._rebuild)
        theme.watch(self, lambda: self.configure(background=theme.colours.ground))

    def _rebuild(self) -> None:
        wanted = tuple(name for name in MENUS if self._commands.in_menu(name))
        if wanted == self._shown:
            return
        self._shown = wanted
        self.delete(0, "end")
        for name in wanted:
            menu = tk.Menu(self, tearoff=False)
            menu.configure(postcommand=self._filler(menu, name))
            self.add_cascade(label=_(MENUS[name]), menu=menu)

    def _filler(self, menu: tk.Menu, name: str) -> Callable[[], None]:
        return lambda: fill(menu, self._commands.in_menu(name), self._theme)
