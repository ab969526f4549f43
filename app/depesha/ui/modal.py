"""What every dialog is: a window before the main one that holds all input until it is answered."""

import tkinter as tk
from collections.abc import Callable
from contextlib import suppress
from tkinter import ttk
from typing import Any

from depesha.ui.theme import Theme


def in_front(root: tk.Misc) -> tk.Misc:
    """The window that takes input now: the dialog that is open, or the main window."""
    # Menus that are open hold the grab too; they have names, but no Python widget of their own.
    for name in root.tk.splitlist(root.tk.call("grab", "current")):
        with suppress(KeyError):
            found: tk.Misc = root.nametowidget(name).winfo_toplevel()
            return found
    return root.winfo_toplevel()


class Modal(tk.Toplevel):
    """A dialog. Fill `self.body`, add buttons, then `show()`, which returns the answer.

    Esc and the window's cross answer None; Enter presses the accented button.
    """

    def __init__(
        self, parent: tk.Misc, theme: Theme, title: str, *, resizable: bool = False
    ) -> None:
        super().__init__(parent)
        self.withdraw()
        self.theme = theme
        self.answer: Any = None
        self.title(title)
        self.resizable(resizable, resizable)
        self.transient(parent.winfo_toplevel())
        self._frame = ttk.Frame(self, padding=theme.px(16))
        self._frame.pack(fill="both", expand=True)
        self._buttons = ttk.Frame(self._frame, padding=(0, theme.px(14), 0, 0))
        self._buttons.pack(side="bottom", fill="x")
        self.body = ttk.Frame(self._frame)
        self.body.pack(fill="both", expand=True)
        self._default: ttk.Button | None = None
        self.bind("<Escape>", lambda _event: self.close(None))
        self.bind("<Return>", self._enter)
        self.bind("<KP_Enter>", self._enter)
        self.protocol("WM_DELETE_WINDOW", lambda: self.close(None))

    def add_button(
        self, text: str, command: Callable[[], object], *, accent: bool = False, left: bool = False
    ) -> ttk.Button:
        """A button at the foot: from right to left, or from the left. The accented one is Enter."""
        style = "Accent.TButton" if accent else "TButton"
        button = ttk.Button(self._buttons, text=text, command=command, style=style)
        gap = self.theme.px(8)
        if left:
            button.pack(side="left", padx=(0, gap))
        else:
            button.pack(side="right", padx=(gap, 0))
        if accent:
            self._default = button
        return button

    def show(self, focus: tk.Misc | None = None) -> Any:
        """Open over the parent and wait; returns the answer."""
        self.open(focus)
        self.wait_window()
        return self.answer

    def open(self, focus: tk.Misc | None = None) -> None:
        """Open over the parent, without waiting."""
        self.update_idletasks()
        over = self.master.winfo_toplevel()
        width, height = self._size()
        least = self.minsize()
        # With large letters what a view asks for may be more than the screen has.
        self.minsize(min(least[0], width), min(least[1], height))
        x = over.winfo_rootx() + (over.winfo_width() - width) // 2
        y = over.winfo_rooty() + (over.winfo_height() - height) // 3
        x = max(0, min(x, self.winfo_screenwidth() - width))
        y = max(0, min(y, self.winfo_screenheight() - height))
        self.geometry(f"{width}x{height}+{x}+{y}")
        self.deiconify()
        self.wait_visibility()
        self.grab_set()
        (focus or self._default or self).focus_set()

    def close(self, answer: Any) -> None:
        """Answer, and go."""
        self.answer = answer
        self.grab_release()
        self.destroy()

    def _size(self) -> tuple[int, int]:
        """What the content wants, within the screen; a view may set `minsize` first."""
        least = self.minsize()
        width = max(self.winfo_reqwidth(), least[0])
        height = max(self.winfo_reqheight(), least[1])
        room = self.theme.px(40)
        return (
            min(width, self.winfo_screenwidth() - room),
            min(height, self.winfo_screenheight() - 2 * room),
        )

    def _enter(self, event: "tk.Event[tk.Misc]") -> None:
        # In a text Enter is a line feed, on a button it is that button's.
        if isinstance(event.widget, tk.Text):
            return
        if isinstance(event.widget, ttk.Button):
            event.widget.invoke()
        elif self._default is not None and self._default.instate(["!disabled"]):
            self._default.invoke()
