"""The directory of contacts in the window."""

import tkinter as tk
from collections.abc import Sequence
from tkinter import ttk
from typing import TYPE_CHECKING

from depesha.api.i18n import _, ngettext
from depesha.domain.rights import Right
from depesha.ui.allowed import able, allowed
from depesha.ui.commands import Command
from depesha.ui.contact_menu import contact_command
from depesha.ui.contacts.directory import Directory
from depesha.ui.menus import context_menu
from depesha.ui.services import Services
from depesha.ui.toolbar import ENOUGH, Toolbar

if TYPE_CHECKING:
    from depesha.delivery.selection import Selection


class ContactsPlace(ttk.Frame):
    """The directory with all that can be done to people."""

    def __init__(self, parent: tk.Misc, services: Services) -> None:
        super().__init__(parent, padding=services.theme.px(8))
        self._services = services
        self.directory = Directory(
            self, services, name="contacts", on_open=services.doors.contact, changed=self._count
        )
        self.table, self.search = self.directory.table, self.directory.search
        self._toolbar = Toolbar(self.directory.top, services.theme, ())
        self.directory.top.add(self._toolbar, grow=True, least=ENOUGH, first=True)
        self._toolbar.lower(self.search.master)  # Tab goes from left to right
        self.footer = ttk.Label(self, style="Quiet.TLabel")
        self.footer.pack(side="bottom", fill="x", pady=(services.theme.px(4), 0))
        self.directory.pack(fill="both", expand=True)
        self.table.tree.bind("<Button-3>", self._menu, add=True)
        self.table.tree.bind("<Delete>", lambda _event: self.delete())
        self.directory.categories.tree.bind("<Button-3>", self._category_menu)

    def commands(self) -> Sequence[Command]:
        """See tabs.View."""
        doors, any_one = self._services.doors, self._any
        found = [
            contact_command(self._services, self.selection, any_one),
            Command("contacts.new", _("New"), lambda: doors.contact(0), "plus", "Ctrl+N", "edit"),
            Command("contacts.edit", _("Open"), self.table.open_current, "pencil", menu="edit",
                    enabled=any_one),
            Command("contacts.delete", _("Delete"), self.delete, "trash-2", menu="edit",
                    enabled=able(self._services, Right.DELETE, any_one)),
            Command("contacts.import", _("Import…"), lambda: doors.import_file("contacts"),
                    "download", menu="file"),
            Command("contacts.export", _("Export…"), self.export, "upload", menu="file",
                    enabled=able(self._services, Right.EXPORT)),
            Command("contacts.refresh", _("Refresh"), self.reload, "refresh-cw", "F5", "view"),
        ]  # fmt: skip
        self._toolbar.show(found)
        find = Command("contacts.search", _("Search"), self.search.focus_set, "search", "Ctrl+F")
        return [*found, find, *self._category_commands()]

    def shown(self) -> None:
        """See tabs.View."""
        self.directory.reload_categories()
        self.directory.reload(keep=bool(self.table.ids))
        self.table.refresh()

    def may_close(self) -> bool:
        """See tabs.View."""
        return True

    def reload(self) -> None:
        """Everything as it is now."""
        self.shown()

    def selection(self) -> "Selection":
        """Whom the commands are about."""
        from depesha.delivery.selection import Selection

        return Selection(contacts=self.table.selected)

    def export(self) -> None:
        """All that are shown, or the chosen rows, into a file."""
        self._services.doors.export_contacts(self.table.ids, self.table.selected)

    def delete(self) -> None:
        """Forget the chosen contacts, each that no document needs."""
        from depesha.store import contacts
        from depesha.ui.deleting import delete_asked

        ids = list(self.table.selected)
        question = ngettext(
            "Delete {n} contact? This cannot be undone.",
            "Delete {n} contacts? This cannot be undone.",
            len(ids),
        ).format(n=len(ids))
        delete_asked(self._services, self, question, ids, contacts.delete, self.reload)

    def _any(self) -> bool:
        return self.table.count_selected > 0

    def _count(self) -> None:
        number = len(self.table.ids)
        text = ngettext("{n} contact", "{n} contacts", number).format(n=number)
        self.footer.configure(text=self.table.counted(text))
        self._toolbar.refresh()

    def _menu(self, event: "tk.Event[tk.Misc]") -> None:
        if self.table.position_at(event.y) is not None:
            commands = [one for one in self.commands() if one.id.startswith("contact")]
            context_menu(
                self, commands[:4], self._services.theme, event.x_root, event.y_root
            )  # fmt: skip

    def _category_menu(self, event: "tk.Event[tk.Misc]") -> None:
        tree = self.directory.categories.tree
        if item := tree.identify_row(event.y):
            tree.selection_set(item)
        context_menu(
            tree, self._category_commands(), self._services.theme, event.x_root, event.y_root
        )

    def _category_commands(self) -> list[Command]:
        def chosen() -> bool:
            return self.directory.categories.category_id is not None

        return [
            Command("category.new", _("New category…"), self._add_category, "plus"),
            Command("category.rename", _("Rename the category…"), self._rename_category, "pencil",
                    enabled=chosen),
            Command("category.delete", _("Delete the category"), self._delete_category, "trash-2",
                    enabled=able(self._services, Right.DELETE, chosen)),
        ]  # fmt: skip

    def _add_category(self) -> None:
        parent = self.directory.categories.category_id
        name = self._services.dialogs.text(_("New category"), _("Name"))
        if name:
            self._change_categories("add", name, parent)

    def _rename_category(self) -> None:
        chosen = self.directory.categories.category_id
        old = self.directory.categories.tree.item(f"category.{chosen}", "text")
        name = self._services.dialogs.text(_("Rename the category"), _("Name"), str(old))
        if name and chosen is not None:
            self._change_categories("rename", chosen, name)

    def _delete_category(self) -> None:
        chosen = self.directory.categories.category_id
        question = _("Delete the category? Its contacts stay, without a category.")
        if chosen is None or not allowed(self._services, Right.DELETE):
            return
        if self._services.dialogs.confirm(
            _("Delete the category"), question, _("Delete"), danger=True
        ):
            self._change_categories("delete", chosen)

    def _change_categories(self, what: str, *words: object) -> None:
        database = self._services.office.database

        def work() -> None:
            from depesha.store import categories

            with database.write() as c:
                getattr(categories, what)(c, *words)

        self._services.bridge.run(work, lambda _none: self.reload())
