"""Files dragged onto a widget, where tkdnd can be loaded."""

import tkinter as tk
from collections.abc import Callable, Sequence
from pathlib import Path


def accept_files(widget: tk.Misc, took: Callable[[Sequence[str]], object]) -> bool:
    """Call `took(paths)` for files dropped on the widget; False where the system cannot drop."""
    try:
        from tkinterdnd2 import COPY, DND_FILES, TkinterDnD

        # The window stays an ordinary one: only Tk learns to drop.
        TkinterDnD._require(widget.winfo_toplevel())  # noqa: SLF001 - the library's way to do so
    except (ImportError, RuntimeError, tk.TclError):
        return False
    place: object = widget

    def dropped(event: object) -> str:
        names = widget.tk.splitlist(getattr(event, "data", ""))
        took([str(name) for name in names if Path(str(name)).is_file()])
        return str(COPY)

    place.drop_target_register(DND_FILES)  # type: ignore[attr-defined]
    place.dnd_bind("<<Drop>>", dropped)  # type: ignore[attr-defined]
    return True
