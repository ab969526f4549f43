"""Shortcuts of one widget or dialog, under every keyboard layout."""

import tkinter as tk
from collections.abc import Callable, Mapping

from depesha.ui.keys import spell


def bind_shortcuts(widget: tk.Misc, shortcuts: Mapping[str, Callable[[], object]]) -> None:
    """Call a function at its keys (`Ctrl+B`) while the widget, or one inside the dialog, has the
    keyboard."""
    known = {keys.lower(): act for keys, act in shortcuts.items()}
    system = str(widget.tk.call("tk", "windowingsystem"))

    def pressed(event: "tk.Event[tk.Misc]") -> str | None:
        keys = spell(event.keysym, event.keycode, int(event.state), system)
        act = known.get(keys.lower())
        if act is None:
            return None
        act()
        return "break"

    widget.bind("<KeyPress>", pressed, add=True)
