"""A bar of what became of the messages; the numbers stand beside it as text."""

import tkinter as tk
from collections.abc import Sequence

from depesha.ui.colours import Colours
from depesha.ui.theme import Theme

Piece = tuple[str, int]
"""Name of a total (`accepted`, `failed`, …) and its count."""


class Chart(tk.Canvas):
    """One bar, cut in proportion. Whatever is not 0 is at least a sliver."""

    def __init__(self, parent: tk.Misc, theme: Theme) -> None:
        super().__init__(parent, height=theme.px(18), highlightthickness=0, takefocus=False)
        self._theme = theme
        self._pieces: Sequence[Piece] = ()
        self.bind("<Configure>", lambda _event: self._draw())
        theme.watch(self, self._draw)

    def show(self, pieces: Sequence[Piece]) -> None:
        """Draw these."""
        self._pieces = pieces
        self._draw()

    def _draw(self) -> None:
        colours = self._theme.colours
        self.configure(background=colours.pressed, height=self._theme.px(18))
        self.delete("all")
        height = self._theme.px(18)
        for name, begin, end in spans(self._pieces, self.winfo_width(), self._theme.px(3)):
            self.create_rectangle(
                begin, 0, end, height, width=0, fill=colour_of(name, colours), tags=(name,)
            )


def spans(pieces: Sequence[Piece], width: int, least: int) -> list[tuple[str, int, int]]:
    """Where each piece begins and ends, in pixels; none narrower than `least`."""
    shown = [(name, count) for name, count in pieces if count > 0]
    total = sum(count for _name, count in shown)
    room = max(0, width - least * len(shown))
    found, at = [], 0
    seen = 0
    for number, (name, count) in enumerate(shown, 1):
        seen += count
        end = least * number + round(room * seen / total)
        found.append((name, at, end))
        at = end
    return found


def colour_of(name: str, colours: Colours) -> str:
    """The colour of a total, to be seen on the window's ground."""
    return {
        "accepted": colours.accent, "delivered": colours.good, "failed": colours.bad,
        "unknown": colours.warning, "waiting": colours.quiet, "queued": colours.disabled,
    }.get(name, colours.line)  # fmt: skip
