"""The first of the first steps: in which language, and for whom."""

import tkinter as tk
from tkinter import ttk

from depesha.api.i18n import LANGUAGES, _, current_language
from depesha.ui.services import Services
from depesha.ui.wrapped import Wrapped

TITLES = {"ru": "Русский", "en": "English"}


class HelloPage(ttk.Frame):
    """The language and the office's name."""

    def __init__(self, parent: tk.Misc, services: Services) -> None:
        super().__init__(parent)
        self._services = services
        px = services.theme.px
        said = _(
            "Depesha writes to your customers: by e-mail, SMS and messengers, to each his own "
            "message. Three short steps and it is ready; each can be left out and made up for in "
            "the settings."
        )
        Wrapped(self, said).pack(fill="x", pady=(0, px(18)))
        self.language = tk.StringVar(self, current_language())
        ttk.Label(self, text=_("Language"), style="Strong.TLabel").pack(anchor="w")
        row = ttk.Frame(self)
        row.pack(anchor="w", pady=(px(4), px(16)))
        self.choices = [
            ttk.Radiobutton(row, text=TITLES[one], value=one, variable=self.language)
            for one in sorted(LANGUAGES, reverse=True)
        ]
        for choice in self.choices:
            choice.pack(side="left", padx=(0, px(18)))
        ttk.Label(self, text=_("Name of the office"), style="Strong.TLabel").pack(anchor="w")
        self.entry = ttk.Entry(self, width=42)
        self.entry.insert(0, services.office.settings.office.name)
        self.entry.pack(anchor="w", pady=(px(4), 0))
        hint = _("As your customers know it; the macro {FIRM.NAME} puts it into messages.")
        Wrapped(self, hint, "Quiet.TLabel").pack(fill="x", pady=(px(2), 0))

    @property
    def changes(self) -> dict[str, str]:
        """Key → text of what is to be set."""
        return {"office.language": self.language.get(), "office.name": self.entry.get().strip()}

    @property
    def other_language(self) -> bool:
        """Whether the window must begin anew to speak the language that is chosen."""
        return self.language.get() != current_language()
