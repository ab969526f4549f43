"""Text that uses the room there is, and breaks where it ends."""

import tkinter as tk
from tkinter import ttk

NARROW = 120
"""Pixels; no line is shorter."""


class Wrapped(ttk.Label):
    """A label whose lines are as long as it is wide. Give it room: `fill="x"`, `sticky="we"`."""

    def __init__(self, parent: tk.Misc, text: str = "", style: str = "TLabel") -> None:
        super().__init__(
            parent, text=text, style=style, justify="left", anchor="w", wraplength=NARROW
        )
        # Narrow until it is told how wide it may be: a long text must not widen the window. But
        # not so narrow that a page of such texts is higher than what X can draw (32,767 pixels).
        self.configure(width=1)
        self.bind("<Configure>", lambda event: self.configure(wraplength=max(NARROW, event.width)))
