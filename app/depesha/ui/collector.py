"""Garbage is collected on Tk's thread alone.

Python collects wherever it happens to be. On another thread it would take away pictures, variables
and windows there, and Tcl aborts the process for that. So automatic collection is off while a
window is up, and a timer on Tk's thread does the same work by the same thresholds.
"""

import gc
import tkinter as tk

EVERY = 200
"""Milliseconds between two looks."""


class Collector:
    """Collects for one window until it is closed."""

    def __init__(self, root: tk.Misc) -> None:
        self._root = root
        gc.disable()
        self._timer = root.after(EVERY, self._look)

    def close(self) -> None:
        """Look no more. It is not left to Python again: a thread that is late to end may hold what
        was the window's, and the process is about to end anyway."""
        self._root.after_cancel(self._timer)

    @staticmethod
    def settle() -> None:
        """What was made for the start stays: do not look at it again each time."""
        gc.collect()
        gc.freeze()

    def _look(self) -> None:
        collect_due()
        self._timer = self._root.after(EVERY, self._look)


def collect_due() -> int:
    """Collect the oldest generation whose threshold is passed; returns it, or -1 for none."""
    counts, thresholds = gc.get_count(), gc.get_threshold()
    for generation in (2, 1, 0):
        if counts[generation] > thresholds[generation]:
            gc.collect(generation)
            return generation
    return -1
