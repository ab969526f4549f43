"""The wait while rows are taken: how many by now, and a way out."""

import tkinter as tk
from collections.abc import Callable
from tkinter import ttk
from typing import TYPE_CHECKING

from depesha.api.i18n import ngettext
from depesha.delivery.clock import Flag
from depesha.ui.services import Services

if TYPE_CHECKING:
    from depesha.exchange.report import Report

Progress = Callable[[int], None]


class _CancelledError(Exception):
    """The person does not want this import any more."""


class Working(ttk.Frame):
    """A moving bar while `work(progress)` goes on, and what comes of it."""

    def __init__(self, parent: tk.Misc, services: Services) -> None:
        super().__init__(parent)
        self._services = services
        self._cancelled = Flag()
        self.running = False
        inside = ttk.Frame(self)
        inside.place(relx=0.5, rely=0.4, anchor="center")
        self.title = ttk.Label(inside, style="Title.TLabel")
        self.title.pack()
        self._bar = ttk.Progressbar(inside, length=services.theme.px(360), mode="indeterminate")
        self._bar.pack(pady=services.theme.px(12))
        self.said = ttk.Label(inside, style="Quiet.TLabel")
        self.said.pack()
        self._topic = f"importing.{id(self)}"
        services.bridge.listen(self._topic, self, self._show)

    def run(
        self,
        title: str,
        work: "Callable[[Progress], Report]",
        then: "Callable[[Report], object]",
        failed: Callable[[Exception], object],
        cancelled: Callable[[], object],
    ) -> None:
        """One of `then`, `failed` and `cancelled` is called on Tk's thread when all is over."""
        flag = self._cancelled = Flag()
        bridge = self._services.bridge
        self.running = True
        self.title.configure(text=title)
        self._show(0)
        self._bar.start(12)

        def progress(rows: int) -> None:
            if flag.is_set():
                raise _CancelledError
            bridge.post(self._topic, rows)

        def ended(call: Callable[[], object]) -> None:
            self.running = False
            if self.winfo_exists():
                self._bar.stop()
                call()

        def broke(error: Exception) -> None:
            given_up = isinstance(error, _CancelledError)
            ended(cancelled if given_up else lambda: failed(error))

        bridge.run(lambda: work(progress), lambda report: ended(lambda: then(report)), broke)

    def cancel(self) -> None:
        """Stop at the next rows; what was taken is taken back."""
        self._cancelled.set()

    def _show(self, rows: int) -> None:
        self.said.configure(text=ngettext("{n} row", "{n} rows", rows).format(n=rows))
