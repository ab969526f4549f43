"""The few seconds after *Send* in which one can still change one's mind."""

import tkinter as tk
from collections.abc import Callable
from tkinter import ttk

from depesha.api.i18n import _
from depesha.ui.theme import Theme

SECONDS = 5
STEP = 100
"""Milliseconds between two moves of the bar."""


class Countdown(ttk.Frame):
    """Runs down by itself; Enter sends now, Esc cancels."""

    def __init__(
        self,
        parent: tk.Misc,
        theme: Theme,
        words: Callable[[int], str],
        send: Callable[[], object],
        cancel: Callable[[], object],
        seconds: int = SECONDS,
    ) -> None:
        """`words(seconds)` says what will happen; either `send` or `cancel` is called, once."""
        super().__init__(parent)
        self._words = words
        self._send = send
        self._cancel = cancel
        self._left = seconds * 1000
        gap = theme.px(8)
        self.said = ttk.Label(self, style="Strong.TLabel")
        self.said.pack(anchor="w", pady=(0, gap))
        self.now = ttk.Button(
            self, text=_("Send now"), style="Accent.TButton", command=lambda: self._end(send)
        )
        self.now.pack(side="left")
        self.cancel = ttk.Button(self, text=_("Cancel"), command=lambda: self._end(cancel))
        self.cancel.pack(side="left", padx=gap)
        self._bar = ttk.Progressbar(self, maximum=self._left, length=theme.px(120))
        self._bar.pack(side="left", fill="x", expand=True)
        for widget in (self.now, self.cancel):
            widget.bind("<Return>", lambda event: event.widget.invoke())
            widget.bind("<Escape>", lambda _event: self.cancel.invoke())
        self._timer = ""
        self._tick()
        self.now.focus_set()

    def stop(self) -> None:
        """Call neither of the two any more."""
        if self._timer:
            self.after_cancel(self._timer)
            self._timer = ""

    def _tick(self) -> None:
        self.said.configure(text=self._words(-(-self._left // 1000)))
        self._bar.configure(value=self._left)
        if self._left <= 0:
            self._end(self._send)
            return
        self._left -= STEP
        self._timer = self.after(STEP, self._tick)

    def _end(self, call: Callable[[], object]) -> None:
        self.stop()
        call()
