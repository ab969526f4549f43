"""A hint beside a widget over which the pointer rests, or that has the keyboard."""

import tkinter as tk
from tkinter import ttk

from depesha.ui.theme import Theme

DELAY = 600
"""Milliseconds."""


class Tooltip:
    """A hint for one widget; gone with it."""

    def __init__(self, widget: tk.Misc, text: str, theme: Theme) -> None:
        self.text = text
        self._widget = widget
        self._theme = theme
        self._timer = ""
        self._shown: tk.Toplevel | None = None
        for sequence in ("<Enter>", "<FocusIn>"):
            widget.bind(sequence, self._wait, add=True)
        for sequence in ("<Leave>", "<FocusOut>", "<ButtonPress>", "<KeyPress>", "<Destroy>"):
            widget.bind(sequence, self._hide, add=True)

    def _wait(self, _event: object) -> None:
        self._hide(_event)
        self._timer = self._widget.after(DELAY, self._show)

    def _show(self) -> None:
        self._timer = ""
        if not self.text or not self._widget.winfo_viewable():
            return
        theme = self._theme
        shown = self._shown = tk.Toplevel(self._widget, background=theme.colours.line)
        shown.wm_overrideredirect(boolean=True)
        label = ttk.Label(
            shown, text=self.text, style="Panel.TLabel", padding=(theme.px(8), theme.px(4)),
            wraplength=theme.px(360),
        )  # fmt: skip
        label.pack(padx=1, pady=1)
        shown.update_idletasks()
        x = self._widget.winfo_rootx() + theme.px(4)
        y = self._widget.winfo_rooty() + self._widget.winfo_height() + theme.px(4)
        x = max(0, min(x, self._widget.winfo_screenwidth() - shown.winfo_reqwidth()))
        if y + shown.winfo_reqheight() > self._widget.winfo_screenheight():
            y = self._widget.winfo_rooty() - shown.winfo_reqheight() - theme.px(4)
        shown.wm_geometry(f"+{x}+{y}")

    def _hide(self, _event: object) -> None:
        if self._timer:
            self._widget.after_cancel(self._timer)
            self._timer = ""
        if self._shown is not None:
            self._shown.destroy()
            self._shown = None
