"""Ctrl+K: find a command by typing a part of its name."""

import tkinter as tk
from collections.abc import Iterable
from tkinter import ttk

from depesha.api.i18n import _
from depesha.domain.normal import fold
from depesha.ui.commands import Command
from depesha.ui.modal import Modal
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


class CommandPalette(Modal):
    """A field and the commands that fit; Enter runs the marked one."""

    def __init__(self, root: tk.Tk, theme: Theme, commands: Iterable[Command]) -> None:
        super().__init__(root, theme, _("Find a command"))
        self._commands = list(commands)
        self._found: list[Command] = []
        self._typed = tk.StringVar(self)
        self._typed.trace_add("write", lambda *_names: self._search())
        self.entry = ttk.Entry(self.body, textvariable=self._typed, width=54)
        self.entry.pack(fill="x", pady=(0, theme.px(8)))
        self.list = ttk.Treeview(
            self.body, show="tree", columns=("keys",), height=ROWS, selectmode="browse"
        )
        self.list.column("#0", width=theme.px(380))
        self.list.column("keys", width=theme.px(120), anchor="e")
        self.list.pack(fill="both", expand=True)
        self.list.bind("<Double-Button-1>", lambda _event: self._run())
        for key, by in (("Up", -1), ("Down", 1)):
            self.entry.bind(f"<{key}>", lambda _event, by=by: self._walk(by))  # type: ignore[misc]
        self.bind("<Return>", lambda _event: self._run())
        self._search()

    def _search(self) -> None:
        self._found = matching(self._commands, self._typed.get())
        self.list.delete(*self.list.get_children())
        for number, command in enumerate(self._found):
            icon = self.theme.icon(command.icon or "circle")
            self.list.insert(
                "", "end", iid=str(number), text=f" {command.title}", image=icon,
                values=(command.shortcut,),
            )  # fmt: skip
        if self._found:
            self.list.selection_set("0")
            self.list.see("0")

    def _walk(self, by: int) -> str:
        chosen = self.list.selection()
        if chosen:
            to = str(max(0, min(int(chosen[0]) + by, len(self._found) - 1)))
            self.list.selection_set(to)
            self.list.see(to)
        return "break"

    def _run(self) -> None:
        chosen = self.list.selection()
        if chosen:
            # The palette is gone before the command begins: it may open a dialog.
            command = self._found[int(chosen[0])]
            root = self.master
            self.close(command)
            root.after_idle(command.run)
