"""The files of a document: a list from which each opens in the system's own program."""

import tkinter as tk
from collections.abc import Callable, Sequence
from pathlib import Path
from tkinter import ttk

from depesha.api.i18n import _
from depesha.domain.errors import DepeshaError, InputError
from depesha.ui.listing import Empty, Heading, set_headings
from depesha.ui.opening import open_file
from depesha.ui.theme import Theme


class FileList(ttk.Frame):
    """Enter and a double click open; a file that is gone says so in the list."""

    def __init__(
        self, parent: tk.Misc, theme: Theme, failed: Callable[[DepeshaError], object]
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._failed = failed
        self._paths: list[Path] = []
        self.tree = ttk.Treeview(
            self, show="headings", columns=("name", "folder"), height=4, selectmode="browse"
        )
        headings = (Heading("name", _("File"), 260), Heading("folder", _("Folder"), 380))
        set_headings(self.tree, theme, headings, "folder")
        self._empty = Empty(self.tree, _("No files belong to this document."))
        bar = ttk.Scrollbar(self, command=self.tree.yview)
        self.tree.configure(yscrollcommand=bar.set)
        bar.pack(side="right", fill="y")
        self.tree.pack(side="left", fill="both", expand=True)
        for sequence in ("<Return>", "<KP_Enter>", "<Double-Button-1>"):
            self.tree.bind(sequence, lambda _event: self.open_chosen())

    def show(self, files: Sequence[tuple[str, bool]]) -> None:
        """Show paths, each with whether it is there."""
        self._paths = [Path(path) for path, _there in files]
        self.tree.delete(*self.tree.get_children())
        for number, (path, (_text, there)) in enumerate(zip(self._paths, files, strict=True)):
            name = path.name if there else _("{file} (not there)").format(file=path.name)
            tags = () if there else ("quiet",)
            values = (name, str(path.parent))
            self.tree.insert("", "end", iid=str(number), values=values, tags=tags)
        self.tree.tag_configure("quiet", foreground=self._theme.colours.quiet)
        self._empty.show(empty=not files)
        if files:
            self.tree.selection_set("0")
            self.tree.focus("0")

    def open_chosen(self) -> None:
        """Open the chosen file."""
        for item in self.tree.selection():
            path = self._paths[int(item)]
            try:
                if not path.is_file():
                    raise InputError(_("There is no file {path}.").format(path=path))
                open_file(path)
            except DepeshaError as error:
                self._failed(error)
