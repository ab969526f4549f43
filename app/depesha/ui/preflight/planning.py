"""The wait while people are checked one by one: how far it is, and a way out."""

import tkinter as tk
from collections.abc import Callable
from tkinter import ttk

from depesha.api.i18n import _, ngettext
from depesha.delivery.clock import Flag
from depesha.delivery.preflight import Plan
from depesha.ui.services import Services

Progress = Callable[[int], None]


class _CancelledError(Exception):
    """The person does not want this plan any more."""


class Planning(ttk.Frame):
    """A bar while `prepare` works on a thread of errands."""

    def __init__(self, parent: tk.Misc, services: Services, leave: Callable[[], object]) -> None:
        super().__init__(parent)
        theme = services.theme
        self._services = services
        self._cancelled = Flag()
        inside = ttk.Frame(self)
        inside.place(relx=0.5, rely=0.4, anchor="center")
        ttk.Label(inside, text=_("Checking every message"), style="Title.TLabel").pack()
        self._bar = ttk.Progressbar(inside, length=theme.px(360))
        self._bar.pack(pady=theme.px(12))
        self.said = ttk.Label(inside, style="Quiet.TLabel")
        self.said.pack()
        ttk.Button(inside, text=_("Cancel"), command=leave).pack(pady=(theme.px(12), 0))
        self._topic = f"planning.{id(self)}"
        services.bridge.listen(self._topic, self, self._show)

    def run(
        self,
        people: int,
        prepare: Callable[[Progress], Plan],
        discard: Callable[[Plan], object],
        then: Callable[[Plan], object],
        failed: Callable[[Exception], object],
    ) -> None:
        """Do `prepare(progress)`; `then` or `failed` is called on Tk's thread unless `cancel` was
        called before. What was planned in vain is discarded."""
        self.cancel()
        cancelled = self._cancelled = Flag()
        self._bar.configure(maximum=max(1, people), value=0)
        self._show(0)
        bridge = self._services.bridge

        def progress(done: int) -> None:
            if cancelled.is_set():
                raise _CancelledError
            bridge.post(self._topic, done)

        def done(found: Plan) -> None:
            if cancelled.is_set():
                bridge.run(lambda: discard(found))
            else:
                then(found)

        def broke(error: Exception) -> None:
            if not cancelled.is_set():
                failed(error)

        bridge.run(lambda: prepare(progress), done, broke)

    def cancel(self) -> None:
        """Nobody waits for the plan any more."""
        self._cancelled.set()

    def _show(self, done: int) -> None:
        total = int(self._bar["maximum"])
        self._bar.configure(value=done)
        text = ngettext("{done} of {n} person", "{done} of {n} people", total)
        self.said.configure(text=text.format(done=done, n=total))
