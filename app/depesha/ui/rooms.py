"""What there is in the window: its places and commands. Each place is imported when opened."""

import tkinter as tk
from collections.abc import Callable
from importlib import import_module
from tkinter import ttk
from typing import TYPE_CHECKING

from depesha.api.i18n import _
from depesha.ui.commands import Command
from depesha.ui.navigation import Place
from depesha.ui.services import Services
from depesha.ui.window import Window

if TYPE_CHECKING:
    from depesha.ui.attending import Attending


def places(services: Services) -> list[Place]:
    """The navigation, from top to bottom."""

    def place(key: str, title: str, icon: str, module: str, view: str) -> Place:
        # By name, so that a place is imported when somebody goes there.
        def build(parent: tk.Misc) -> ttk.Frame:
            made = getattr(import_module(f"depesha.ui.{module}"), view)
            frame: ttk.Frame = made(parent, services)
            return frame

        return Place(key, title, icon, build)

    return [
        place("contacts", _("Contacts"), "users", "contacts.place", "ContactsPlace"),
        place("employees", _("Employees"), "briefcase", "employees.place", "EmployeesPlace"),
        place("mailings", _("Mailings"), "send", "mailings.place", "MailingsPlace"),
        place("journal", _("Journal of notifications"), "history", "journal.place", "JournalPlace"),
        place("templates", _("Templates"), "layout-template", "templates.place", "TemplatesPlace"),
        place("settings", _("Settings"), "settings", "settings.place", "SettingsPlace"),
    ]


def commands(services: Services, leave: Callable[[], None]) -> list[Command]:
    """What can be done wherever one is."""
    found = [
        Command(f"go.{place.key}", place.title, lambda key=place.key: services.doors.go(key),  # type: ignore[misc]
                place.icon, f"Ctrl+{number}", menu="view")
        for number, place in enumerate(places(services)[:9], 1)
    ]  # fmt: skip
    return [*found, Command("quit", _("Quit"), leave, "power", "Ctrl+Q", menu="file")]


def reopen(services: Services) -> None:
    """What was being written when the window was closed last, once plugins are there."""
    if any(services.office.profile.drafts.iterdir()):
        from depesha.ui.editor import opening

        opening.reopen(services)


def attend(services: Services, window: Window) -> "Attending":
    """What goes on beside the views, shown at the foot of the window."""
    from depesha.ui.attending import Attending

    assert window.status is not None
    return Attending(services, window.status)
