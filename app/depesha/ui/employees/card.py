"""An employee's card: who it is and how to reach them, and what was sent."""

import tkinter as tk
from collections.abc import Sequence
from dataclasses import replace
from tkinter import ttk
from typing import TYPE_CHECKING

from depesha.api.i18n import _
from depesha.domain.errors import InputError
from depesha.domain.people import Employee
from depesha.exchange.typed import read_card
from depesha.ui.commands import Command
from depesha.ui.contact_menu import contact_command
from depesha.ui.employees.rows import TITLES
from depesha.ui.record_form import Field, Group, RecordForm
from depesha.ui.scrolled import Scrolled
from depesha.ui.services import Services
from depesha.ui.toolbar import Toolbar

if TYPE_CHECKING:
    from depesha.delivery.selection import Selection


class EmployeeCard(ttk.Frame):
    """A tab for one employee; id 0 for a new one."""

    def __init__(self, parent: tk.Misc, services: Services, employee_id: int) -> None:
        px = services.theme.px
        super().__init__(parent, padding=px(8))
        self._services = services
        self._id = employee_id
        self._base = Employee(name="")
        bar = ttk.Frame(self)
        bar.pack(fill="x", pady=(0, px(6)))
        self._toolbar = Toolbar(bar, services.theme, ())
        self._toolbar.pack(side="left", fill="x", expand=True)
        self.notebook = ttk.Notebook(self)
        self.notebook.pack(fill="both", expand=True)
        page = Scrolled(self.notebook, services.theme)
        self.notebook.add(page, text=_("Card"))
        self.form = RecordForm(
            page.inside, services.theme, groups(), lambda _key: self._toolbar.refresh(),
            services.office.masked,
        )  # fmt: skip
        self.form.pack(fill="both", expand=True, padx=px(10), pady=px(10))
        self._shown = self.form.texts()
        if employee_id:
            self._add_journal()
            self._load()
        else:
            self.form.widgets["name"].focus_set()

    def commands(self) -> Sequence[Command]:
        """See tabs.View."""
        found = [
            Command("card.save", _("Save"), self.save, "save", "Ctrl+S", "file",
                    enabled=lambda: self.dirty),
            Command("card.undo", _("Undo changes"), lambda: self._show(self._base), "undo-2",
                    menu="edit", enabled=lambda: self.dirty),
            contact_command(self._services, self._selection, lambda: self._id > 0),
        ]  # fmt: skip
        self._toolbar.show(found)
        return found

    def shown(self) -> None:
        """See tabs.View."""

    def may_close(self) -> bool:
        """See tabs.View."""
        return not self.dirty or self._services.dialogs.confirm(
            _("Employee"), _("The changes to this card are not saved. Close all the same?"),
            _("Close without saving"), danger=True,
        )  # fmt: skip

    @property
    def dirty(self) -> bool:
        """Whether something is typed that is not saved."""
        return self.form.texts() != self._shown

    def save(self) -> None:
        """Keep what was typed, if all of it can be read."""
        texts = self.form.texts()
        del texts["code"]
        read = read_card(texts, self._services.office.settings.office.region)
        self.form.mark(read.problems)
        if read.problems:
            self.form.focus_first(read.problems)
            return
        employee = replace(self._base, **read.values)
        self._services.bridge.run(lambda: self._write(employee), self._saved, owner=self)

    def _write(self, employee: Employee) -> int:
        from depesha.store import employees

        with self._services.office.database.write() as c:
            if not employee.id:
                return employees.insert(c, employee)
            try:
                employees.update(c, employee)
            except LookupError:
                raise InputError(_("Somebody has deleted this employee meanwhile.")) from None
            return employee.id

    def _saved(self, employee_id: int) -> None:
        if not self._id:
            # The tab of a new employee becomes that of this one.
            self._services.tabs.close_quietly("employee:0")
            self._services.doors.employee(employee_id)
            return
        self._load()

    def _load(self) -> None:
        database, id_ = self._services.office.database, self._id

        def read() -> Employee:
            from depesha.store import employees

            found = employees.get(database.reader, id_)
            if found is None:
                raise InputError(_("This employee is gone."))
            return found

        self._services.bridge.run(read, self._show, key=f"employee.{id_}", owner=self)

    def _show(self, employee: Employee) -> None:
        self._base = employee
        self.form.show({key: str(getattr(employee, key) or "") for key in TITLES})
        self.form.mark({})
        self._shown = self.form.texts()
        if self._id:
            self._services.tabs.retitle(f"employee:{self._id}", employee.name)
        self._toolbar.refresh()

    def _add_journal(self) -> None:
        from depesha.store.journal import Filter
        from depesha.ui.journal.table import JournalTable

        wanted = Filter(person_kind="employee", person_id=self._id)
        self.journal = JournalTable(self.notebook, self._services, wanted, name="journal.employee")
        self.notebook.add(self.journal, text=_("Notifications"))
        self.notebook.bind("<<NotebookTabChanged>>", lambda _event: self._turned())

    def _turned(self) -> None:
        if self.tk.call(str(self.notebook), "select") == str(self.journal):
            self.journal.reload()

    def _selection(self) -> "Selection":
        from array import array

        from depesha.delivery.selection import Selection

        return Selection(employees=array("q", [self._id]))


def groups() -> list[Group]:
    """The card's fields."""
    return [
        Group(_("Who it is"), (
            Field("code", _("Code"), fixed=True),
            Field("name", f"{_('Name')} *"),
            *(Field(key, _(TITLES[key])) for key in ("position", "department", "firm")),
        )),
        Group(_("How to reach them"), tuple(
            Field(key, _(TITLES[key])) for key in ("mobile_phone", "work_phone", "email")
        )),
    ]  # fmt: skip
