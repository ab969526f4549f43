"""The questions of the window, behind one object, so that tests can answer them."""

import tkinter as tk
from collections.abc import Sequence
from pathlib import Path
from tkinter import ttk
from typing import Protocol

from depesha.api.i18n import _
from depesha.ui.modal import Modal, in_front
from depesha.ui.remembered import Remembered
from depesha.ui.theme import Theme

Kinds = Sequence[tuple[str, str]]
"""Title and pattern of file kinds: `[("Excel", "*.xlsx *.xls")]`."""


class Dialogs(Protocol):
    """What views may ask. Every answer may be None: the person changed their mind."""

    def confirm(self, title: str, question: str, yes: str, *, danger: bool = False) -> bool:
        """Whether to do it; `yes` is the word on the button, the verb of what happens."""

    def choose(self, title: str, question: str, options: Sequence[str]) -> int | None:
        """Which of a few ways, the first of them being the usual one."""

    def text(self, title: str, question: str, initial: str = "") -> str | None:
        """One line of text."""

    def tell(self, title: str, text: str, details: str = "") -> None:
        """Something to read, with a longer text that can be copied."""

    def open_file(self, title: str, kinds: Kinds = ()) -> Path | None:
        """A file that exists."""

    def open_files(self, title: str, kinds: Kinds = ()) -> list[Path]:
        """Files that exist; none where the person changed their mind."""

    def save_file(self, title: str, name: str, kinds: Kinds = ()) -> Path | None:
        """Where to write a file; the system has asked about one that is there."""


class TkDialogs:
    """The real ones."""

    def __init__(self, root: tk.Tk, theme: Theme, remembered: Remembered) -> None:
        self._root = root
        self._theme = theme
        self._remembered = remembered

    def confirm(self, title: str, question: str, yes: str, *, danger: bool = False) -> bool:
        """See Dialogs."""
        box = self._box(title, question)
        button = box.add_button(yes, lambda: box.close(answer=True), accent=True)
        cancel = box.add_button(_("Cancel"), lambda: box.close(answer=False))
        # What cannot be undone is not a slip of the Enter key away.
        return bool(box.show(cancel if danger else button))

    def choose(self, title: str, question: str, options: Sequence[str]) -> int | None:
        """See Dialogs."""
        box = self._box(title, question)
        box.add_button(_("Cancel"), lambda: box.close(None))
        for number, option in reversed(list(enumerate(options))):
            box.add_button(option, lambda number=number: box.close(number), accent=number == 0)  # type: ignore[misc]
        answer: int | None = box.show()
        return answer

    def text(self, title: str, question: str, initial: str = "") -> str | None:
        """See Dialogs."""
        box = self._box(title, question)
        entry = ttk.Entry(box.body, width=48)
        entry.insert(0, initial)
        entry.selection_range(0, "end")
        entry.pack(fill="x", pady=(self._theme.px(8), 0))
        box.add_button(_("OK"), lambda: box.close(entry.get()), accent=True)
        box.add_button(_("Cancel"), lambda: box.close(None))
        answer: str | None = box.show(entry)
        return answer

    def tell(self, title: str, text: str, details: str = "") -> None:
        """See Dialogs."""
        box = self._box(title, text, resizable=bool(details))
        if details:
            self._details(box, details)
        box.add_button(_("Close"), lambda: box.close(None), accent=True)
        box.show()

    def open_file(self, title: str, kinds: Kinds = ()) -> Path | None:
        """See Dialogs."""
        from tkinter import filedialog

        name = filedialog.askopenfilename(
            parent=self._root, title=title, initialdir=self._folder(), filetypes=_types(kinds)
        )
        return self._kept(name)

    def open_files(self, title: str, kinds: Kinds = ()) -> list[Path]:
        """See Dialogs."""
        from tkinter import filedialog

        names = filedialog.askopenfilenames(
            parent=self._root, title=title, initialdir=self._folder(), filetypes=_types(kinds)
        )
        return [path for path in map(self._kept, names or ()) if path is not None]

    def save_file(self, title: str, name: str, kinds: Kinds = ()) -> Path | None:
        """See Dialogs."""
        from tkinter import filedialog

        chosen = filedialog.asksaveasfilename(
            parent=self._root, title=title, initialfile=name, initialdir=self._folder(),
            filetypes=_types(kinds), defaultextension=Path(name).suffix,
        )  # fmt: skip
        return self._kept(chosen)

    def _box(self, title: str, text: str, *, resizable: bool = False) -> Modal:
        box = Modal(self._parent(), self._theme, title, resizable=resizable)
        label = ttk.Label(box.body, text=text, wraplength=self._theme.px(460), justify="left")
        label.pack(anchor="w")
        return box

    def _parent(self) -> tk.Misc:
        # A dialog may ask while another is open: its own window is the one in front.
        return in_front(self._root)

    def _details(self, box: Modal, details: str) -> None:
        frame = ttk.Frame(box.body)
        frame.pack(fill="both", expand=True, pady=(self._theme.px(10), 0))
        text = tk.Text(frame, width=84, height=18, wrap="word", font="TkFixedFont")
        bar = ttk.Scrollbar(frame, command=text.yview)
        text.configure(yscrollcommand=bar.set)
        text.insert("1.0", details)
        text.configure(state="disabled")
        bar.pack(side="right", fill="y")
        text.pack(fill="both", expand=True)

    def _folder(self) -> str:
        return str(self._remembered.get("folder", ""))

    def _kept(self, name: object) -> Path | None:
        if not name:
            return None
        path = Path(str(name))
        self._remembered.set("folder", str(path.parent))
        return path


def _types(kinds: Kinds) -> list[tuple[str, list[str]]]:
    known = [(title, pattern.split()) for title, pattern in kinds]
    return [*known, (_("All files"), ["*"])]
