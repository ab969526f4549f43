"""A contact's card: all of it, what the contact agreed to, and what was sent."""

import tkinter as tk
from collections.abc import Sequence
from dataclasses import dataclass, replace
from tkinter import ttk
from typing import TYPE_CHECKING

from depesha.api.i18n import _
from depesha.domain.categories import Category
from depesha.domain.errors import InputError
from depesha.domain.people import Contact, Employee
from depesha.exchange.typed import read_card
from depesha.ui.commands import Command
from depesha.ui.contact_menu import contact_command
from depesha.ui.contacts import card_fields
from depesha.ui.contacts.channels import ChannelsPane, Way, ways_of
from depesha.ui.contacts.consents import ConsentsPane
from depesha.ui.contacts.subscriptions import SubscriptionsPane
from depesha.ui.record_form import RecordForm
from depesha.ui.scrolled import Scrolled
from depesha.ui.services import Services
from depesha.ui.toolbar import Toolbar
from depesha.ui.wrapped import Wrapped

if TYPE_CHECKING:
    from depesha.delivery.selection import Selection


@dataclass(frozen=True, slots=True)
class Loaded:
    """What the card needs, read at once on another thread."""

    contact: Contact
    categories: list[Category]
    managers: list[Employee]
    custom: list[str]
    addresses: list[str]
    """Custom fields that are addresses of the office's other channels."""
    ways: list[Way]


class ContactCard(ttk.Frame):
    """A tab for one contact; id 0 for a new one."""

    def __init__(self, parent: tk.Misc, services: Services, contact_id: int) -> None:
        px = services.theme.px
        super().__init__(parent, padding=px(8))
        self._services = services
        self._id = contact_id
        self._base = Contact(name="")
        self._shown: dict[str, str] = {}
        self.form: RecordForm | None = None
        self._bar = ttk.Frame(self)
        self._bar.pack(fill="x", pady=(0, px(6)))
        self._toolbar = Toolbar(self._bar, services.theme, ())
        self._toolbar.pack(side="left", fill="x", expand=True)
        self.warning = Wrapped(self, style="Warning.TLabel")
        self.notebook = ttk.Notebook(self)
        self.notebook.pack(fill="both", expand=True)
        self._page = Scrolled(self.notebook, services.theme)
        self.notebook.add(self._page, text=_("Card"))
        self.channels = ChannelsPane(self.notebook, services, self._toolbar.refresh)
        self.notebook.add(self.channels, text=_("Channels"))
        self._load()

    def commands(self) -> Sequence[Command]:
        """See tabs.View."""
        found = [
            Command("card.save", _("Save"), self.save, "save", "Ctrl+S", "file",
                    enabled=lambda: self.dirty),
            Command("card.undo", _("Undo changes"), self._load, "undo-2", menu="edit",
                    enabled=lambda: self.dirty),
            contact_command(self._services, self._selection, lambda: self._id > 0),
        ]  # fmt: skip
        self._toolbar.show(found)
        return found

    def shown(self) -> None:
        """See tabs.View."""

    def may_close(self) -> bool:
        """See tabs.View."""
        return not self.dirty or self._services.dialogs.confirm(
            _("Contact"), _("The changes to this card are not saved. Close all the same?"),
            _("Close without saving"), danger=True,
        )  # fmt: skip

    @property
    def dirty(self) -> bool:
        """Whether something is typed that is not saved."""
        if self.form is None:
            return False
        typed = self.form.texts() != self._shown
        return typed or self.channels.preferred != self._base.preferred_channels

    def save(self) -> None:
        """Keep what was typed, if all of it can be read."""
        if self.form is None:
            return
        texts = self.form.texts()
        typed = {
            key: text
            for key, text in texts.items()
            if key not in card_fields.LISTED and not key.startswith(card_fields.CUSTOM)
        }
        read = read_card(typed, self._services.office.settings.office.region)
        self.form.mark(read.problems)
        if read.problems:
            self.form.focus_first(read.problems)
            return
        contact = replace(
            card_fields.contact_of(self._base, texts, read.values),
            preferred_channels=self.channels.preferred,
        )
        self._services.bridge.run(lambda: self._write(contact), self._saved)

    def _write(self, contact: Contact) -> int:
        from depesha.store import contacts

        with self._services.office.database.write() as c:
            if not contact.id:
                return contacts.insert(c, contact)
            try:
                contacts.update(c, contact)
            except LookupError:
                raise InputError(_("Somebody has deleted this contact meanwhile.")) from None
            return contact.id

    def _saved(self, contact_id: int) -> None:
        if not self._id:
            # The tab of a new contact becomes that of this one.
            self._services.tabs.close_quietly("contact:0")
            self._services.doors.contact(contact_id)
            return
        self._load()

    def _load(self) -> None:
        self._services.bridge.run(self._read, self._show, key=f"card.{self._id}", owner=self)

    def _read(self) -> Loaded:
        from depesha.store import categories, contacts, employees

        c = self._services.office.database.reader
        contact = contacts.get(c, self._id) if self._id else Contact(name="")
        if contact is None:
            raise InputError(_("This contact is gone."))
        return Loaded(
            contact,
            categories.everything(c),
            employees.everybody(c),
            contacts.custom_names(c),
            self._services.office.address_fields(),
            ways_of(self._services.office, contact),
        )

    def _show(self, loaded: Loaded) -> None:
        self._base = loaded.contact
        if self.form is None:
            self.form = RecordForm(
                self._page.inside, self._services.theme,
                card_fields.groups(
                    card_fields.paths(loaded.categories),
                    loaded.managers,
                    loaded.custom,
                    loaded.addresses,
                ),
                self._typed, self._services.office.masked,
            )  # fmt: skip
            self.form.pack(fill="both", expand=True, padx=self._services.theme.px(10),
                           pady=self._services.theme.px(10))  # fmt: skip
            self._more_pages()
            if not self._id:
                self.form.widgets["name"].focus_set()
        self.form.show(dict.fromkeys(self.form.widgets, "") | card_fields.texts_of(self._base))
        self.form.mark({})
        self._shown = self.form.texts()
        self.channels.show(self._base, loaded.ways)
        if self._id:
            # Below the list, which is made anew.
            self.subscriptions.pack_forget()
            self.subscriptions.pack(fill="x")
            self._services.tabs.retitle(f"contact:{self._id}", self._base.shown_name)
        self._toolbar.refresh()

    def _more_pages(self) -> None:
        """What there is of a stored contact only."""
        if not self._id:
            return
        from depesha.store.journal import Filter
        from depesha.ui.journal.table import JournalTable

        self.subscriptions = SubscriptionsPane(self.channels.inside, self._services, self._id)
        self.subscriptions.bind("<<Separated>>", lambda _event: self._separated())
        self.consents = ConsentsPane(self.notebook, self._services, self._id)
        self.notebook.add(self.consents, text=_("Consents"))
        wanted = Filter(person_kind="contact", person_id=self._id)
        self.journal = JournalTable(self.notebook, self._services, wanted, name="journal.contact")
        self.notebook.add(self.journal, text=_("Notifications"))
        self.notebook.bind("<<NotebookTabChanged>>", lambda _event: self._turned())

    def _turned(self) -> None:
        front = self.notebook.nametowidget(str(self.tk.call(str(self.notebook), "select")))
        if front in {self.journal, self.consents}:
            front.reload()
        elif front is self.channels:
            self.subscriptions.reload()

    def _separated(self) -> None:
        """The address has gone from the stored card; what is typed into this one stays."""
        if not self.dirty:
            self._load()

    def _typed(self, key: str) -> None:
        self._toolbar.refresh()
        if key in {"mobile_phone", "email"} and self.form is not None:
            texts = self.form.texts()
            wanted = {name: texts[name] for name in ("mobile_phone", "email")}
            region = self._services.office.settings.office.region
            database, id_ = self._services.office.database, self._id

            def look() -> list[str]:
                from depesha.store import contact_list

                read = read_card(wanted, region).values
                found = contact_list.namesakes_by_address(
                    database.reader, id_, mobile_phone=read.get("mobile_phone", ""),
                    email=read.get("email", ""),
                )  # fmt: skip
                return [name for _id, name in found]

            self._services.bridge.run(look, self._warn, key=f"card.same.{self._id}", owner=self)

    def _warn(self, names: list[str]) -> None:
        if names:
            said = _("The same phone or e-mail has: {names}").format(names=", ".join(names))
            self.warning.configure(text=said)
            self.warning.pack(fill="x", after=self._bar)
        else:
            self.warning.pack_forget()

    def _selection(self) -> "Selection":
        from array import array

        from depesha.delivery.selection import Selection

        return Selection(contacts=array("q", [self._id]))
