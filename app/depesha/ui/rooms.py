"""What there is in the window: its places and commands. Each place is imported when opened."""

import tkinter as tk
from collections.abc import Callable
from functools import partial
from importlib import import_module
from tkinter import ttk
from typing import TYPE_CHECKING

from depesha.api.i18n import _
from depesha.domain.words import DOCUMENT_TYPES
from depesha.ui.commands import Command
from depesha.ui.navigation import Place
from depesha.ui.services import Services
from depesha.ui.window import Window

if TYPE_CHECKING:
    from depesha.ui.attending import Attending


_JOURNAL_ICONS = {
    "": "folder-open",
    "order": "shopping-cart",
    "invoice_out": "truck",
    "invoice_in": "package",
    "return": "undo-2",
    "payment": "banknote",
    "vin": "car-front",
}


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
        journal_place(services, "", _("Documents")),
        *(journal_place(services, key, _(title)) for key, title in DOCUMENT_TYPES.items()),
        place("mailings", _("Mailings"), "send", "mailings.place", "MailingsPlace"),
        place("chat", _("Chat"), "messages-square", "chat.place", "ChatPlace"),
        place("journal", _("Journal of notifications"), "history", "journal.place", "JournalPlace"),
        place("templates", _("Templates"), "layout-template", "templates.place", "TemplatesPlace"),
        place("settings", _("Settings"), "settings", "settings.place", "SettingsPlace"),
    ]


def journal_place(services: Services, key: str, title: str) -> Place:
    """The journal of a type of documents; an empty key is that of all."""

    def build(parent: tk.Misc) -> ttk.Frame:
        from depesha.ui.documents.place import DocumentsPlace

        return DocumentsPlace(parent, services, key, title)

    icon = _JOURNAL_ICONS.get(key, "file-text")
    return Place(f"documents.{key}" if key else "documents", title, icon, build, below=bool(key))


def own_journals(services: Services, window: Window) -> None:
    """Journals that the office has added, once its database is open."""
    from depesha.store import documents

    database = services.office.database

    def show(types: dict[str, str]) -> None:
        after = f"documents.{list(DOCUMENT_TYPES)[-1]}"
        for key, title in types.items():
            if key not in DOCUMENT_TYPES:
                after = window.add_place(journal_place(services, key, title), after)

    services.bridge.run(lambda: documents.types(database.reader), show)


def commands(services: Services, leave: Callable[[], None]) -> list[Command]:
    """What can be done wherever one is."""
    found, number = [], 0
    for place in places(services):
        number += not place.below
        shortcut = "" if place.below or number > 9 else f"Ctrl+{number}"
        found.append(
            Command(f"go.{place.key}", place.title, partial(services.doors.go, place.key),
                    place.icon, shortcut, menu="" if place.below else "view")
        )  # fmt: skip
    manual = Command(
        "help", _("Help on this"), partial(services.doors.help, ""), "circle-help", "F1", "help"
    )
    steps = Command("steps", _("First steps…"), partial(_first_steps, services), menu="help")
    return [
        *found,
        manual,
        steps,
        Command("quit", _("Quit"), leave, "power", "Ctrl+Q", menu="file"),
    ]


def reopen(services: Services) -> None:
    """What was being written when the window was closed last, once plugins are there."""
    if any(services.office.profile.drafts.iterdir()):
        from depesha.ui.editor import opening

        opening.reopen(services)


def greet(services: Services) -> None:
    """The first steps of an office that has just begun, once plugins are there."""
    from depesha.ui.wizard import greeting

    greeting.greet(services)


def _first_steps(services: Services) -> None:
    from depesha.ui.wizard import greeting

    greeting.begin(services)


def attend(services: Services, window: Window) -> "Attending":
    """What goes on beside the views, shown at the foot of the window."""
    from depesha.ui.attending import Attending

    assert window.status is not None
    assert window.navigation is not None
    return Attending(services, window.status, window.navigation)
