"""The sample office has somebody to talk with."""

import conversations
from depesha import bootstrap
from depesha.domain.people import Contact
from depesha.store import chat_messages, chats, contacts


def test_the_longest_stands_first(profile):
    office = bootstrap.office(profile)
    with office.database.write() as c:
        for name in ("Анна", "Борис"):
            contacts.insert(c, Contact(name=name))
    number = conversations.converse(office)
    c = office.database.reader
    assert list(chats.ids(c)) == [2, 1]
    assert number == 2
    assert len(chat_messages.page(c, number)) == len(conversations.SAID)
    office.close()
