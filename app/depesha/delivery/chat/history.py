"""A conversation as it is shown: what both sides wrote, and what mailings told in between."""

from dataclasses import dataclass, replace

from depesha.api.i18n import _
from depesha.delivery.composer import CannotComposeError, Composers
from depesha.delivery.office import Office
from depesha.domain import reasons
from depesha.domain.errors import DepeshaError
from depesha.store import chat_messages, chat_notices
from depesha.store.chat_messages import ChatFile, ChatMessage
from depesha.store.chat_notices import ChatNotice
from depesha.store.chats import Chat

PAGE = 40
"""Items of a page."""
KEPT = 200
"""Texts of notices that are not made again."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that was said."""

    id: int
    """Of the message; 0 for a notice of a mailing."""
    at: float
    out: bool
    text: str
    """Ours: with the five tags. Theirs: plain."""
    who: str
    """Of ours: who wrote it."""
    state: str = ""
    why: str = ""
    """What went wrong and what to do, in words."""
    files: tuple[ChatFile, ...] = ()
    mailing_id: int = 0
    """Of a notice."""


class History:
    """The conversations of the window, a page at a time. For one thread at once."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._composers = Composers(office.channel)
        self._texts: dict[int, str] = {}

    def page(self, chat: Chat, before: Item | None = None) -> list[Item]:
        """The latest items before one, the oldest first; fewer than PAGE where nothing is left."""
        c = self._office.database.reader
        at = before.at if before else 1e18
        messages = chat_messages.page(c, chat.id, (at, before.id if before else 0), PAGE)
        notices = chat_notices.page(c, chat, at, PAGE)
        items = [*map(_of_message, messages), *map(self._of_notice, notices)]
        items = sorted(items, key=lambda item: (item.at, item.id))[-PAGE:]
        masking = self._office.masking
        if masking.whole:
            return items
        return [replace(one, text=masking.text(one.text)) for one in items]

    def _of_notice(self, notice: ChatNotice) -> Item:
        return Item(
            0, notice.at, out=True, text=self._text(notice), state=notice.state,
            who=_("Mailing “{title}”").format(title=notice.title),
            why=_why(notice.reason, notice.answer), mailing_id=notice.mailing_id,
        )  # fmt: skip

    def _text(self, notice: ChatNotice) -> str:
        if notice.id not in self._texts:
            c = self._office.database.reader
            try:
                text = self._composers.get(c, notice.mailing_id).words(notice.data)
            except (CannotComposeError, DepeshaError):
                text = ""
            while len(self._texts) >= KEPT:
                del self._texts[next(iter(self._texts))]
            self._texts[notice.id] = text
        return self._texts[notice.id]


def _of_message(message: ChatMessage) -> Item:
    who = (message.author or _("automatic answer")) if message.out else ""
    return Item(
        message.id, message.at, message.out, message.text, who, message.state,
        _why(message.reason, message.answer), message.files,
    )  # fmt: skip


def _why(reason: str, answer: str) -> str:
    if not reason:
        return ""
    said = [reasons.title(reason), answer or reasons.cure(reason)]
    return ": ".join(filter(None, said))
