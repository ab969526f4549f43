"""The doors of the window: where each leads. What lies behind is imported when one goes there."""

import tkinter as tk
from collections.abc import Callable
from typing import TYPE_CHECKING

from depesha.api.i18n import _
from depesha.ui.doors import Doors
from depesha.ui.services import Services
from depesha.ui.window import Window

if TYPE_CHECKING:
    from array import array

    from depesha.delivery.selection import Selection


class Passages:
    """A method for each door. The services come late: they hold the doors themselves."""

    def __init__(
        self, services: Callable[[], Services], window: Window, restart: Callable[[], None]
    ) -> None:
        self._services = services
        self._window = window
        self._restart = restart

    def doors(self) -> Doors:
        """The doors, as views get them."""
        return Doors(
            go=self._window.go, contact=self.contact, employee=self.employee,
            document=self.document, import_file=self.import_file,
            export_contacts=self.export_contacts, write=self.write, choose=self.choose,
            call=self.call, chat=self.chat, open_chat=self.open_chat, results=self.results,
            settings=self.settings,
            restart=self._restart, help=self.help,
        )  # fmt: skip

    def contact(self, contact_id: int) -> None:
        """A contact's card."""
        from depesha.ui.contacts.card import ContactCard

        self._window.tabs.open(
            f"contact:{contact_id}", _("New contact"), "user",
            lambda parent: ContactCard(parent, self._services(), contact_id),
        )  # fmt: skip

    def employee(self, employee_id: int) -> None:
        """An employee's card."""
        from depesha.ui.employees.card import EmployeeCard

        self._window.tabs.open(
            f"employee:{employee_id}", _("New employee"), "briefcase",
            lambda parent: EmployeeCard(parent, self._services(), employee_id),
        )  # fmt: skip

    def document(self, document_id: int) -> None:
        """A document's card."""
        from depesha.ui.documents.card import DocumentCard

        self._window.tabs.open(
            f"document:{document_id}", _("Card"), "file-text",
            lambda parent: DocumentCard(parent, self._services(), document_id),
        )  # fmt: skip

    def import_file(self, what: str) -> None:
        """The import of contacts, employees or documents."""
        from depesha.ui.importing import wizard

        wizard.open_import(self._services(), what)

    def export_contacts(self, ids: "array[int]", selected: "array[int]") -> None:
        """The export of contacts."""
        from depesha.ui.contacts import export

        export.export_contacts(self._services(), ids, selected)

    def write(self, channel_id: str, people: "Selection") -> None:
        """The editor of a channel."""
        from depesha.ui.editor import opening

        opening.write(self._services(), channel_id, people)

    def choose(self, over: tk.Misc, people: "Selection") -> "Selection | None":
        """The chooser of recipients."""
        from depesha.ui.choose import choose_people

        return choose_people(self._services(), over, people)

    def call(self, people: "Selection") -> None:
        """The telephone."""
        from depesha.ui import calling

        calling.call(self._services(), people)

    def chat(self, who: tuple[str, int]) -> None:
        """The chat with a person."""
        from depesha.ui.chat import place

        self._window.go("chat")
        found = self._window.tabs.view("chat")
        if isinstance(found, place.ChatPlace):
            place.open_chat(self._services(), found, who)

    def open_chat(self, number: int) -> None:
        """A chat of the list."""
        from depesha.ui.chat.place import ChatPlace

        self._window.go("chat")
        found = self._window.tabs.view("chat")
        if isinstance(found, ChatPlace):
            found.open_number(number)

    def results(self, mailing_id: int) -> None:
        """A mailing's progress and results."""
        from depesha.ui.results.view import ResultsView

        self._window.tabs.open(
            f"results:{mailing_id}", _("Mailing {number}").format(number=mailing_id), "chart-bar",
            lambda parent: ResultsView(parent, self._services(), mailing_id),
        )  # fmt: skip

    def settings(self, page: str) -> None:
        """A page of the settings."""
        from depesha.ui.settings.place import SettingsPlace

        self._window.go("settings")
        place = self._window.tabs.view("settings")
        assert isinstance(place, SettingsPlace)
        place.open(page)

    def help(self, page: str) -> None:
        """The manual, at a page or at the one about what is in front."""
        from depesha.ui.help.pages import about
        from depesha.ui.help.place import HelpPlace

        tabs = self._window.tabs
        wanted = page or about(tabs.front)
        place = tabs.open(
            "help", _("Manual"), "book-open", lambda parent: HelpPlace(parent, self._services())
        )
        assert isinstance(place, HelpPlace)
        place.open(wanted)
