"""The chooser of recipients: the directory above, *Selected* below, so that choices add up."""

import tkinter as tk
from array import array
from collections.abc import Iterable, Sequence
from tkinter import ttk
from typing import TYPE_CHECKING

from depesha.api.i18n import _, ngettext
from depesha.ui.choose.saved import Chosen, SavedButton
from depesha.ui.contacts.directory import Directory
from depesha.ui.flow import Flow
from depesha.ui.modal import Modal
from depesha.ui.services import Services
from depesha.ui.table import Column, Row, Table

if TYPE_CHECKING:
    from depesha.delivery.selection import Selection

STAFF = -1
"""Ids of employees are kept as negative numbers beside those of contacts."""


def choose_people(services: Services, parent: tk.Misc, chosen: "Selection") -> "Selection | None":
    """Let the person change who is chosen; None where they changed their mind."""
    dialog = Chooser(parent, services, joined(chosen))
    answer = dialog.show(dialog.directory.search)
    if answer is None:
        return None
    return selection_of(answer)


def selection_of(chosen: "array[int]") -> "Selection":
    """What `joined` joined."""
    from depesha.delivery.selection import Selection

    contacts = array("q", [id_ for id_ in chosen if id_ > 0])
    return Selection(contacts=contacts, employees=array("q", [-id_ for id_ in chosen if id_ < 0]))


def joined(chosen: "Selection") -> "array[int]":
    """Contacts and employees in one list."""
    return array("q", [*chosen.contacts, *(STAFF * id_ for id_ in chosen.employees)])


def together(chosen: "array[int]", more: Iterable[int]) -> "array[int]":
    """Those chosen and more of them, each once, in the order of choosing."""
    return array("q", dict.fromkeys([*chosen, *more]))


class Chooser(Modal):
    """The answer is the array of chosen ids."""

    def __init__(self, parent: tk.Misc, services: Services, chosen: "array[int]") -> None:
        super().__init__(parent, services.theme, _("Choose recipients"), resizable=True)
        self._services = services
        self.chosen = chosen
        px = services.theme.px
        self.minsize(px(820), px(600))
        panes = ttk.Panedwindow(self.body, orient="vertical")
        panes.pack(fill="both", expand=True)
        above = ttk.Frame(panes)
        self.directory = Directory(
            above, services, name="choose", on_open=lambda id_: self.add([id_]),
            changed=self._refresh,
        )  # fmt: skip
        self.directory.pack(fill="both", expand=True)
        below = ttk.Frame(panes)
        panes.add(above, weight=1)
        panes.add(below, weight=1)
        self._row(below)
        self.selected = Table(
            below, services.theme, services.bridge, services.remembered,
            name="chosen", columns=_columns(), fetch=self._fetch, mask=services.office.masked,
            on_open=lambda _id: self.remove(), on_select=self._refresh,
            empty=_("Nobody yet. Choose people above, then Add; a double click adds too."),
        )  # fmt: skip
        self.selected.pack(fill="both", expand=True)
        self._ok = self.add_button(_("Choose"), lambda: self.close(self.chosen), accent=True)
        self.add_button(_("Cancel"), lambda: self.close(None))
        self.directory.reload_categories()
        self.directory.reload()
        self._show()

    def add(self, ids: Iterable[int]) -> None:
        """More people."""
        self.chosen = together(self.chosen, ids)
        self._show()

    def add_marked(self) -> None:
        """Those marked above, or all that are found where none is marked."""
        table = self.directory.table
        self.add(table.selected or table.ids)

    def add_employees(self) -> None:
        """Everybody of the own staff."""
        database = self._services.office.database

        def read() -> Sequence[int]:
            from depesha.store import employees

            return [STAFF * one.id for one in employees.everybody(database.reader)]

        self._services.bridge.run(read, self.add, key="choose.staff", owner=self)

    def remove(self) -> None:
        """Those marked below no longer; all where none is marked."""
        gone = set(self.selected.selected or self.chosen)
        self.chosen = array("q", [id_ for id_ in self.chosen if id_ not in gone])
        self._show()

    def _row(self, parent: tk.Misc) -> None:
        px = self._services.theme.px
        row = Flow(parent, px(6))
        row.pack(fill="x", pady=(px(8), px(6)))
        self._title = ttk.Label(row, style="Strong.TLabel")
        row.add(self._title)
        self._add = ttk.Button(row, text=_("Add"), command=self.add_marked, compound="left")
        row.add(self._add)
        row.add(ttk.Button(row, text=_("Add employees"), command=self.add_employees))
        self._remove = ttk.Button(row, text=_("Remove"), command=self.remove, compound="left")
        row.add(self._remove)
        chosen = Chosen(
            lambda: selection_of(self.chosen), lambda: self.directory.wanted,
            lambda people: self.add(joined(people)), self.directory.want,
        )  # fmt: skip
        self.saved = SavedButton(row, self._services, chosen)
        row.add(self.saved)
        theme = self._services.theme
        theme.watch(self._add, lambda: self._add.configure(image=theme.icon("plus")))
        theme.watch(self._remove, lambda: self._remove.configure(image=theme.icon("x")))

    def _show(self) -> None:
        self.selected.show(self.chosen, keep=True)
        self._refresh()

    def _refresh(self) -> None:
        if not hasattr(self, "_ok"):
            return
        marked, found = self.directory.table.count_selected, len(self.directory.table.ids)
        text = _("Add the marked ({n})") if marked else _("Add all found ({n})")
        self._add.configure(text=text.format(n=marked or found))
        self._add.state(["!disabled" if found else "disabled"])
        self._remove.state(["!disabled" if self.chosen else "disabled"])
        below = self.selected.count_selected
        self._remove.configure(
            text=_("Remove the marked ({n})").format(n=below) if below else _("Remove all")
        )
        self._title.configure(
            text=ngettext("Selected: {n}", "Selected: {n}", len(self.chosen)).format(
                n=len(self.chosen)
            )
        )

    def _fetch(self, ids: Sequence[int]) -> dict[int, Row]:
        from depesha.store import contacts, employees

        c = self._services.office.database.reader
        found = {}
        for contact in contacts.iterate(c, [id_ for id_ in ids if id_ > 0]):
            found[contact.id] = _row_of(contact.shown_name, contact)
        for id_ in ids:
            if id_ < 0 and (employee := employees.get(c, -id_)):
                found[id_] = _row_of(employee.name, employee)
        return found


def _columns() -> list[Column]:
    return [
        Column("name", _("Name"), 280, sortable=False),
        Column("mobile_phone", _("Mobile phone"), 150, sortable=False),
        Column("email", _("E-mail"), 220, sortable=False),
    ]


def _row_of(name: str, person: object) -> Row:
    cells = {field: str(getattr(person, field)) for field in ("mobile_phone", "email")}
    return Row({"name": name, **cells})
