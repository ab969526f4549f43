"""The chats in the window: the list at the left, the conversation at the right"""

import tkinter as tk
from collections.abc import Sequence
from tkinter import ttk

from depesha.api.i18n import _
from depesha.delivery.chat.people import Who
from depesha.store import chats
from depesha.store.chats import Chat
from depesha.ui.chat.chat_list import ChatList
from depesha.ui.chat.invitation import open_invitation
from depesha.ui.chat.talk import Talk
from depesha.ui.chat.watch import TOPIC
from depesha.ui.commands import Command
from depesha.ui.services import Services
from depesha.ui.toolbar import Toolbar
from depesha.ui.tooltip import Tooltip
from depesha.ui.wrapped import Wrapped

WIDTH = 320
"""Of the list, for a scale of 1."""
TYPING = 150
"""Milliseconds after a key until what was typed is searched for."""


class ChatPlace(ttk.Frame):
    """The place *Chat*."""

    def __init__(self, parent: tk.Misc, services: Services) -> None:
        px = services.theme.px
        super().__init__(parent, padding=px(8))
        self._services = services
        self._timer = ""
        self._toolbar = Toolbar(self, services.theme, ())
        self._toolbar.pack(fill="x", pady=(0, px(6)))
        panes = ttk.PanedWindow(self, orient="horizontal")
        panes.pack(fill="both", expand=True)
        left = ttk.Frame(panes, width=px(WIDTH))
        above = ttk.Frame(left)
        above.pack(fill="x", pady=(0, px(6)))
        ttk.Label(above, text=_("Search")).pack(side="left", padx=(0, px(8)))
        self.search = ttk.Entry(above)
        self.search.pack(side="left", fill="x", expand=True)
        Tooltip(self.search, _("A name or a phone number"), services.theme)
        self.search.bind("<KeyRelease>", lambda _event: self._typed())
        self.search.bind("<Down>", lambda _event: self.list.canvas.focus_set())
        self._only_unread = tk.BooleanVar(self, value=False)
        ttk.Checkbutton(
            left, text=_("Unread only"), variable=self._only_unread, command=self.reload
        ).pack(anchor="w", pady=(0, px(6)))
        self.list: ChatList = ChatList(left, services, self.open)
        self.list.pack(fill="both", expand=True)
        left.pack_propagate(flag=False)
        self.talk = Talk(panes, services, self.reload)
        # With large letters too there is more room for what is said than for the list of it.
        panes.bind("<Configure>", lambda event: left.configure(
            width=min(px(WIDTH), event.width * 2 // 5)), add=True)  # fmt: skip
        panes.add(left, weight=0)
        panes.add(self.talk, weight=1)
        self._empty = Wrapped(left, _empty_words(services), "Quiet.TLabel")
        self._toolbar.show(self._commands())
        services.bridge.listen(TOPIC, self, lambda _unread: self.reload())
        self.reload()

    def commands(self) -> Sequence[Command]:
        """See tabs.View."""
        return self._commands()

    def shown(self) -> None:
        """See tabs.View."""
        self.reload()
        self.talk.attend()
        if not self.talk.chat:
            self.search.focus_set()

    def may_close(self) -> bool:
        """See tabs.View."""
        return self.talk.may_close()

    def destroy(self) -> None:
        """Search no more."""
        if self._timer:
            self.after_cancel(self._timer)
        super().destroy()

    def reload(self) -> None:
        """Search anew."""
        self.list.show(self.search.get(), unread=self._only_unread.get())
        self._services.bridge.run(
            lambda: bool(chats.ids(self._services.office.database.reader)), self._show_empty,
            key="chat.empty", owner=self,
        )  # fmt: skip

    def open(self, chat: Chat) -> None:
        """Show a conversation."""
        self.list.mark(chat.id)
        self.talk.show(chat)
        self._toolbar.refresh()

    def open_number(self, number: int) -> None:
        """Show the conversation with that number."""
        office = self._services.office

        def show(chat: Chat | None) -> None:
            if chat is not None:
                self.open(chat)
                self.list.see(number)

        self._services.bridge.run(
            lambda: chats.get(office.database.reader, number), show, owner=self
        )

    def _commands(self) -> list[Command]:
        return [
            Command("chat.add", _("Add chat…"), self._add, "plus", "Ctrl+N", accent=True),
            Command("chat.card", _("Card"), self._card, "user", enabled=self._known),
            Command("chat.invite", _("Invitation"), self._invite, "qr-code", enabled=self._known),
            Command("chat.who", _("Who is it…"), self._who, "search", enabled=self._chosen),
            Command("chat.new", _("New contact"), self._new, "user-plus", enabled=self._stranger),
            Command("chat.reload", _("Refresh"), self.reload, "refresh-cw", "F5"),
        ]

    def _chosen(self) -> bool:
        return self.talk.chat is not None

    def _known(self) -> bool:
        return self.talk.chat is not None and bool(self.talk.chat.person_kind)

    def _stranger(self) -> bool:
        return self.talk.chat is not None and not self.talk.chat.person_kind

    def _card(self) -> None:
        chat = self.talk.chat
        if chat is not None and chat.person_kind == "employee":
            self._services.doors.employee(chat.person_id)
        elif chat is not None and chat.person_kind:
            self._services.doors.contact(chat.person_id)

    def _invite(self) -> None:
        chat = self.talk.chat
        if chat is not None:
            who = (chat.person_kind, chat.person_id)
            open_invitation(self._services, chat.channel, who)

    def _add(self) -> None:
        who = self._choose()
        if who is not None:
            self._services.doors.chat(who)

    def _who(self) -> None:
        chat, services = self.talk.chat, self._services
        who = self._choose() if chat is not None else None
        if chat is None or who is None:
            return
        from depesha.delivery.chat import people

        def link() -> Chat | None:
            office = services.office
            field = office.channel(chat.channel).address_field
            with office.database.write() as c:
                people.link(c, chat, field, who)
            return chats.get(office.database.reader, chat.id)

        def linked(found: Chat | None) -> None:
            if found is not None:
                self.open(found)
            self.reload()

        services.bridge.run(link, linked, owner=self)

    def _new(self) -> None:
        """A card with what the messenger told, to be completed."""
        chat, services = self.talk.chat, self._services
        if chat is None:
            return
        from depesha.delivery.chat import people

        def make() -> int:
            office = services.office
            field = office.channel(chat.channel).address_field
            with office.database.write() as c:
                return people.add(c, chat, field)

        def made(contact_id: int) -> None:
            self.open_number(chat.id)
            self.reload()
            services.doors.contact(contact_id)

        services.bridge.run(make, made, owner=self)

    def _choose(self) -> Who | None:
        from depesha.delivery.selection import Selection

        chosen = self._services.doors.choose(self, Selection())
        if not chosen:
            return None
        if chosen.contacts:
            return ("contact", chosen.contacts[0])
        return ("employee", chosen.employees[0])

    def _typed(self) -> None:
        if self._timer:
            self.after_cancel(self._timer)
        self._timer = self.after(TYPING, self.reload)

    def _show_empty(self, some: bool) -> None:  # noqa: FBT001 - the answer of an errand
        if some:
            self._empty.pack_forget()
        else:
            self._empty.configure(text=_empty_words(self._services))
            self._empty.pack(fill="x", before=self.list)


def _empty_words(services: Services) -> str:
    """What to do where there is no chat yet."""
    from depesha.delivery.chat.worker import live_accounts

    if services.office.knows_plugins and live_accounts(services.office):
        return _(
            "Nobody has written yet. “Add chat” gives you a link and a code for each person;"
            " whoever opens the link appears here."
        )
    return _(
        "A chat needs a bot: switch Telegram on and enter the bot’s token in Settings ► Telegram."
    )


def open_chat(services: Services, place: ChatPlace, who: Who) -> None:
    """The person's chat; where there is none, one is begun, or the person is invited."""
    from depesha.delivery.chat import inviting
    from depesha.delivery.chat.beginning import begin

    def show(number: int) -> None:
        if number:
            place.open_number(number)
            place.reload()
            return
        for channel in inviting.channels(services.office)[:1]:
            open_invitation(services, channel.id, who)

    services.bridge.run(lambda: begin(services.office, who), show, owner=place)
