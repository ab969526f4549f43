"""Keeps what is being written on disk: soon after each change, and at once when asked."""

import tkinter as tk
from collections.abc import Callable
from dataclasses import replace

from depesha.delivery.drafts import Draft, DraftFiles
from depesha.domain.errors import DepeshaError
from depesha.ui.services import Services

DELAY = 1500
"""Milliseconds after a change."""


class Autosave:
    """Of one editor. `draft()` gives the state as it is now."""

    def __init__(self, widget: tk.Misc, services: Services, draft: Callable[[], Draft]) -> None:
        self._widget = widget
        self._services = services
        self._draft = draft
        self._files = DraftFiles(services.office.profile.drafts)
        self._timer = ""
        self._writing = False
        self._again = False
        self._forgotten = False
        self._id = draft().id
        self._failed = ""
        widget.bind("<Destroy>", self._gone, add=True)

    def changed(self) -> None:
        """Write soon."""
        if not self._timer:
            self._timer = self._widget.after(DELAY, self._due)

    def now(self) -> None:
        """Write before this returns: the window is about to go."""
        if self._timer:
            self._stop()
            try:
                self._files.keep(self._draft())
            except DepeshaError as error:
                self._services.notices.error(error)

    def forget(self) -> None:
        """The text was sent, or thrown away."""
        self._stop()
        self._forgotten = True
        if not self._writing:
            self._files.forget(self._id)

    def set_aside(self) -> None:
        """The text stays, and does not open by itself any more."""
        self._stop()
        self._files.keep(replace(self._draft(), open=False))

    def _due(self) -> None:
        self._timer = ""
        if self._writing:
            self._again = True
            return
        draft = self._draft()
        self._writing = True
        # One at a time, so that an older state never comes after a newer one.
        self._services.bridge.run(lambda: self._files.keep(draft), self._written, self._not_written)

    def _written(self, _nothing: None) -> None:
        self._failed = ""
        self._next()

    def _not_written(self, error: Exception) -> None:
        # A full disk is said once, not with every word.
        if str(error) != self._failed:
            self._services.notices.error(error)
        self._failed = str(error)
        self._next()

    def _next(self) -> None:
        self._writing = False
        if self._forgotten:
            self._files.forget(self._id)
        elif self._again and self._widget.winfo_exists():
            self._again = False
            self.changed()

    def _stop(self) -> None:
        if self._timer:
            self._widget.after_cancel(self._timer)
            self._timer = ""

    def _gone(self, event: "tk.Event[tk.Misc]") -> None:
        if event.widget is self._widget:
            self._stop()
