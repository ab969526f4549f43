"""Quiet notices below the tabs: what went wrong or well, in place, without a box to click away."""

import tkinter as tk
from collections.abc import Callable
from tkinter import ttk
from typing import NamedTuple

from depesha.api.i18n import _
from depesha.domain.errors import DepeshaError
from depesha.ui.theme import Theme

SECONDS = 8
"""How long good news stay. Bad ones stay until they are closed."""
MOST = 3
_LOOKS = {
    "good": ("circle-check", "PanelGood.TLabel"),
    "info": ("info", "Panel.TLabel"),
    "warning": ("triangle-alert", "PanelWarning.TLabel"),
    "bad": ("circle-alert", "PanelBad.TLabel"),
}


class Notice(NamedTuple):
    """One sentence, with more of it behind *Details*, and perhaps one thing to do about it."""

    text: str
    kind: str = "info"
    """good, info, warning or bad."""
    details: str = ""
    action: str = ""
    act: Callable[[], object] | None = None
    other: str = ""
    other_act: Callable[[], object] | None = None
    """A second thing to do about it."""


class Notices(ttk.Frame):
    """The strip in which notices stand; it takes no room while there is none."""

    def __init__(
        self, parent: tk.Misc, theme: Theme, show_details: Callable[[str, str], None]
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._show_details = show_details
        self.shown: list[Notice] = []
        self._rows: dict[Notice, ttk.Frame] = {}

    def show(self, notice: Notice) -> None:
        """Show a notice below those that are there; the same words are not shown twice."""
        if any(one.text == notice.text and one.act == notice.act for one in self.shown):
            return
        while len(self.shown) >= MOST:
            self.close(self.shown[0])
        row = self._rows[notice] = self._row(notice)
        self.shown.append(notice)
        row.pack(fill="x", pady=(0, 1))
        if notice.kind in {"good", "info"} and notice.act is None:
            timer = row.after(SECONDS * 1000, lambda: self.close(notice))
            row.bind("<Destroy>", lambda _event: row.after_cancel(timer))

    def good(self, text: str) -> None:
        """Say that something is done."""
        self.show(Notice(text, "good"))

    def error(self, error: BaseException) -> None:
        """Say what went wrong: in the error's own words where it was written for people."""
        if isinstance(error, DepeshaError):
            self.show(Notice(str(error), "bad"))
            return
        import logging
        import traceback

        trace = "".join(traceback.format_exception(error))
        logging.getLogger("depesha.ui").error("unexpected error in the window\n%s", trace)
        said = _("Something went wrong inside Depesha; nothing was changed by it.")
        self.show(Notice(said, "bad", details=trace))

    def close(self, notice: Notice) -> None:
        """Take a notice away; nothing where it is gone."""
        if notice not in self._rows:
            return
        self.shown.remove(notice)
        self._rows.pop(notice).destroy()
        if not self.shown:
            self.configure(height=1)

    def _button(
        self, row: ttk.Frame, notice: Notice, title: str, act: Callable[[], object]
    ) -> ttk.Button:
        return ttk.Button(row, text=title, command=lambda: self._act(notice, act))

    def _act(self, notice: Notice, act: Callable[[], object]) -> None:
        self.close(notice)
        act()

    def _row(self, notice: Notice) -> ttk.Frame:
        theme = self._theme
        icon, style = _LOOKS[notice.kind]
        row = ttk.Frame(self, style="Panel.TFrame", padding=(theme.px(10), theme.px(6)))
        sign = ttk.Label(row, style=style)
        sign.pack(side="left", padx=(0, theme.px(8)))
        close = ttk.Button(
            row, style="Panel.Toolbutton", text=_("Close"), command=lambda: self.close(notice)
        )
        close.pack(side="right")
        if notice.details:
            details = notice.details
            ttk.Button(
                row, style="Panel.Toolbutton", text=_("Details"),
                command=lambda: self._show_details(notice.text, details),
            ).pack(side="right", padx=theme.px(4))  # fmt: skip
        for title, act in ((notice.other, notice.other_act), (notice.action, notice.act)):
            if act is not None:
                self._button(row, notice, title, act).pack(side="right", padx=theme.px(4))
        text = ttk.Label(row, text=notice.text, style=style, justify="left")
        text.pack(side="left", fill="x", expand=True)
        # Narrow until it is told how much the buttons leave.
        text.configure(width=1, wraplength=1)
        text.bind("<Configure>", lambda event: text.configure(wraplength=event.width))

        def paint() -> None:
            ink = str(ttk.Style(row).lookup(style, "foreground"))
            sign.configure(image=theme.icon(icon, colour=ink))
            close.configure(image=theme.icon("x"), compound="image")

        theme.watch(row, paint)
        return row
