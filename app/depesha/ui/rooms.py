"""What there is in the window: its places, doors and commands. Each is imported when opened."""

import tkinter as tk
from collections.abc import Callable
from tkinter import ttk
from typing import TYPE_CHECKING

from depesha.api.i18n import _
from depesha.ui.commands import Command
from depesha.ui.doors import Doors
from depesha.ui.navigation import Place
from depesha.ui.notices import Notice
from depesha.ui.services import Services
from depesha.ui.window import Window

if TYPE_CHECKING:
    from depesha.delivery.selection import Selection
    from depesha.ui.attending import Attending


def places(services: Services) -> list[Place]:
    """The navigation, from top to bottom."""

    def contacts(parent: tk.Misc) -> ttk.Frame:
        from depesha.ui.contacts.place import ContactsPlace

        return ContactsPlace(parent, services)

    def mailings(parent: tk.Misc) -> ttk.Frame:
        from depesha.ui.mailings.place import MailingsPlace

        return MailingsPlace(parent, services)

    def journal(parent: tk.Misc) -> ttk.Frame:
        from depesha.ui.journal.place import JournalPlace

        return JournalPlace(parent, services)

    def templates(parent: tk.Misc) -> ttk.Frame:
        from depesha.ui.templates.place import TemplatesPlace

        return TemplatesPlace(parent, services)

    def settings(parent: tk.Misc) -> ttk.Frame:
        from depesha.ui.settings.place import SettingsPlace

        return SettingsPlace(parent, services)

    return [
        Place("contacts", _("Contacts"), "users", contacts),
        Place("mailings", _("Mailings"), "send", mailings),
        Place("journal", _("Journal of notifications"), "history", journal),
        Place("templates", _("Templates"), "layout-template", templates),
        Place("settings", _("Settings"), "settings", settings),
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


def doors(services: Callable[[], Services], window: Window, restart: Callable[[], None]) -> Doors:
    """The ways between places. The services come late: they hold the doors themselves."""

    def closed(*_what: object) -> None:
        services().notices.show(Notice(_("That is not in this version yet.")))

    def write(channel_id: str, people: "Selection") -> None:
        from depesha.ui.editor import opening

        opening.write(services(), channel_id, people)

    def contact(contact_id: int) -> None:
        from depesha.ui.contacts.card import ContactCard

        window.tabs.open(
            f"contact:{contact_id}", _("New contact"), "user",
            lambda parent: ContactCard(parent, services(), contact_id),
        )  # fmt: skip

    def call(people: "Selection") -> None:
        from depesha.ui import calling

        calling.call(services(), people)

    def choose(over: tk.Misc, people: "Selection") -> "Selection | None":
        from depesha.ui.choose import choose_people

        return choose_people(services(), over, people)

    def settings(page: str) -> None:
        window.go("settings")
        window.tabs.view("settings").open(page)  # type: ignore[union-attr]

    def results(mailing_id: int) -> None:
        from depesha.ui.results.view import ResultsView

        services().tabs.open(
            f"results:{mailing_id}", _("Mailing {number}").format(number=mailing_id), "chart-bar",
            lambda parent: ResultsView(parent, services(), mailing_id),
        )  # fmt: skip

    return Doors(
        go=window.go, contact=contact, employee=closed, document=closed, write=write,
        choose=choose, call=call, chat=closed, results=results, settings=settings, help=closed,
        restart=restart, import_file=closed, export_contacts=closed,
    )  # fmt: skip


def attend(services: Services, window: Window) -> "Attending":
    """What goes on beside the views, shown at the foot of the window."""
    from depesha.ui.attending import Attending

    assert window.status is not None
    return Attending(services, window.status)
