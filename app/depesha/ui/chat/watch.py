"""Looks for news in the chats: how many are unread, and a quiet notice of the latest"""

from collections.abc import Callable
from dataclasses import dataclass

from depesha.api.i18n import _
from depesha.store import chats
from depesha.ui.chat import words
from depesha.ui.notices import Notice
from depesha.ui.services import Services

PAUSE = 1500
"""Milliseconds between two looks."""
TOPIC = "chats"
"""Of the bridge: brings an `Unread`."""


@dataclass(frozen=True, slots=True)
class Unread:
    """What nobody has read."""

    chats: int = 0
    messages: int = 0
    latest: int = 0
    """The number of the chat that changed last."""
    name: str = ""
    text: str = ""
    at: float = 0.0


class ChatWatch:
    """One per window."""

    def __init__(self, services: Services, changed: Callable[[Unread], object]) -> None:
        """`changed` hears on Tk's thread of every change."""
        self._services = services
        self._changed = changed
        self._last: Unread | None = None
        self._notice: Notice | None = None
        self._timer = ""

    def begin(self) -> None:
        """Look now, and from now on."""
        self.end()
        office = self._services.office

        def look() -> Unread:
            c = office.database.reader
            number, messages = chats.count_unread(c)
            latest = chats.latest_unread(c) if number else None
            if latest is None:
                return Unread()
            return Unread(number, messages, latest.id, latest.shown_name, latest.last_text,
                          latest.last_at)  # fmt: skip

        self._services.bridge.run(look, self._looked, self._failed, key="chat.watch")

    def end(self) -> None:
        """Look no more."""
        if self._timer:
            self._services.root.after_cancel(self._timer)
            self._timer = ""

    def _looked(self, found: Unread) -> None:
        self._again()
        if found == self._last:
            return
        before, self._last = self._last, found
        self._changed(found)
        self._services.bridge.post(TOPIC, found)
        self._close_notice()
        if before is not None and found.messages > before.messages:
            self._tell(found)

    def _failed(self, error: Exception) -> None:  # noqa: ARG002 - health tells of the database
        self._again()

    def _again(self) -> None:
        self._timer = self._services.root.after(PAUSE, self.begin)

    def _tell(self, found: Unread) -> None:
        if self._services.tabs.front == "chat":
            return
        doors = self._services.doors
        text = _("{name} writes: {text}").format(name=found.name, text=found.text[:80])
        self._notice = Notice(
            text, action=_("Open chat"), act=lambda: doors.open_chat(found.latest)
        )
        self._services.notices.show(self._notice)

    def _close_notice(self) -> None:
        """The newest is enough, and none is needed of what was read."""
        if self._notice is not None:
            self._services.notices.close(self._notice)
            self._notice = None


def count_words(found: Unread) -> str:
    """For the foot of the window; empty where all is read."""
    return words.unread(found.chats) if found.chats else ""
