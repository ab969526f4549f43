"""What mailings told the person of a chat: shown in the conversation, in its place."""

import sqlite3
from dataclasses import dataclass

from depesha.store.chats import Chat


@dataclass(frozen=True, slots=True)
class ChatNotice:
    """One delivery of a mailing to the chat's address."""

    id: int
    mailing_id: int
    title: str
    data: str
    """The values of its text: `Composer.words` makes it again."""
    state: str
    reason: str
    answer: str
    at: float
    """When it was first handed over."""


def page(
    c: sqlite3.Connection, chat: Chat, before: float = 1e18, limit: int = 50
) -> list[ChatNotice]:
    """The latest before a moment, the oldest first."""
    rows = c.execute(
        """SELECT * FROM (
               SELECT d.id, d.mailing_id, m.title, d.data, d.state, d.reason, d.answer,
                   ifnull((SELECT min(started_at) FROM attempt a WHERE a.delivery_id = d.id),
                          d.updated_at) AS at
               FROM delivery d JOIN mailing m ON m.id = d.mailing_id
               WHERE d.person_kind = ? AND d.person_id = ? AND d.address = ?
                   AND d.account IN ('', ?) AND m.channel = ? AND m.mode = 'on'
                   AND d.state NOT IN ('queued', 'waiting', 'skipped', 'cancelled'))
           WHERE at < ? ORDER BY at DESC, id DESC LIMIT ?""",
        (chat.person_kind, chat.person_id, chat.address, chat.account, chat.channel, before, limit),
    )
    return [ChatNotice(*row) for row in rows.fetchall()[::-1]]
