"""The window of a sample office, for whoever shows one after another what there is in it."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from depesha.ui.app import App
from depesha.ui.modal import in_front

PATIENCE = 20.0
"""Seconds that a window gets to be complete."""


@dataclass(frozen=True, slots=True)
class Known:
    """What there is in the office to be shown."""

    contact: int
    employee: int
    document: int
    mailing: int
    file: Path
    """Of contacts, to be imported."""
    people: int = 60
    """So many are written to: the contacts 1 to this one."""


class Stage:
    """The window of a sample office; `look` is told of every window that is on it."""

    def __init__(
        self, app: App, known: Known, look: Callable[[str, Any], object], rest: float = 0
    ) -> None:
        """`look(name, window)` gets the main window or a dialog; `rest` are seconds to settle."""
        self.app, self.known = app, known
        self.services, self.root = app.services, app.root
        self._look = look
        self._rest = rest

    def live(self, seconds: float = 0) -> None:
        """Let the window live as long as work goes on, and where it may rest, longer."""
        end = time.monotonic() + (max(seconds, self._rest) if self._rest else 0)
        last = end + PATIENCE
        while time.monotonic() < (end if self.services.bridge.idle else last):
            self.root.update()
            time.sleep(0.002)
        self.root.update()

    def until(self, true: Callable[[], object]) -> None:
        """Wait for something; raises TimeoutError."""
        last = time.monotonic() + PATIENCE
        while not true():
            self.root.update()
            time.sleep(0.002)
            if time.monotonic() > last:
                raise TimeoutError(true)

    def show(self, name: str, window: Any = None) -> None:
        """This is complete: look at it."""
        self.live()
        self._look(name, window or self.root)

    def box(
        self,
        name: str,
        opening: Callable[[], object],
        inside: Callable[[Any], object] | None = None,
    ) -> None:
        """Open a dialog, do something in it, look at it, close it."""
        seen = []

        def look() -> None:
            if in_front(self.root) is self.root:
                self.root.after(20, look)
                return
            dialog: Any = in_front(self.root)
            self.live()
            if inside is not None:
                inside(dialog)
            if dialog.winfo_exists():
                self.show(name, dialog)
                dialog.close(None)
            seen.append(name)

        self.root.after(20, look)
        opening()
        self.until(lambda: seen)

    def front(self) -> Any:
        """The view in front."""
        self.live()
        return self.services.tabs.view(self.services.tabs.front)

    def leave(self) -> None:
        """Close what is in front, whatever is in it."""
        self.services.tabs.close_quietly(self.services.tabs.front)

    def command(self, id_: str) -> None:
        """What a button or a key would do."""
        self.live()
        self.services.tabs.refresh_commands()
        next(one for one in self.services.commands.all() if one.id == id_).run()
