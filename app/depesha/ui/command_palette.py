"""Ctrl+K: find a command by typing a part of its name."""

import tkinter as tk
from collections.abc import Iterable

from depesha.api.i18n import _
from depesha.domain.normal import fold
from depesha.ui.commands import Command
from depesha.ui.pick_list import PickList
from depesha.ui.theme import Theme

ROWS = 10


def matching(commands: Iterable[Command], typed: str) -> list[Command]:
    """The commands that can be run now and hold every typed word, those that begin so first."""
    words = fold(typed).split()
    found: dict[str, tuple[bool, Command]] = {}
    for command in commands:
        title = fold(command.title)
        if command.enabled() and all(word in title for word in words):
            begins = bool(words) and title.startswith(words[0])
            found.setdefault(command.id, (not begins, command))
    return [command for _order, command in sorted(found.values(), key=lambda pair: pair[0])]


class CommandPalette(PickList[Command]):
    """The commands that fit; Enter runs the marked one."""

    def __init__(self, root: tk.Tk, theme: Theme, commands: Iterable[Command]) -> None:
        super().__init__(root, theme, _("Find a command"), rows=ROWS, widths=(380, 120))
        self._commands = list(commands)
        self.list.column("more", anchor="e")
        self.bind("<Return>", lambda _event: self.take_marked())
        self.search()

    def matching(self, typed: str) -> list[Command]:
        """See PickList."""
        return matching(self._commands, typed)

    def row(self, one: Command) -> tuple[str, str, tk.PhotoImage]:
        """See PickList."""
        return f" {one.title}", one.shortcut, self.theme.icon(one.icon or "circle")

    def take(self, one: Command) -> None:
        """See PickList."""
        # The palette is gone before the command begins: it may open a dialog.
        root = self.master
        self.close(one)
        root.after_idle(one.run)
