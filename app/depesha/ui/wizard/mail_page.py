"""The second of the first steps: the mailbox that letters go out from."""

import tkinter as tk
from collections.abc import Callable
from tkinter import ttk

from depesha.api.i18n import _
from depesha.domain.states import Mode
from depesha.settings.catalogue import FIRST_ACCOUNT
from depesha.ui.scrolled import Scrolled
from depesha.ui.services import Services
from depesha.ui.settings.account_actions import AccountActions
from depesha.ui.settings.advice import Advice
from depesha.ui.settings.form import Form
from depesha.ui.settings.saving import save_forms
from depesha.ui.wrapped import Wrapped

CHANNEL = "email"
FIELDS = ("sender", "sender_name", "provider", "host", "port", "password")
"""What an office knows of its account; the rest the provider's preset knows."""
_SERVER = ("host", "port")
"""Asked for only where no provider knows them."""


class MailPage(ttk.Frame):
    """A short form of the account, and what can be tried with it."""

    def __init__(self, parent: tk.Misc, services: Services) -> None:
        super().__init__(parent)
        self._services = services
        self._section = f"{CHANNEL}.{FIRST_ACCOUNT}"
        said = _(
            "Fill in the mailbox that your letters come from. Nothing is sent to anybody before "
            "you say so."
        )
        Wrapped(self, said).pack(fill="x", pady=(0, services.theme.px(10)))
        scrolled = Scrolled(self, services.theme)
        scrolled.pack(fill="both", expand=True)
        self.body = ttk.Frame(scrolled.inside)
        self.body.pack(fill="both", expand=True)
        self._fill()

    @property
    def dirty(self) -> bool:
        """Whether something is typed that is not saved."""
        return self.form.dirty

    def save(self, then: Callable[[], object]) -> None:
        """Save the account and put the channel to use, then call `then`."""

        def saved() -> None:
            if self.winfo_exists():
                self._fill()
                then()

        used = self._services.office.settings.channel(CHANNEL).mode
        more = {f"{CHANNEL}.mode": Mode.ON.value} if used is Mode.OFF else {}
        save_forms(self._services, [self.form], saved, more)

    def _fill(self) -> None:
        for child in self.body.winfo_children():
            child.destroy()
        services = self._services
        known = {entry.path[-1]: (entry, row) for entry, row in
                 services.office.settings.fields(self._section)}  # fmt: skip
        channel = services.office.host.channels()[CHANNEL]
        self.form = Form(self.body, services.theme, [known[name] for name in FIELDS], self._typed)
        self.form.pack(fill="x")
        Advice(self.body, services, channel, self.form).pack(fill="x")
        self.actions = AccountActions(self.body, services, channel, FIRST_ACCOUNT, self)
        self.actions.pack(fill="x", pady=(services.theme.px(12), 0))
        self.form.watch("provider", self._typed)
        self._typed()

    def _typed(self) -> None:
        for name in _SERVER:
            self.form.offer(name, offered=not self.form.value("provider"))
