"""The employees in the window."""

import tkinter as tk
from array import array
from collections.abc import Sequence
from tkinter import ttk
from typing import TYPE_CHECKING

from depesha.api.i18n import _, ngettext
from depesha.domain.rights import Right
from depesha.ui.allowed import able
from depesha.ui.commands import Command
from depesha.ui.contact_menu import contact_command
from depesha.ui.employees import rows
from depesha.ui.flow import Flow
from depesha.ui.menus import context_menu
from depesha.ui.search_field import SearchField
from depesha.ui.services import Services
from depesha.ui.table import Table
from depesha.ui.toolbar import ENOUGH, Toolbar

if TYPE_CHECKING:
    from depesha.delivery.selection import Selection


class EmployeesPlace(ttk.Frame):
    """A search field over a table of everybody."""

    def __init__(self, parent: tk.Misc, services: Services) -> None:
        px = services.theme.px
        super().__init__(parent, padding=px(8))
        self._services = services
        self._order, self._descending = "", False
        bar = Flow(self, px(6))
        bar.pack(fill="x", pady=(0, px(6)))
        self.typed = tk.StringVar(self)
        self._toolbar = Toolbar(bar, services.theme, ())
        bar.add(self._toolbar, grow=True, least=ENOUGH)
        field = SearchField(bar, services.theme, self.typed)
        self.search = field.entry
        bar.add(field)
        self.footer = ttk.Label(self, style="Quiet.TLabel")
        self.footer.pack(side="bottom", fill="x", pady=(px(4), 0))
        self.table = Table(
            self, services.theme, services.bridge, services.remembered,
            name="employees", columns=rows.columns(), fetch=rows.fetcher(services.office),
            mask=services.office.masked,
            on_open=services.doors.employee, on_select=self._count, on_sort=self._sort,
            empty=_("No employees here. Add one, or import a list of them."),
        )  # fmt: skip
        self.table.pack(fill="both", expand=True)
        self.typed.trace_add("write", lambda *_names: self._find(keep=False))
        self.search.bind("<Down>", lambda _event: self.table.tree.focus_set())
        self.table.tree.bind("<Delete>", lambda _event: self.delete())
        self.table.tree.bind("<Button-3>", self._menu, add=True)

    def commands(self) -> Sequence[Command]:
        """See tabs.View."""
        doors, any_one = self._services.doors, self._any
        found = [
            contact_command(self._services, self.selection, any_one),
            Command("employees.new", _("New"), lambda: doors.employee(0), "plus", "Ctrl+N", "edit"),
            Command("employees.edit", _("Open"), self.table.open_current, "pencil", menu="edit",
                    enabled=any_one),
            Command("employees.delete", _("Delete"), self.delete, "trash-2", menu="edit",
                    enabled=able(self._services, Right.DELETE, any_one)),
            Command("employees.import", _("Import…"), lambda: doors.import_file("employees"),
                    "download", menu="file"),
            Command("employees.export", _("Export…"), self.export, "upload", menu="file",
                    enabled=able(self._services, Right.EXPORT)),
            Command("employees.refresh", _("Refresh"), self.shown, "refresh-cw", "F5", "view"),
        ]  # fmt: skip
        self._toolbar.show(found)
        find = Command("employees.search", _("Search"), self.search.focus_set, "search", "Ctrl+F")
        return [*found, find]

    def shown(self) -> None:
        """See tabs.View."""
        self._find(keep=True)

    def may_close(self) -> bool:
        """See tabs.View."""
        return True

    def selection(self) -> "Selection":
        """Whom the commands are about."""
        from depesha.delivery.selection import Selection

        return Selection(employees=self.table.selected)

    def export(self) -> None:
        """The chosen rows, or all that are shown, into a file."""
        from depesha.store import employees
        from depesha.ui.export_dialog import export_table

        export_table(
            self._services, _("Employees"), "employees", rows.exported, self.table.ids,
            employees.get_many, self.table.selected,
        )  # fmt: skip

    def delete(self) -> None:
        """Forget the chosen employees."""
        from depesha.store import employees
        from depesha.ui.deleting import delete_asked

        ids = list(self.table.selected)
        question = ngettext(
            "Delete {n} employee? Contacts and documents that name them stay.",
            "Delete {n} employees? Contacts and documents that name them stay.",
            len(ids),
        ).format(n=len(ids))
        delete_asked(
            self._services, self, question, ids, employees.delete, lambda: self._find(keep=False)
        )

    def _find(self, *, keep: bool) -> None:
        text, order, down = self.typed.get(), self._order, self._descending
        database = self._services.office.database

        def work() -> "array[int]":
            from depesha.store import employees

            return employees.ids(database.reader, text, order, descending=down)

        self._services.bridge.run(
            work, lambda found: self._found(found, keep=keep), key="employees.find", owner=self
        )

    def _found(self, found: "array[int]", *, keep: bool) -> None:
        self.table.show(found, keep=keep and found == self.table.ids)
        self.table.refresh()
        self._count()

    def _sort(self, order: str, descending: bool) -> None:  # noqa: FBT001 - the table's own call
        self._order, self._descending = order, descending
        self._find(keep=False)

    def _any(self) -> bool:
        return self.table.count_selected > 0

    def _count(self) -> None:
        number = len(self.table.ids)
        text = ngettext("{n} employee", "{n} employees", number).format(n=number)
        self.footer.configure(text=self.table.counted(text))
        self._toolbar.refresh()

    def _menu(self, event: "tk.Event[tk.Misc]") -> None:
        if self.table.position_at(event.y) is not None:
            context_menu(
                self, self.commands()[:4], self._services.theme, event.x_root, event.y_root
            )
