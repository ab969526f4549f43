"""Messages of chats: kept once, paged, sent in order."""

from dataclasses import replace

import pytest

from depesha.domain.states import State
from depesha.store import chat_messages, chats
from depesha.store.chat_messages import ChatFile, ChatMessage
from depesha.store.database import Database


@pytest.fixture
def c(tmp_path):
    database = Database(tmp_path / "d.db")
    with database.write() as connection:
        chats.ensure(connection, "telegram.main", "5", "А", 1.0)
        chats.ensure(connection, "telegram.main", "6", "Б", 1.0)
        yield connection
    database.close()


def theirs(c, ref, text="Привет", at=10.0, chat=1, **more):
    message = ChatMessage(0, chat, out=False, ref=ref, author="", text=text, at=at, **more)
    return chat_messages.add(c, message)


def ours(c, ref, text="Есть", at=10.0, chat=1, due=0.0, **more):
    known = {"author": "Ольга", "state": State.QUEUED, **more}
    return chat_messages.add(
        c, ChatMessage(0, chat, out=True, ref=ref, text=text, at=at, **known), due
    )


def test_each_is_kept_once_and_shown_in_the_list(c):
    file = ChatFile(0, 0, "Счёт.pdf", "application/pdf", 9, picture=False, ref="x", state="there")
    number = theirs(c, "a", "Раз\nДва", files=(file,))
    assert theirs(c, "a") == 0
    kept = chat_messages.get(c, number)
    assert (kept.text, kept.files[0].name, kept.files[0].state) == ("Раз\nДва", "Счёт.pdf", "there")
    chat = chats.get(c, 1)
    assert (chat.unread, chat.last_text, chat.last_at, chat.last_out) == (1, "Раз Два", 10.0, False)
    ours(c, "t", '<b>Да</b> <a href="https://x.ru">тут</a> 1 < 2', at=10.5)
    assert chats.get(c, 1).last_text == "Да тут 1 < 2"
    ours(c, "k", "", at=11.0, files=(replace(file, state="here"),))
    chat = chats.get(c, 1)
    assert (chat.unread, chat.last_text, chat.last_out) == (1, "Счёт.pdf", True)


def test_pages_go_back_from_the_latest(c):
    for n in range(7):
        theirs(c, f"r{n}", str(n), at=10.0 + n // 2)
    latest = chat_messages.page(c, 1, limit=3)
    assert [one.text for one in latest] == ["4", "5", "6"]
    earlier = chat_messages.page(c, 1, (latest[0].at, latest[0].id), limit=3)
    assert [one.text for one in earlier] == ["1", "2", "3"]
    assert chat_messages.page(c, 2) == []


def test_reading(c):
    first, second = theirs(c, "a"), theirs(c, "b")
    assert chat_messages.read_up_to(c, 1, first)
    assert chats.get(c, 1).unread == 1
    assert chat_messages.read_up_to(c, 1, second)
    assert not chat_messages.read_up_to(c, 1, second)
    assert chats.get(c, 1).unread == 0


def test_what_is_due_goes_in_the_order_of_its_chat(c):
    first, second = ours(c, "a", due=50.0), ours(c, "b", due=0.0)
    other = ours(c, "c", chat=2, due=10.0)
    assert chat_messages.due(c, "telegram.main", 20.0).id == other
    assert chat_messages.due(c, "telegram.second", 99.0) is None
    assert chat_messages.intend(c, other)
    assert not chat_messages.intend(c, other)
    assert chat_messages.due(c, "telegram.main", 20.0) is None
    assert chat_messages.due(c, "telegram.main", 60.0).id == first
    assert chat_messages.cancel(c, first)
    assert chat_messages.due(c, "telegram.main", 60.0).id == second


def test_an_answer_settles_what_was_being_sent(c):
    number = ours(c, "a")
    chat_messages.intend(c, number)
    sent = replace(chat_messages.get(c, number), state=State.ACCEPTED, provider_id="7", answer="ok")
    chat_messages.settle(c, sent)
    chat_messages.settle(c, replace(sent, state=State.FAILED))
    kept = chat_messages.get(c, number)
    assert (kept.state, kept.provider_id, kept.answer) == ("accepted", "7", "ok")
    assert not chat_messages.again(c, number, "b", 1.0), "what arrived is not sent again"


def test_who_died_and_who_is_sent_again(c):
    number, other = ours(c, "a"), ours(c, "b")
    chat_messages.intend(c, number)
    assert chat_messages.recover(c, "telegram.second") == 0
    assert chat_messages.recover(c, "telegram.main") == 1
    kept = chat_messages.get(c, number)
    assert (kept.state, kept.reason) == ("unknown", "interrupted")
    assert not chat_messages.cancel(c, number)
    assert chat_messages.again(c, number, "new", 5.0)
    kept = chat_messages.get(c, number)
    assert (kept.state, kept.reason, kept.ref) == ("queued", "", "new")
    assert chat_messages.get(c, other).state == "queued"


def test_an_account_that_waits(c):
    number = ours(c, "a", due=1.0)
    chat_messages.hold(c, "telegram.main", 90.0, "login", "401")
    kept = chat_messages.get(c, number)
    assert (kept.state, kept.reason, kept.answer) == ("waiting", "login", "401")
    assert chat_messages.due(c, "telegram.main", 89.0) is None
    assert chat_messages.due(c, "telegram.main", 90.0).id == number


def test_automatic_answers_are_remembered(c):
    assert chat_messages.last_automatic(c, 1, "Звоните") == 0.0
    ours(c, "a", "Звоните", at=30.0, author="")
    ours(c, "b", "Звоните", at=40.0)
    assert chat_messages.last_automatic(c, 1, "Звоните") == 30.0


def test_files(c):
    file = ChatFile(0, 0, "a.pdf", "application/pdf", 0, picture=False, ref="x", state="there")
    theirs(c, "a", files=(file,))
    found = chat_messages.to_fetch(c, "telegram.main")
    assert (found.name, found.ref) == ("a.pdf", "x")
    assert chat_messages.to_fetch(c, "telegram.second") is None
    chat_messages.set_file(c, found.id, "here", path="in/a.pdf", size=4)
    kept = chat_messages.file(c, found.id)
    assert (kept.state, kept.path, kept.size) == ("here", "in/a.pdf", 4)
    assert chat_messages.to_fetch(c, "telegram.main") is None
    assert chat_messages.file(c, 99) is None


def test_what_waited_in_another_life_is_kept_back(c):
    old, new = ours(c, "a", at=10.0, due=10.0), ours(c, "b", at=90.0, due=90.0)
    assert chat_messages.has_work(c, "telegram.main", 20.0)
    assert chat_messages.keep_back(c, 50.0) == 1
    assert chat_messages.get(c, old).state == "cancelled"
    assert chat_messages.get(c, new).state == "queued"
    assert not chat_messages.has_work(c, "telegram.main", 20.0)
    assert chat_messages.has_work(c, "telegram.main", 90.0)
    assert not chat_messages.has_work(c, "telegram.second", 90.0)
    file = ChatFile(0, 0, "a", "", 0, picture=False, ref="x", state="there")
    theirs(c, "f", files=(file,))
    assert chat_messages.has_work(c, "telegram.main", 20.0)
