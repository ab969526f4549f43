"""Whether a contact has subscribed to the office's bots, and what can be done about it."""

import tkinter as tk
from collections.abc import Callable
from dataclasses import dataclass
from tkinter import ttk
from typing import TYPE_CHECKING

from depesha.api.i18n import _
from depesha.domain.people import Contact, address_of
from depesha.store import chats
from depesha.store.chats import Chat
from depesha.ui.services import Services
from depesha.ui.wrapped import Wrapped

if TYPE_CHECKING:
    from depesha.delivery.office import Office


@dataclass(frozen=True, slots=True)
class Subscription:
    """What there is between a contact and one of the office's bots."""

    channel_id: str
    title: str
    address: str
    """On the contact's card; empty where nobody has subscribed."""
    chat: Chat | None
    """The chat with the contact, open or not."""

    @property
    def words(self) -> str:
        """How it stands, in a sentence."""
        if self.address:
            return _("{channel}: subscribed.").format(channel=self.title)
        if self.chat is not None and self.chat.state != chats.OPEN:
            return _("{channel}: has stopped the bot.").format(channel=self.title)
        return _("{channel}: not subscribed.").format(channel=self.title)


def subscriptions_of(office: "Office", contact: Contact) -> list[Subscription]:
    """One for each messenger that the office has an account with; for a thread of errands."""
    from depesha.delivery.chat import inviting

    known: dict[str, Chat] = {}
    for chat in chats.of_person(office.database.reader, "contact", contact.id):
        known.setdefault(chat.channel, chat)
    return [
        Subscription(
            one.id, _(one.title), address_of(contact, one.address_field), known.get(one.id)
        )
        for one in inviting.channels(office)
        if office.accounts.names(one.id)
    ]


class SubscriptionsPane(ttk.Frame):
    """A line for each messenger, with what can be done."""

    def __init__(self, parent: tk.Misc, services: Services, contact_id: int) -> None:
        super().__init__(parent)
        self._services = services
        self._id = contact_id
        self.reload()

    def reload(self) -> None:
        """As it is now."""
        from depesha.store import contacts

        office = self._services.office

        def read() -> list[Subscription]:
            contact = contacts.get(office.database.reader, self._id)
            return subscriptions_of(office, contact) if contact is not None else []

        self._services.bridge.run(read, self._show, key=f"subscriptions.{self._id}", owner=self)

    def _show(self, found: list[Subscription]) -> None:
        px = self._services.theme.px
        for child in self.winfo_children():
            child.destroy()
        if found:
            title = ttk.Label(self, text=_("Subscriptions"), style="Strong.TLabel")
            title.pack(anchor="w", pady=(px(12), px(4)))
        for one in found:
            Wrapped(self, one.words, "Good.TLabel" if one.address else "TLabel").pack(fill="x")
            row = ttk.Frame(self)
            row.pack(anchor="w", pady=(px(2), px(8)))
            for made in self._buttons(row, one):
                made.pack(side="left", padx=(0, px(6)))

    def _buttons(self, row: tk.Misc, one: Subscription) -> list[ttk.Button]:
        def button(text: str, command: Callable[[], object]) -> ttk.Button:
            return ttk.Button(row, text=text, command=command)

        chat = one.chat
        found = [button(_("Invitation…"), lambda: self._invite(one))]
        if chat is not None:
            found.append(button(_("Chat"), lambda: self._services.doors.open_chat(chat.id)))
            found.append(button(_("Not this contact’s chat…"), lambda: self._unlink(one, chat)))
        return found

    def _invite(self, one: Subscription) -> None:
        from depesha.ui.chat.invitation import open_invitation

        open_invitation(self._services, one.channel_id, ("contact", self._id))

    def _unlink(self, one: Subscription, chat: Chat) -> None:
        services, office = self._services, self._services.office
        question = _(
            "The chat stays, but no longer belongs to this contact: messages of {channel} no longer"
            " go there."
        ).format(channel=one.title)
        title = _("Not this contact’s chat")
        if not services.dialogs.confirm(title, question, _("Separate")):
            return

        def unlink() -> None:
            from depesha.delivery.chat import people

            with office.database.write() as c:
                people.unlink(c, chat, office.channel(one.channel_id).address_field)

        services.bridge.run(unlink, lambda _none: self._separated(), owner=self)

    def _separated(self) -> None:
        self.reload()
        self.event_generate("<<Separated>>")
