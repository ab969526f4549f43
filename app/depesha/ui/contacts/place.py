"""The directory of contacts in the window: joins the list with the store."""

import tkinter as tk
from array import array
from collections.abc import Sequence
from tkinter import ttk

from depesha.api.i18n import _, ngettext
from depesha.delivery.selection import Selection
from depesha.domain.people import Contact
from depesha.render.formats import money
from depesha.store import contacts, search
from depesha.ui.commands import Command
from depesha.ui.contact_menu import contact_command
from depesha.ui.services import Services
from depesha.ui.table import Column, Row, Table
from depesha.ui.toolbar import Toolbar


class ContactsPlace(ttk.Frame):
    """A search field over a table of everybody."""

    def __init__(self, parent: tk.Misc, services: Services) -> None:
        super().__init__(parent, padding=services.theme.px(8))
        self._services = services
        self._bar = ttk.Frame(self)
        self._bar.pack(fill="x", pady=(0, services.theme.px(6)))
        self._toolbar = Toolbar(self._bar, services.theme, ())
        self._typed = tk.StringVar(self)
        self.search = ttk.Entry(self._bar, textvariable=self._typed, width=36)
        self.search.pack(side="right")
        ttk.Label(self._bar, text=_("Search")).pack(side="right", padx=services.theme.px(6))
        self.table = Table(
            self, services.theme, services.bridge, services.remembered,
            name="contacts", columns=_columns(), fetch=self._fetch,
            on_open=services.doors.contact, on_select=self._count,
            empty=_("Nobody here yet."),
        )  # fmt: skip
        self.table.pack(fill="both", expand=True)
        self.footer = ttk.Label(self, style="Quiet.TLabel")
        self.footer.pack(fill="x", pady=(services.theme.px(4), 0))
        self._typed.trace_add("write", lambda *_names: self.reload())

    def commands(self) -> Sequence[Command]:
        """See tabs.View."""
        found = [
            contact_command(self._services, self._selection, lambda: self.table.count_selected > 0),
            Command("contacts.search", _("Search"), self.search.focus_set, "search", "Ctrl+F"),
            Command("contacts.refresh", _("Refresh"), self.reload, "refresh-cw", "F5"),
        ]
        self._toolbar.destroy()
        self._toolbar = Toolbar(self._bar, self._services.theme, found)
        self._toolbar.pack(side="left")
        return found

    def shown(self) -> None:
        """See tabs.View."""
        self.reload()

    def may_close(self) -> bool:
        """See tabs.View."""
        return True

    def reload(self) -> None:
        """Find anew."""
        typed, database = self._typed.get().strip(), self._services.office.database
        self._services.bridge.run(
            lambda: (
                search.search_ids(database.reader, typed)
                if typed
                else contacts.all_ids(database.reader)
            ),
            self._found,
            key="contacts.find",
        )

    def _found(self, ids: list[int]) -> None:
        self.table.show(array("q", ids))
        self._count()

    def _selection(self) -> Selection:
        return Selection(contacts=self.table.selected)

    def _fetch(self, ids: Sequence[int]) -> dict[int, Row]:
        found = contacts.get_many(self._services.office.database.reader, ids)
        return {contact.id: _row(contact) for contact in found}

    def _count(self) -> None:
        number = len(self.table.ids)
        text = ngettext("{n} contact", "{n} contacts", number).format(n=number)
        if chosen := self.table.count_selected:
            text += " · " + _("selected: {n}").format(n=chosen)
        self.footer.configure(text=text)
        self._toolbar.refresh()


def _columns() -> list[Column]:
    return [
        Column("code", _("Code"), 70, right=True),
        Column("name", _("Name"), 260),
        Column("city", _("City"), 120),
        Column("mobile_phone", _("Mobile phone"), 130),
        Column("email", _("E-mail"), 200),
        Column("balance", _("Balance"), 100, right=True),
    ]


def _row(contact: Contact) -> Row:
    cells = {
        "code": str(contact.code),
        "name": contact.shown_name,
        "city": contact.city,
        "mobile_phone": contact.mobile_phone,
        "email": contact.email,
        "balance": money(contact.balance),
    }
    return Row(cells, ("quiet",) if contact.blocked == "forbid" else ())
