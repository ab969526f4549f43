"""What can be tried with an account: whether it works, a message to oneself, signing in."""

import tkinter as tk
import webbrowser
from tkinter import ttk
from typing import TYPE_CHECKING, Any

from depesha.api.channel import Channel
from depesha.api.i18n import _
from depesha.delivery.trial import Trial, try_account
from depesha.ui.services import Services
from depesha.ui.wrapped import Wrapped

if TYPE_CHECKING:
    from depesha.ui.settings.page import Page


class AccountActions(ttk.Frame):
    """Buttons below an account's form; what came of them stands beside."""

    def __init__(
        self,
        parent: tk.Misc,
        services: Services,
        channel: type[Channel[Any]],
        account: str,
        page: "Page",
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._channel = channel
        self._account = account
        self._page = page
        px = services.theme.px
        row = ttk.Frame(self)
        row.pack(fill="x")
        self._test = ttk.Button(row, text=_("Test the connection"), command=self.test)
        self._test.pack(side="left")
        if hasattr(channel, "sign_in"):
            ttk.Button(row, text=_("Sign in with the browser…"), command=self.sign_in).pack(
                side="left", padx=px(8)
            )
        self.result = Wrapped(self)
        self.result.pack(fill="x", pady=(px(8), 0))

    def test(self) -> None:
        """Save what was typed, then connect and log in; nothing is sent."""
        if self._page.dirty:
            # The form is built anew by saving, and these buttons with it.
            page = self._page
            page.save(lambda: _buttons(page).test())
            return
        office = self._services.office
        self._test.state(["disabled"])
        self.result.configure(text=_("Connecting…"), style="Quiet.TLabel")
        self._services.bridge.run(
            lambda: try_account(office.accounts.open(self._channel.id, self._account)),
            self._show,
            self._failed,
            key="settings.test",
        )

    def sign_in(self) -> None:
        """Open the provider's page in the browser and wait until the person is back."""
        office, name = self._services.office, self._account
        self.result.configure(text=_("Waiting for you to sign in in the browser…"))

        def work() -> None:
            account = office.accounts.open(self._channel.id, name)
            assert account.sign_in is not None
            for field, secret in account.sign_in(_open).items():
                office.settings.set_secret(f"{account.id}.{field}", secret)

        self._services.bridge.run(work, lambda _none: self.test(), self._failed)

    def _show(self, trial: Trial) -> None:
        if not self.winfo_exists():
            return
        self._test.state(["!disabled"])
        sign = "✓ " if trial.works else "✗ "
        style = "Good.TLabel" if trial.works else "Bad.TLabel"
        self.result.configure(text=sign + trial.sentence, style=style)

    def _failed(self, error: Exception) -> None:
        if self.winfo_exists():
            self._test.state(["!disabled"])
            self.result.configure(text="")
        self._services.notices.error(error)


def _open(address: str) -> None:
    webbrowser.open(address)


def _buttons(page: "Page") -> AccountActions:
    return next(one for one in page.body.winfo_children() if isinstance(one, AccountActions))
