"""What a channel says while its account is filled in: what follows, it fills in by itself."""

import tkinter as tk
import webbrowser
from tkinter import ttk
from typing import Any

from depesha.api.channel import Channel, Suggestion
from depesha.api.i18n import _
from depesha.ui.services import Services
from depesha.ui.settings.form import Form
from depesha.ui.wrapped import Wrapped


class Advice(ttk.Frame):
    """Stands below a form of the channel's account and follows what is typed there."""

    def __init__(
        self, parent: tk.Misc, services: Services, channel: type[Channel[Any]], form: Form
    ) -> None:
        super().__init__(parent)
        self._channel = channel
        self._form = form
        # What a person empties again on purpose is not filled in a second time.
        self._filled: set[str] = set()
        self._page = ""
        px = services.theme.px
        self.text = Wrapped(self, style="Quiet.TLabel")
        self.link = ttk.Button(
            self, style="Toolbutton", command=lambda: webbrowser.open(self._page)
        )
        self.text.pack(fill="x", pady=(px(8), 0))
        for name in form.texts:
            form.watch(name, self.follow)
        self.follow()

    def follow(self) -> None:
        """Ask the channel anew."""
        found = self._ask()
        for name, text in found.values.items():
            if name not in self._filled and not self._form.value(name):
                self._filled.add(name)
                self._form.put(name, text)
        self._page = found.page
        self.text.configure(text=found.advice)
        self.link.configure(text=_("Open {page}").format(page=found.page))
        if found.page:
            self.link.pack(anchor="w")
        else:
            self.link.pack_forget()

    def _ask(self) -> Suggestion:
        try:
            return self._channel.suggest(self._form.texts)
        except Exception:  # noqa: BLE001 - a foreign plugin that cannot advise leaves us as we were
            return Suggestion()
