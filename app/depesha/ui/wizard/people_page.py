"""The last of the first steps: the people to write to."""

import tkinter as tk
from collections.abc import Callable
from tkinter import ttk

from depesha.api.i18n import _
from depesha.ui.services import Services
from depesha.ui.wrapped import Wrapped


class PeoplePage(ttk.Frame):
    """Where contacts come from; each button leaves the first steps."""

    def __init__(
        self, parent: tk.Misc, services: Services, leave: Callable[[Callable[[], object]], object]
    ) -> None:
        """`leave` ends the first steps, then does what it is given."""
        super().__init__(parent)
        px, doors = services.theme.px, services.doors
        said = _(
            "Bring in your contacts from a file of Excel, CSV or another program: Depesha looks "
            "at it, shows what it would take, and takes nothing before you agree."
        )
        Wrapped(self, said).pack(fill="x", pady=(0, px(14)))
        self.bring = ttk.Button(
            self, text=_("Import contacts from a file…"),
            command=lambda: leave(lambda: doors.import_file("contacts")),
        )  # fmt: skip
        self.bring.pack(anchor="w")
        self.write = ttk.Button(
            self, text=_("Fill in the first contact by hand"),
            command=lambda: leave(lambda: doors.contact(0)),
        )  # fmt: skip
        self.write.pack(anchor="w", pady=px(8))
        more = _(
            "SMS, Telegram and everything else are set up under Settings. F1 opens the manual at "
            "the page about what you see. These steps can be opened again from the menu Help."
        )
        Wrapped(self, more, "Quiet.TLabel").pack(fill="x", pady=(px(14), 0))
