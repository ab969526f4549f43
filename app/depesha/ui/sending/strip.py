"""The strip at the foot of the window: what is being sent, with pause and stop."""

import tkinter as tk
from collections.abc import Callable
from tkinter import ttk

from depesha.api.i18n import _
from depesha.delivery.clock import Clock
from depesha.delivery.progress import Progress
from depesha.domain.states import MailingState
from depesha.ui.sending.words import most_pressing, others_line, state_line, under_way
from depesha.ui.theme import Theme
from depesha.ui.tooltip import Tooltip

LONGEST = 32
"""Letters of a title."""


class Strip(ttk.Frame):
    """Shows the most pressing mailing; invisible while there is none."""

    def __init__(
        self,
        parent: tk.Misc,
        theme: Theme,
        clock: Clock,
        *,
        open_results: Callable[[int], object],
        pause: Callable[[int], object],
        resume: Callable[[int], object],
        stop: Callable[[Progress], object],
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._clock = clock
        self._shown: Progress | None = None
        gap = theme.px(6)
        self.title = self._button("send", lambda one: open_results(one.mailing.id))
        self.title.configure(compound="left")
        self.bar = ttk.Progressbar(self, length=theme.px(120))
        self.said = ttk.Label(self, style="Quiet.TLabel")
        self.pause = self._button("pause", lambda one: pause(one.mailing.id))
        self.resume = self._button("play", lambda one: resume(one.mailing.id))
        self.stop = self._button("square", stop)
        for button, words in (
            (self.pause, _("Pause")), (self.resume, _("Go on")), (self.stop, _("Stop")),
        ):  # fmt: skip
            Tooltip(button, words, theme)
        self._parts = (self.title, self.bar, self.said, self.pause, self.resume, self.stop)
        self._gap = gap
        theme.watch(self, self._paint)

    def show(self, found: tuple[Progress, ...]) -> None:
        """What goes on now."""
        found = under_way(found)
        one = self._shown = most_pressing(found)
        for part in self._parts:
            part.pack_forget()
        if one is None:
            return
        mailing = one.mailing
        short = mailing.title if len(mailing.title) <= LONGEST else mailing.title[:LONGEST] + "…"
        self.title.configure(text=f" {short}")
        said = state_line(one, self._clock)
        if len(found) > 1:
            said += " · " + others_line(len(found) - 1)
        self.said.configure(text=said)
        self.bar.configure(maximum=max(1, one.total), value=one.done)
        goes = mailing.state == MailingState.RUNNING
        self.stop.pack(side="right")
        (self.pause if goes else self.resume).pack(side="right")
        self.title.pack(side="left")
        self.bar.pack(side="left", padx=self._gap)
        self.said.pack(side="left", padx=self._gap, fill="x", expand=True)

    def _button(self, icon: str, act: Callable[[Progress], object]) -> ttk.Button:
        def run() -> None:
            if self._shown is not None:
                act(self._shown)

        button = ttk.Button(self, style="Toolbutton", command=run)
        button.bind("<Return>", lambda _event: button.invoke())
        self._theme.watch(button, lambda: button.configure(image=self._theme.icon(icon)))
        return button

    def _paint(self) -> None:
        self.bar.configure(length=self._theme.px(120))
