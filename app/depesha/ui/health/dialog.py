"""Behind the indicator: each service with its colour, and words that say what to do."""

from collections.abc import Callable, Sequence
from tkinter import ttk

from depesha.api.i18n import _
from depesha.delivery.health import services as look
from depesha.domain.health import Service
from depesha.ui.modal import Modal
from depesha.ui.services import Services
from depesha.ui.status_bar import look as appearance


class HealthDialog(Modal):
    """Shows what is known, then what a close look finds."""

    def __init__(
        self,
        services: Services,
        known: Sequence[Service],
        found: Callable[[tuple[Service, ...]], object],
    ) -> None:
        """`found` hears what the close look found."""
        super().__init__(services.root, services.theme, _("How things are"))
        self._services = services
        self._found = found
        self.lines = ttk.Frame(self.body)
        self.lines.pack(fill="both", expand=True)
        self.add_button(_("Close"), lambda: self.close(None), accent=True)
        self._again = self.add_button(_("Check again"), self.check, left=True)
        self._fill(sorted(known, key=lambda one: -one.health))
        self.check()

    def check(self) -> None:
        """Look closely: accounts and passwords too."""
        self._again.state(["disabled"])
        office, engine = self._services.office, self._services.engine
        self._services.bridge.run(
            lambda: look(office, engine, closely=True), self._checked, key="health.closely"
        )

    def _checked(self, found: tuple[Service, ...]) -> None:
        self._found(found)
        if self.winfo_exists():
            self._again.state(["!disabled"])
            self._fill(sorted(found, key=lambda one: -one.health))

    def _fill(self, services: Sequence[Service]) -> None:
        theme = self.theme
        for old in self.lines.winfo_children():
            old.destroy()
        self.lines.columnconfigure(1, weight=1)
        for row, one in enumerate(services):
            icon, word, colour = appearance(one.health, theme)
            ttk.Label(self.lines, image=theme.icon(icon, 20, colour)).grid(
                row=row, column=0, sticky="n", padx=(0, theme.px(10)), pady=theme.px(6)
            )
            said = ttk.Frame(self.lines)
            said.grid(row=row, column=1, sticky="we", pady=theme.px(4))
            ttk.Label(said, text=f"{one.title}: {word}", style="Strong.TLabel").pack(anchor="w")
            ttk.Label(
                said, text=one.words, wraplength=theme.px(420), justify="left", style="Quiet.TLabel"
            ).pack(anchor="w")
            if one.page:
                self._settings_button(one.page).grid(
                    row=row, column=2, sticky="n", padx=(theme.px(8), 0)
                )
        self.update_idletasks()
        if self.winfo_viewable():
            self.geometry("")

    def _settings_button(self, page: str) -> ttk.Button:
        return ttk.Button(
            self.lines, text=_("Settings"), style="Toolbutton",
            command=lambda: self._settings(page),
        )  # fmt: skip

    def _settings(self, page: str) -> None:
        self.close(None)
        self._services.doors.settings(page)
