"""The plugin manager: what there is, what is wrong with it, switching off, installing."""

import tkinter as tk
from tkinter import ttk

from depesha.api.i18n import _
from depesha.plughost.installing import install
from depesha.plughost.state import PluginInfo, PluginState
from depesha.ui.flow import Flow
from depesha.ui.listing import Heading, set_headings
from depesha.ui.restart import offer_restart
from depesha.ui.services import Services
from depesha.ui.wrapped import Wrapped

_SIGNS = {PluginState.ACTIVE: "✓", PluginState.DISABLED: "–"}


class PluginsPage(ttk.Frame):
    """A list of plugins over what is known of the chosen one."""

    def __init__(self, parent: tk.Misc, services: Services) -> None:
        super().__init__(parent, padding=services.theme.px(16))
        self._services = services
        px = services.theme.px
        ttk.Label(self, text=_("Plugins"), style="Title.TLabel").pack(anchor="w")
        row = Flow(self, px(8))
        row.pack(fill="x", pady=px(8))
        self._switch = ttk.Button(row, command=self.switch)
        row.add(self._switch)
        row.add(ttk.Button(row, text=_("Install from a file…"), command=self.install))
        warning = _(
            "A plugin is a program: it can do all that you can. Install only what you trust."
        )
        Wrapped(self, warning, "Quiet.TLabel").pack(fill="x", pady=(0, px(8)))
        table = ttk.Frame(self)
        table.pack(fill="both", expand=True)
        self.list = ttk.Treeview(table, columns=("version", "state"), selectmode="browse", height=5)
        bar = ttk.Scrollbar(table, command=self.list.yview)
        self.list.configure(yscrollcommand=bar.set)
        bar.pack(side="right", fill="y")
        headings = (
            Heading("#0", _("Plugin"), 150), Heading("version", _("Version"), 80),
            Heading("state", _("State"), 200),
        )  # fmt: skip
        set_headings(self.list, services.theme, headings, "state")
        self.list.pack(side="left", fill="both", expand=True)
        self.list.bind("<<TreeviewSelect>>", lambda _event: self._show())
        self.text = tk.Text(self, height=5, wrap="word", font="TkDefaultFont")
        self.text.pack(fill="both", expand=True, pady=(px(8), 0))
        self.reload()

    def reload(self) -> None:
        """Show what is loaded now."""
        off = self._off()
        self.list.delete(*self.list.get_children())
        self._known = {info.name: info for info in self._services.office.host.plugins()}
        for info in self._known.values():
            said = info.problem or info.state.sentence
            if (info.name in off) is not (info.state is PluginState.DISABLED):
                said = _("Changes at the next start.")
            sign = _SIGNS.get(info.state, "✗")
            self.list.insert(
                "", "end", iid=info.name, text=info.name, values=(info.version, f"{sign} {said}")
            )
        if self._known:
            self.list.selection_set(next(iter(self._known)))

    def switch(self) -> None:
        """Switch the chosen plugin off, or on again, from the next start on."""
        info = self._chosen()
        if info is None:
            return
        off = self._off() ^ {info.name}
        try:
            self._services.office.settings.change({"office.plugins_off": " ".join(sorted(off))})
        except Exception as error:  # noqa: BLE001 - said in place
            self._services.notices.error(error)
            return
        self.reload()
        self.list.selection_set(info.name)
        offer_restart(self._services)

    def install(self) -> None:
        """Unpack a plugin's wheel into the plugin folder."""
        path = self._services.dialogs.open_file(
            _("Install a plugin"), [(_("Plugin (wheel)"), "*.whl")]
        )
        if path is None:
            return
        folder = self._services.office.profile.plugins

        def installed(name: str) -> None:
            self._services.notices.good(_("{plugin} is installed.").format(plugin=name))
            offer_restart(self._services)

        self._services.bridge.run(lambda: install(path, folder), installed)

    def _off(self) -> set[str]:
        return set(self._services.office.settings.office.plugins_off.split())

    def _chosen(self) -> PluginInfo | None:
        chosen = self.list.selection()
        return self._known.get(chosen[0]) if chosen else None

    def _show(self) -> None:
        info = self._chosen()
        if info is None:
            return
        hooks = ", ".join(info.hooks)
        described = " ".join(info.description.split())
        parts = [
            _(described),
            _("Offers: {hooks}").format(hooks=hooks) if hooks else "",
            info.problem,
            info.traceback,
        ]
        self.text.configure(state="normal")
        self.text.replace("1.0", "end", "\n\n".join(part for part in parts if part))
        self.text.configure(state="disabled")
        on = info.name in self._off()
        self._switch.configure(text=_("Switch on") if on else _("Switch off"))
