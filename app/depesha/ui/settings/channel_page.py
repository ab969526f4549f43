"""The settings of one channel: whether it is used, when, and its accounts."""

import tkinter as tk
from tkinter import ttk
from typing import Any

from depesha.api.channel import Channel
from depesha.api.i18n import _
from depesha.settings.catalogue import FIRST_ACCOUNT
from depesha.ui.flow import Flow
from depesha.ui.services import Services
from depesha.ui.settings.account_actions import AccountActions
from depesha.ui.settings.advice import Advice
from depesha.ui.settings.form import Form
from depesha.ui.settings.page import Page
from depesha.ui.wrapped import Wrapped


class ChannelPage(Page):
    """The section of a channel, and of the account that is chosen."""

    def __init__(self, parent: tk.Misc, services: Services, channel: type[Channel[Any]]) -> None:
        super().__init__(parent, services, _(channel.title))
        self._channel = channel
        self._account = FIRST_ACCOUNT
        self.reload()

    def fill(self) -> None:
        """See Page."""
        services, channel = self.services, self._channel
        settings, theme = services.office.settings, services.theme
        names = settings.accounts(channel.id) or [FIRST_ACCOUNT]
        if self._account not in names:
            self._account = names[0]
        use = Form(self.body, theme, settings.fields(channel.id), self.touched)
        use.pack(fill="x")
        self._head(names)
        options = {"gateway": self._gateways()} if self._has_gateways() else {}
        account = Form(
            self.body, theme, settings.fields(f"{channel.id}.{self._account}"), self.touched,
            options,
        )  # fmt: skip
        account.pack(fill="x")
        # The service decides which other fields there are; a preset which are filled in for one.
        account.watch("gateway", lambda: self.after_idle(self.save))
        self.forms = [use, account]
        self._about(account.value("gateway"))
        Advice(self.body, services, channel, account).pack(fill="x")
        AccountActions(self.body, services, channel, self._account, self).pack(
            fill="x", pady=(theme.px(14), 0)
        )

    def _head(self, names: list[str]) -> None:
        """The account that is shown, and more of them."""
        px = self.services.theme.px
        row = Flow(self.body, px(8))
        row.pack(fill="x", pady=(px(18), px(4)))
        row.add(ttk.Label(row, text=_("Account"), style="Strong.TLabel"))
        if len(names) > 1:
            box = ttk.Combobox(row, values=names, state="readonly", width=18)
            box.set(self._account)
            row.add(box)
            box.bind("<<ComboboxSelected>>", lambda _event: self._show(box.get()))
        buttons = [(_("One more account…"), self._more)]
        if len(names) > 1:
            buttons.append((_("Delete the account…"), self._remove))
        for text, run in buttons:
            row.add(ttk.Button(row, text=text, style="Toolbutton", command=run))

    def _about(self, gateway_id: str) -> None:
        """What the chosen service says of itself."""
        gateway = self.services.office.host.gateways().get(gateway_id)
        if gateway is None:
            return
        theme = self.services.theme
        words = " ".join((gateway.__doc__ or "").split())
        for text in filter(None, (_(words), gateway.terms)):
            Wrapped(self.body, text, "Quiet.TLabel").pack(fill="x", pady=(theme.px(8), 0))

    def _has_gateways(self) -> bool:
        from depesha.api.settings import GatewaySettings

        return issubclass(self._channel.settings, GatewaySettings)

    def _gateways(self) -> dict[str, str]:
        found = self.services.office.host.gateways()
        known = {id_: _(gateway.title) for id_, gateway in found.items()}
        return {"": _("Choose a service"), **dict(sorted(known.items(), key=lambda pair: pair[1]))}

    def _show(self, name: str) -> None:
        self._account = name
        self.reload()

    def _more(self) -> None:
        name = self.services.dialogs.text(
            _("One more account"), _("What shall it be called? Letters, digits, - and _."),
        )  # fmt: skip
        if not name:
            return
        try:
            self.services.office.settings.fields(f"{self._channel.id}.{name}")
            self.services.office.settings.change({f"{self._channel.id}.{name}.connections": "1"})
        except Exception as error:  # noqa: BLE001 - said in place
            self.services.notices.error(error)
            return
        self._show(name)

    def _remove(self) -> None:
        account = f"{self._channel.id}.{self._account}"
        question = _("Delete the account {account} with its passwords?").format(account=account)
        if self.services.dialogs.confirm(
            _("Delete the account"), question, _("Delete"), danger=True
        ):
            settings, name = self.services.office.settings, self._account
            self.services.bridge.run(
                lambda: settings.remove_account(self._channel.id, name), lambda _none: self.reload()
            )
