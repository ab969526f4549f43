"""What people do at the played Bot API: they start the bot, write, send files, block it; and
`getUpdates`, by which the bot hears of it.

Documented: the shape of updates, what `offset` and `timeout` mean, the answer 409. Assumed: the
wording of 409.
"""

import threading
import time
from typing import Any

from depesha.testing.bot_api_markup import ApiError
from depesha.testing.bot_api_request import Request

NAMES = {"first_name": "Анна", "last_name": "Петрова"}


class Updates:
    """The updates that wait for the bot. For several threads at once."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._waiting: list[dict[str, Any]] = []
        self._next_id = 1000
        self._last_message = 5000
        self._closed = False
        self.listeners = 0
        """Calls of getUpdates that wait at this moment."""
        self.files: dict[str, tuple[str, bytes]] = {}
        """file_id → path and content of what people sent."""

    def close(self) -> None:
        """Let nobody wait any more."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def add(self, **content: Any) -> None:
        """One more update, e.g. `message={…}`."""
        with self._changed:
            self._waiting.append({"update_id": self._next_id, **content})
            self._next_id += 1
            self._changed.notify_all()

    def waiting(self) -> int:
        """Updates that nobody has confirmed."""
        with self._changed:
            return len(self._waiting)

    def get(self, request: Request) -> list[dict[str, Any]]:
        """What getUpdates answers; whoever asks later ends whoever still waits."""
        offset = int(request.text("offset") or 0)
        limit = int(request.text("limit") or 100)
        until = time.monotonic() + float(request.text("timeout") or 0)
        with self._changed:
            self._waiting = [one for one in self._waiting if one["update_id"] >= offset]
            self.listeners += 1
            mine = self._asked = object()
            self._changed.notify_all()
            try:
                while not self._waiting and not self._closed and time.monotonic() < until:
                    self._changed.wait(until - time.monotonic())
                    if self._asked is not mine:
                        raise conflict()
                return self._waiting[:limit]
            finally:
                self.listeners -= 1

    def message(self, chat: int, *, names: dict[str, Any] | None = None, **content: Any) -> None:
        """A person writes; `content` is what the message holds, e.g. `text`."""
        person = {"id": chat, "is_bot": False, **(names or NAMES)}
        where: dict[str, Any] = {"id": chat, "type": "private", **(names or NAMES)}
        self.add(message=self._message(where, person, content))

    def group_message(self, chat: int, title: str, sender: int, **content: Any) -> None:
        """Somebody writes in a group."""
        person = {"id": sender, "is_bot": False, **NAMES}
        where = {"id": chat, "type": "supergroup", "title": title}
        self.add(message=self._message(where, person, content))

    def file(
        self, chat: int, name: str, data: bytes, *, photo: bool = False, text: str = ""
    ) -> str:
        """A person sends a file or a photo; its file_id."""
        given = f"theirs-{len(self.files) + 1}"
        self.files[given] = (f"documents/{given}", data)
        about = {"file_id": given, "file_size": len(data)}
        caption: dict[str, Any] = {"caption": text} if text else {}
        if photo:
            sizes = [{"file_id": "thumb", "width": 90, "height": 90}, {**about, "width": 800}]
            self.message(chat, photo=sizes, **caption)
        else:
            self.message(chat, document={**about, "file_name": name}, **caption)
        return given

    def member(self, chat: int, status: str) -> None:
        """The bot is a `member` of the chat again, or was `kicked`: blocked."""
        person = {"id": chat, "is_bot": False, **NAMES}
        where = {"id": chat, "type": "private", **NAMES}
        new = {"status": status, "user": {"id": 123456, "is_bot": True}}
        self.add(
            my_chat_member={
                "chat": where, "from": person, "date": int(time.time()),
                "old_chat_member": {"status": "member"}, "new_chat_member": new,
            }
        )  # fmt: skip

    def moved(self, old: int, new: int) -> None:
        """The group has become a supergroup with a new id."""
        where = {"id": old, "type": "group", "title": "Отдел закупок"}
        person = {"id": 77, "is_bot": False, **NAMES}
        self.add(message=self._message(where, person, {"migrate_to_chat_id": new}))

    def _message(
        self, where: dict[str, Any], person: dict[str, Any], content: dict[str, Any]
    ) -> dict[str, Any]:
        self._last_message += 1
        now = int(time.time())
        head = {"message_id": self._last_message, "date": now, "chat": where, "from": person}
        return head | content


def conflict() -> ApiError:
    """Somebody else asks for the same updates."""
    return ApiError(
        409,
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is"
        " running",
    )
