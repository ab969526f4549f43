"""Mailings in a conversation: the whole way is in tests/delivery/chat/test_history.py."""

from depesha.store import chat_notices, chats
from depesha.store.database import Database


def test_a_chat_of_nobody_has_none(tmp_path):
    database = Database(tmp_path / "d.db")
    with database.write() as c:
        chat = chats.ensure(c, "telegram.main", "5", "А", 1.0)
        assert chat_notices.page(c, chat) == []
    database.close()
