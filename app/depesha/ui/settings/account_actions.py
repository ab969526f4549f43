"""What can be tried with an account: whether it works, a message to oneself, signing in."""

import tkinter as tk
import webbrowser
from collections.abc import Callable
from tkinter import ttk
from typing import Any, Protocol

from depesha.api.channel import Channel
from depesha.api.i18n import _
from depesha.delivery.trial import Trial, heard_of, send_hello, try_account
from depesha.ui.flow import Flow
from depesha.ui.services import Services
from depesha.ui.wrapped import Wrapped

LOOK_EVERY = 400
"""Milliseconds between two looks at what became of a test message."""
PATIENCE = 120_000
"""Milliseconds; later news of it are in the journal."""


class Saves(Protocol):
    """Where the account's form stands."""

    body: ttk.Frame
    """Holds these buttons; filled anew by saving."""

    @property
    def dirty(self) -> bool:
        """Whether something is typed that is not saved."""

    def save(self, then: Callable[[], object]) -> None:
        """Save it, then call `then`."""


class AccountActions(ttk.Frame):
    """Buttons below an account's form; what came of them stands beside."""

    def __init__(
        self,
        parent: tk.Misc,
        services: Services,
        channel: type[Channel[Any]],
        account: str,
        page: Saves,
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._channel = channel
        self._account = account
        self._page = page
        px = services.theme.px
        row = Flow(self, px(8))
        row.pack(fill="x")
        self._test = ttk.Button(row, text=_("Test the connection"), command=self.test)
        row.add(self._test)
        self._hello = ttk.Button(row, text=_("Send a test message…"), command=self.hello)
        row.add(self._hello)
        if hasattr(channel, "sign_in"):
            row.add(ttk.Button(row, text=_("Sign in with the browser…"), command=self.sign_in))
        self.result = Wrapped(self)
        self.result.pack(fill="x", pady=(px(8), 0))

    def test(self) -> None:
        """Save what was typed, then connect and log in; nothing is sent."""
        if self._saved_first(lambda buttons: buttons.test()):
            return
        office = self._services.office
        self._test.state(["disabled"])
        self._say(_("Connecting…"))
        self._services.bridge.run(
            lambda: try_account(office.accounts.open(self._channel.id, self._account)),
            self._show,
            self._failed,
            key="settings.test",
        )

    def hello(self) -> None:
        """Save what was typed, then send a few words to an address of one's own."""
        if self._saved_first(lambda buttons: buttons.hello()):
            return
        services, channel, name = self._services, self._channel, self._account
        key = f"trial.{channel.id}"
        question = _("Where to? An address of your own.")
        typed = services.dialogs.text(
            _("Test message"), question, services.remembered.get(key, "") or self._own_address()
        )
        if not typed:
            return
        services.remembered.set(key, typed)
        self._say(_("The test message to {address} is on its way.").format(address=typed))

        def gone(mailing_id: int) -> None:
            services.engine.wake()
            self._wait_for(mailing_id, PATIENCE)

        def work() -> int:
            services.office.accounts.open(channel.id, name)  # or what is missing is said
            return send_hello(services.office, channel.id, name, typed)

        services.bridge.run(work, gone, self._failed)

    def sign_in(self) -> None:
        """Open the provider's page in the browser and wait until the person is back."""
        office, name = self._services.office, self._account
        self._say(_("Waiting for you to sign in in the browser…"))

        def work() -> None:
            account = office.accounts.open(self._channel.id, name)
            assert account.sign_in is not None
            for field, secret in account.sign_in(_open).items():
                office.settings.set_secret(f"{account.id}.{field}", secret)

        self._services.bridge.run(work, lambda _none: self.test(), self._failed)

    def _saved_first(self, then: "Callable[[AccountActions], object]") -> bool:
        page = self._page
        if not page.dirty:
            return False
        # The form is built anew by saving, and these buttons with it.
        page.save(lambda: then(_buttons(page)))
        return True

    def _own_address(self) -> str:
        fields = self._services.office.settings.fields(f"{self._channel.id}.{self._account}")
        return next((row.shown for entry, row in fields if entry.path[-1] == "sender"), "")

    def _wait_for(self, mailing_id: int, patience: int) -> None:
        office = self._services.office

        def look(trial: Trial | None) -> None:
            if trial is not None:
                self._show(trial)
            elif patience > 0:
                self.after(LOOK_EVERY, lambda: self._wait_for(mailing_id, patience - LOOK_EVERY))
            else:
                self._say(_("There is no answer yet; look into the journal later."))

        self._services.bridge.run(lambda: heard_of(office, mailing_id), look, owner=self)

    def _say(self, text: str) -> None:
        self.result.configure(text=text, style="Quiet.TLabel")

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


def _buttons(page: Saves) -> AccountActions:
    return next(one for one in page.body.winfo_children() if isinstance(one, AccountActions))
