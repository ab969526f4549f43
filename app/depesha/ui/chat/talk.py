"""The right half of the chat: who it is, what was said, and where one answers"""

import tkinter as tk
from collections.abc import Callable
from tkinter import ttk

from depesha.api.i18n import _
from depesha.delivery.chat import outgoing, quick
from depesha.delivery.chat.history import History, Item
from depesha.delivery.composition import author_of
from depesha.domain.rights import Right
from depesha.store import chat_messages, chats
from depesha.store.chats import Chat
from depesha.ui.allowed import allowed
from depesha.ui.chat import files
from depesha.ui.chat.conversation import Conversation, Deeds
from depesha.ui.chat.entry import Draft, Entry, pasted_folder
from depesha.ui.services import Services
from depesha.ui.wrapped import Wrapped

LOOK = 800
"""Milliseconds between two looks at the conversation that is in front."""
DRAFTS = 50
"""Chats whose unsent text is kept while others are looked at."""


class Talk(ttk.Frame):
    """One chat at a time."""

    def __init__(self, parent: tk.Misc, services: Services, changed: Callable[[], object]) -> None:
        """`changed` is called where the list is no longer right."""
        px = services.theme.px
        super().__init__(parent, padding=(px(8), 0, 0, 0))
        self._services = services
        self._changed = changed
        self._history = History(services.office)
        self._drafts: dict[int, Draft] = {}
        self._timer = ""
        self._asking = False
        self.chat: Chat | None = None
        self._title = ttk.Label(self, style="Title.TLabel")
        self._title.pack(anchor="w")
        self._about = Wrapped(self, style="Quiet.TLabel")
        self._about.pack(fill="x", pady=(0, px(6)))
        self.entry = Entry(self, services, self._send, self._template)
        self.entry.pack(side="bottom", fill="x")
        self.conversation = Conversation(self, services, self._deeds())
        self.conversation.pack(fill="both", expand=True)
        self._head()

    def show(self, chat: Chat) -> None:
        """Show a chat; what was being written in the other waits there."""
        same = self.chat is not None and self.chat.id == chat.id
        if not same:
            self._keep_draft()
            self.conversation.clear()
        self.chat = chat
        self._head()
        if not same:
            self.entry.show(self._drafts.pop(chat.id, Draft()))
            self._ask(self.conversation.show)
        self.entry.text.focus_set()
        self.attend()

    def attend(self) -> None:
        """Look for news of this chat, as long as it is in front."""
        if self._timer:
            self.after_cancel(self._timer)
        self._timer = self.after(LOOK, self._look)

    def destroy(self) -> None:
        """Look no more."""
        if self._timer:
            self.after_cancel(self._timer)
        super().destroy()

    def may_close(self) -> bool:
        """Whether nothing that was written would be lost."""
        self._keep_draft()
        if not self._drafts or self._services.dialogs.confirm(
            _("Chat"), _("There is a text that was not sent. Close all the same?"),
            _("Close without sending"), danger=True,
        ):  # fmt: skip
            return True
        if self.chat is not None:
            self._drafts.pop(self.chat.id, None)
        return False

    # --- Reading ----------------------------------------------------------------------------------

    def _look(self) -> None:
        self._timer = ""
        if self._services.tabs.front == "chat" and self.chat is not None:
            self._ask(self.conversation.refresh)
            self.attend()

    def _ask(self, then: Callable[[list[Item]], object], before: Item | None = None) -> None:
        chat, office = self.chat, self._services.office
        if chat is None or (self._asking and then == self.conversation.refresh):
            return
        self._asking = True

        def read() -> tuple[Chat | None, list[Item]]:
            c = office.database.reader
            found = chats.get(c, chat.id)
            return found, self._history.page(found, before) if found else []

        def take(answer: tuple[Chat | None, list[Item]]) -> None:
            self._asking = False
            found, items = answer
            if found is None or self.chat is None or found.id != self.chat.id:
                return
            if found != self.chat:
                self.chat = found
                self._head()
            then(items)
            self._read(items)

        def fail(error: Exception) -> None:
            self._asking = False
            self._services.notices.error(error)

        self._services.bridge.run(read, take, fail, owner=self)

    def _read(self, items: list[Item]) -> None:
        """What stands before the person's eyes counts as read."""
        chat, office = self.chat, self._services.office
        seen = max((item.id for item in items), default=0)
        if chat is None or not chat.unread or not self._in_sight():
            return

        def mark() -> bool:
            with office.database.write() as c:
                return chat_messages.read_up_to(c, chat.id, seen)

        self._services.bridge.run(mark, lambda _any: self._changed(), owner=self)

    def _in_sight(self) -> bool:
        return self._services.tabs.front == "chat" and self._services.root.state() != "iconic"

    def _head(self) -> None:
        chat, office = self.chat, self._services.office
        if chat is None:
            self._title.configure(text=_("Chat"))
            self._about.configure(text=_("Choose a chat at the left."))
            self.entry.enable(able=False)
            return
        self._title.configure(text=chat.shown_name)
        phone = office.masked({"phone": chat.shown_phone})["phone"]
        channel = office.host.channels().get(chat.channel)
        parts = [_(channel.title) if channel else chat.channel, phone]
        if not chat.person_kind:
            parts.append(_("nobody of your directory: say who it is"))
        if chat.state != chats.OPEN:
            parts.append(_("lets us write no more"))
        parts.append(chat.note)
        self._about.configure(text=" · ".join(filter(None, parts)))
        self.entry.enable(able=chat.state == chats.OPEN)

    # --- Answering --------------------------------------------------------------------------------

    def _deeds(self) -> Deeds:
        return Deeds(
            earlier=self._earlier,
            latest=lambda: self._ask(self.conversation.show),
            again=self._again,
            cancel=self._cancel,
            open_file=lambda file, ours: files.open_file(self._services, file, ours=ours),
            open_mailing=self._services.doors.results,
        )

    def _earlier(self) -> None:
        if self.conversation.items:
            self._ask(self.conversation.prepend, self.conversation.items[0])

    def _send(self, draft: Draft) -> None:
        chat, services = self.chat, self._services
        if chat is None or not allowed(services, Right.SEND):
            return
        office = services.office
        self.entry.show(Draft())

        def write() -> None:
            outgoing.write(office, chat, draft.text, draft.files, author_of(office))
            for path in draft.files:
                if path.parent == pasted_folder(services):
                    path.unlink(missing_ok=True)

        def written(_nothing: None) -> None:
            services.engine.wake()
            self._ask(self.conversation.show)
            self._changed()

        def failed(error: Exception) -> None:
            # What was written comes back, unless something else is being written by now.
            if self.chat == chat and self.entry.draft == Draft():
                self.entry.show(draft)
            else:
                self._drafts[chat.id] = draft
            services.notices.error(error)

        services.bridge.run(write, written, failed, owner=self)

    def _again(self, item: Item) -> None:
        services = self._services
        if item.state == "unknown" and not services.dialogs.confirm(
            _("Send again"), _("Perhaps this message arrived. Send it all the same?"),
            _("Send again"), danger=True,
        ):  # fmt: skip
            return
        if allowed(services, Right.SEND):
            now = services.office.clock.now()
            self._change(lambda c: chat_messages.again(c, item.id, outgoing.new_key(), now))

    def _cancel(self, item: Item) -> None:
        self._change(lambda c: chat_messages.cancel(c, item.id))

    def _change(self, deed: Callable[..., bool]) -> None:
        office = self._services.office

        def change() -> bool:
            with office.database.write() as c:
                return deed(c)

        def changed(_done: bool) -> None:  # noqa: FBT001 - the answer of an errand
            self._services.engine.wake()
            self._ask(self.conversation.refresh)

        self._services.bridge.run(change, changed, owner=self)

    def _template(self) -> None:
        from depesha.ui.templates.gallery import choose_template

        chat, office = self.chat, self._services.office
        taken = choose_template(self._services, self, chat.channel) if chat else None
        if chat is None or taken is None:
            return
        self._services.bridge.run(
            lambda: quick.filled_in(office, chat, taken.template), self.entry.insert, owner=self
        )

    def _keep_draft(self) -> None:
        draft = self.entry.draft
        if self.chat is not None and (draft.text.strip() or draft.files):
            while len(self._drafts) >= DRAFTS:
                del self._drafts[next(iter(self._drafts))]
            self._drafts[self.chat.id] = draft
