"""The settings: a list of pages at the left, the page at the right."""

import tkinter as tk
from collections.abc import Callable, Sequence
from tkinter import ttk

from depesha.api.i18n import _
from depesha.domain.rights import Right
from depesha.ui.commands import Command
from depesha.ui.services import Services
from depesha.ui.settings.page import Page


class SettingsPlace(ttk.Frame):
    """Pages are built when they are opened."""

    def __init__(self, parent: tk.Misc, services: Services) -> None:
        super().__init__(parent)
        self._services = services
        self._pages: dict[str, ttk.Frame] = {}
        self._front = ""
        px = services.theme.px
        self.list = ttk.Treeview(self, show="tree", selectmode="browse", style="Nav.Treeview")
        self.list.pack(side="left", fill="y", padx=(px(8), 0), pady=px(8))
        ttk.Frame(self, width=1, style="Line.TFrame").pack(side="left", fill="y", padx=(px(8), 0))
        self._place = ttk.Frame(self)
        self._place.pack(side="left", fill="both", expand=True)
        self._builders: dict[str, Callable[[tk.Misc], ttk.Frame]] = {}
        self.list.bind("<<TreeviewSelect>>", lambda _event: self._chosen())
        services.theme.watch(self, self._paint)

    def commands(self) -> Sequence[Command]:
        """See tabs.View."""
        return ()

    def shown(self) -> None:
        """See tabs.View."""
        if not self._front:
            self.open("")

    def may_close(self) -> bool:
        """See tabs.View."""
        unsaved = [one for one in self._pages.values() if isinstance(one, Page) and one.dirty]
        return not unsaved or self._services.dialogs.confirm(
            _("Settings"), _("What you have typed is not saved yet. Close all the same?"),
            _("Close without saving"), danger=True,
        )  # fmt: skip

    def open(self, key: str) -> None:
        """Show the page of this key: `office`, `rights`, a channel's id, `plugins`; empty for the
        first."""
        self._list_pages()
        key = key if key in self._builders else next(iter(self._builders))
        self.list.selection_set(key)
        self.list.focus(key)

    def page(self, key: str) -> ttk.Frame:
        """A page, built where it is not yet."""
        if key not in self._pages:
            self._pages[key] = self._builders[key](self._place)
        return self._pages[key]

    def _list_pages(self) -> None:
        if self._builders:
            return
        services = self._services

        def office(parent: tk.Misc) -> ttk.Frame:
            from depesha.ui.settings.office_page import OfficePage

            return OfficePage(parent, services)

        def plugins(parent: tk.Misc) -> ttk.Frame:
            from depesha.ui.settings.plugins_page import PluginsPage

            return PluginsPage(parent, services)

        def rights(parent: tk.Misc) -> ttk.Frame:
            from depesha.ui.settings.rights_page import RightsPage

            return RightsPage(parent, services)

        if not services.office.may(Right.SETTINGS):
            self._add("rights", _("Rights"), "lock", rights)
            self._paint()
            return
        self._add("office", _("Office"), "house", office)
        self._add("rights", _("Rights"), "lock", rights)
        for channel in services.office.host.channels().values():
            self._add(channel.id, _(channel.title), _ICONS.get(channel.id, "plug"),
                      self._channel_page(channel.id))  # fmt: skip
        self._add("plugins", _("Plugins"), "puzzle", plugins)
        self._paint()

    def _channel_page(self, channel_id: str) -> Callable[[tk.Misc], ttk.Frame]:
        def build(parent: tk.Misc) -> ttk.Frame:
            from depesha.ui.settings.channel_page import ChannelPage

            channel = self._services.office.host.channels()[channel_id]
            return ChannelPage(parent, self._services, channel)

        return build

    def _add(self, key: str, title: str, icon: str, build: Callable[[tk.Misc], ttk.Frame]) -> None:
        self._builders[key] = build
        self.list.insert("", "end", iid=key, text=f" {title}", tags=(icon,))

    def _chosen(self) -> None:
        chosen = self.list.selection()
        if not chosen or chosen[0] == self._front:
            return
        if self._front:
            self._pages[self._front].pack_forget()
        self._front = chosen[0]
        self.page(self._front).pack(fill="both", expand=True)

    def _paint(self) -> None:
        self.list.column("#0", width=self._services.theme.px(210), stretch=False)
        for key in self.list.get_children():
            icon = str(self.list.item(key, "tags")[0])
            self.list.item(key, image=self._services.theme.icon(icon))


_ICONS = {"email": "mail", "sms": "message-square", "telegram": "send", "echo": "folder-open"}
