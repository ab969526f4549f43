"""What the chat says: moments, states, sizes, the beginning of a conversation in the list"""

import datetime as dt

from depesha.api.i18n import _, ngettext
from depesha.delivery.chat.history import Item
from depesha.domain.states import State
from depesha.domain.words import state_title
from depesha.store.chats import Chat

OPENS = frozenset({
    ".pdf", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".bmp", ".txt", ".csv", ".xlsx", ".xls",
    ".docx", ".doc", ".odt", ".ods", ".rtf", ".ogg", ".mp3", ".mp4",
})  # fmt: skip
"""Files of strangers that a click opens; others may be programs, and are only saved."""


def moment(at: dt.datetime, now: dt.datetime) -> str:
    """A moment in the list: today its time, else its date."""
    if at.date() == now.date():
        return f"{at:%H:%M}"
    return f"{at:%d.%m}" if at.year == now.year else f"{at:%d.%m.%Y}"


def day(at: dt.datetime, now: dt.datetime) -> str:
    """The line between the days of a conversation."""
    days = (now.date() - at.date()).days
    if days in {0, 1}:
        return _("Today") if days == 0 else _("Yesterday")
    return f"{at:%d.%m.%Y}"


def snippet(chat: Chat) -> str:
    """The beginning of the last message, or what a person should know of the chat."""
    if chat.note:
        return chat.note
    return _("You: {text}").format(text=chat.last_text) if chat.last_out else chat.last_text


def initials(name: str) -> str:
    """One or two letters that stand for a picture of the person."""
    letters = [next(filter(str.isalnum, word), "") for word in name.split()]
    return "".join(letters)[:2].upper() or "?"


def state(item: Item) -> str:
    """What became of what we said, in a word, with a sign before it."""
    if not item.out or not item.state:
        return ""
    known = State(item.state)
    sign = {
        State.ACCEPTED: "✓", State.DELIVERED: "✓", State.READ: "✓✓", State.FAILED: "✗",
        State.BOUNCED: "✗", State.UNKNOWN: "?", State.CANCELLED: "✗",
    }.get(known, "…")  # fmt: skip
    return f"{sign} {state_title(known).lower()}"


def size(count: int) -> str:
    """Bytes as people read them."""
    if count >= 2**20:
        return _("{n} MB").format(n=round(count / 2**20, 1))
    return _("{n} KB").format(n=max(1, round(count / 1024)))


def unread(chats: int) -> str:
    """For the foot of the window."""
    return ngettext("{n} unread chat", "{n} unread chats", chats).format(n=chats)
