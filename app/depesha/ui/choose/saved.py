"""Saved choices in the chooser: a button whose menu loads, saves and deletes them."""

import tkinter as tk
from collections.abc import Callable
from dataclasses import dataclass
from tkinter import ttk

from depesha.api.i18n import _
from depesha.delivery.saved import Saved, SavedChoices
from depesha.delivery.selection import Selection
from depesha.store.contact_list import ContactFilter
from depesha.ui.commands import Command
from depesha.ui.menus import fill
from depesha.ui.services import Services


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the chooser lends to its button."""

    people: Callable[[], Selection]
    filter: Callable[[], ContactFilter]
    add: Callable[[Selection], object]
    """More people among those selected."""
    want: Callable[[ContactFilter], object]
    """Show whom a filter finds."""


class SavedButton(ttk.Menubutton):
    """*Saved*."""

    def __init__(self, parent: tk.Misc, services: Services, chosen: Chosen) -> None:
        super().__init__(parent, text=_("Saved"), compound="left")
        self._services = services
        self._chosen = chosen
        self._choices = SavedChoices(services.office.profile.selections)
        menu = tk.Menu(self, tearoff=False)
        menu.configure(postcommand=lambda: self._fill(menu))
        self.configure(menu=menu)
        theme = services.theme
        theme.watch(self, lambda: self.configure(image=theme.icon("star")))

    def commands(self) -> list[Command]:
        """The saved choices, then what can be done with choices."""
        found = self._choices.all()
        return [
            *(self._load(number, one) for number, one in enumerate(found)),
            Command("saved.people", _("Save the selected…"), self.save_people, "save",
                    enabled=lambda: len(self._chosen.people()) > 0),
            Command("saved.filter", _("Save the filter…"), self.save_filter, "list-filter",
                    enabled=lambda: self._chosen.filter() != ContactFilter()),
            *([Command("saved.delete", _("Delete"), lambda: None, "trash-2",
                       children=tuple(map(self._delete, found)))] if found else ()),
        ]  # fmt: skip

    def save_people(self) -> None:
        """Keep those who are selected."""
        people = self._chosen.people()
        if name := self._ask_name():
            self._keep(Saved(name, people))

    def save_filter(self) -> None:
        """Keep what finds the people above: whoever it finds another day is meant then."""
        wanted = self._chosen.filter()
        if name := self._ask_name(wanted.text):
            self._keep(Saved(name, filter=wanted))

    def _fill(self, menu: tk.Menu) -> None:
        commands = self.commands()
        fill(menu, commands, self._services.theme)
        if saved := sum(one.id.startswith("saved.load.") for one in commands):
            menu.insert_separator(saved)

    def _load(self, number: int, one: Saved) -> Command:
        title = one.name if one.filter else f"{one.name} ({len(one.people or ())})"
        icon = "list-filter" if one.filter else "users"
        return Command(f"saved.load.{number}", title, lambda: self._take(one), icon)

    def _take(self, one: Saved) -> None:
        wanted, database = one.filter, self._services.office.database

        def take(found: Selection) -> None:
            self._chosen.add(found) if wanted is None else self._chosen.want(wanted)

        self._services.bridge.run(
            lambda: one.selection(database.reader), take, self._failed, owner=self
        )

    def _delete(self, one: Saved) -> Command:
        def delete() -> None:
            question = _("Delete the saved choice “{name}”? Its people stay.").format(name=one.name)
            if self._services.dialogs.confirm(_("Delete"), question, _("Delete"), danger=True):
                self._try(lambda: self._choices.forget(one.name))

        return Command(f"saved.delete.{one.name}", one.name, delete)

    def _ask_name(self, initial: str = "") -> str:
        dialogs = self._services.dialogs
        name = (dialogs.text(_("Save the choice"), _("Name"), initial) or "").strip()
        if any(one.name.casefold() == name.casefold() for one in self._choices.all()):
            question = _("There is a saved choice “{name}”. Replace it?").format(name=name)
            if not dialogs.confirm(_("Save the choice"), question, _("Replace")):
                return ""
        return name

    def _keep(self, one: Saved) -> None:
        self._try(lambda: self._choices.keep(one))

    def _try(self, work: Callable[[], object]) -> None:
        self._services.bridge.run(work, lambda _done: None, self._failed, owner=self)

    def _failed(self, error: Exception) -> None:
        # A notice would stand behind the chooser.
        self._services.dialogs.tell(_("Saved"), str(error))
