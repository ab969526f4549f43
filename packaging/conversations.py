"""Conversations of the sample office, as they would be with a bot that listens."""

from depesha.delivery.office import Office
from depesha.store import chat_messages, chats
from depesha.store.chat_messages import ChatMessage

SAID = (
    (False, "Здравствуйте! Мой заказ уже пришёл?"),
    (True, "Добрый день! Да, он <b>готов</b>: можно забрать сегодня до 19:00."),
    (False, "Отлично. А масляный фильтр к нему есть?"),
    (True, "Есть <i>оригинал</i> и аналог, по 640 и 390 р. Какой отложить?"),
    (False, "Оригинал, пожалуйста. Приеду к шести."),
)
"""Whether it is ours, and the words."""
CHATS = 8


def converse(office: Office) -> int:
    """Let the first contacts have written; the number of the longest conversation."""
    now = office.clock.now()
    number = 0
    with office.database.write() as c:
        found = c.execute("SELECT id FROM contact ORDER BY id LIMIT ?", (CHATS,)).fetchall()
        for place, (person,) in enumerate(found, 1):
            begun = now - 3600 * (len(found) - place) - 600
            chat = chats.ensure(c, "telegram.main", str(700_000 + person), "", begun)
            chats.link(c, chat.id, "contact", person)
            number = chat.id
            for step, (ours, text) in enumerate(SAID if place == len(found) else SAID[:place]):
                message = ChatMessage(
                    0, number, ours, f"{step}", "Ольга" if ours else "", text,
                    begun + 60 * step, "accepted" if ours else "",
                )  # fmt: skip
                last = chat_messages.add(c, message)
            if place % 3:
                chat_messages.read_up_to(c, number, last)
    return number
