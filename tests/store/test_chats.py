"""Chats: found by name and phone, whoever they belong to."""

import pytest

from depesha.domain.people import Contact, Employee
from depesha.store import chat_messages, chats, contacts, employees
from depesha.store.chat_messages import ChatMessage
from depesha.store.database import Database


@pytest.fixture
def c(tmp_path):
    database = Database(tmp_path / "d.db")
    with database.write() as connection:
        yield connection
    database.close()


def says(c, chat, text, at=10.0, ref=None):
    message = ChatMessage(0, chat.id, out=False, ref=ref or f"{at}", author="", text=text, at=at)
    return chat_messages.add(c, message)


def test_a_chat_comes_into_being_and_follows_the_persons_name(c):
    made = chats.ensure(c, "telegram.main", "5", "Аня", 1.0)
    assert (made.shown_name, made.channel, made.state) == ("Аня", "telegram", "open")
    again = chats.ensure(c, "telegram.main", "5", "Анна", 2.0)
    assert (again.id, again.name) == (made.id, "Анна")
    assert chats.ensure(c, "telegram.main", "5", "", 3.0).name == "Анна"
    assert chats.ensure(c, "telegram.second", "5", "Анна", 3.0).id != made.id
    assert chats.ensure(c, "telegram.main", "6", "", 3.0).shown_name == "6"


def test_names_and_phones_of_cards_come_first(c):
    number = contacts.insert(
        c, Contact(name="Петрова А.", display_name="Анна", mobile_phone="+79161234567")
    )
    chat = chats.ensure(c, "telegram.main", "5", "anna_87", 1.0)
    chats.link(c, chat.id, "contact", number)
    found = chats.get(c, chat.id)
    assert (found.shown_name, found.shown_phone) == ("Анна", "+79161234567")
    (same,) = chats.of_person(c, "contact", number)
    assert same.id == chat.id
    contacts.delete(c, number)
    assert chats.get(c, chat.id).shown_name == "anna_87"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", ["7", "6", "5"]),
        ("петрова", ["5"]),
        ("8 916 123", ["5"]),
        ("61234567", ["5"]),
        ("olga", ["6"]),
        ("Ольга", ["6"]),
        ("9031112233", ["6"]),
        ("+7 495", ["7"]),
        ("семён", ["7"]),
        ("никто", []),
    ],
)
def test_search_by_name_and_phone(c, typed, found):
    anna = contacts.insert(c, Contact(name="Петрова Анна", mobile_phone="+79161234567"))
    olga = employees.insert(c, Employee(name="Ольга", mobile_phone="+79031112233"))
    for at, (address, name) in enumerate((("5", "anna_87"), ("6", "olga"), ("7", "Семен"))):
        chats.ensure(c, "telegram.main", address, name, float(at))
    chats.link(c, 1, "contact", anna)
    chats.link(c, 2, "employee", olga)
    chats.set_phone(c, 3, "+74951234567")
    assert [chats.get(c, one).address for one in chats.ids(c, typed)] == found


def test_unread(c):
    first = chats.ensure(c, "telegram.main", "5", "А", 1.0)
    chats.ensure(c, "telegram.main", "6", "Б", 2.0)
    says(c, first, "Раз", 10.0)
    says(c, first, "Два", 11.0)
    assert chats.count_unread(c) == (1, 2)
    assert chats.latest_unread(c).id == first.id
    says(c, chats.get(c, 2), "И я", 5.0)
    assert chats.latest_unread(c).id == 2
    chat_messages.read_up_to(c, 2, 99)
    assert list(chats.ids(c, unread=True)) == [first.id]
    assert list(chats.ids(c)) == [first.id, 2]


def test_a_chat_that_moves_takes_its_messages_along(c):
    old = chats.ensure(c, "telegram.main", "-5", "Закупки", 1.0)
    says(c, old, "Раз", 10.0)
    assert not chats.move(c, "telegram.main", "-9", "-10")
    assert not chats.move(c, "telegram.main", "-5", "-5")
    assert chats.move(c, "telegram.main", "-5", "-100")
    new = chats.ensure(c, "telegram.main", "-200", "Закупки", 2.0)
    says(c, new, "Два", 20.0)
    assert chats.move(c, "telegram.main", "-100", "-200")
    one = chats.at(c, "telegram.main", "-200")
    assert (one.id, one.unread, one.last_at) == (old.id, 2, 20.0)
    assert [m.text for m in chat_messages.page(c, one.id)] == ["Раз", "Два"]


def test_whose_address_it_is(c):
    anna = contacts.insert(c, Contact(name="А", telegram="5", custom={"max": "77"}))
    olga = employees.insert(c, Employee(name="О", telegram="6"))
    assert chats.person_at(c, "telegram", "5") == ("contact", anna)
    assert chats.person_at(c, "telegram", "6") == ("employee", olga)
    assert chats.person_at(c, "max", "77") == ("contact", anna)
    assert chats.person_at(c, "max", "5") is None
    contacts.insert(c, Contact(name="Б", telegram="5"))
    assert chats.person_at(c, "telegram", "5") is None


def test_notes(c):
    chat = chats.ensure(c, "telegram.main", "5", "А", 1.0)
    chats.set_note(c, chat.id, "Кто это?")
    chats.set_state(c, chat.id, chats.CLOSED)
    found = chats.get(c, chat.id)
    assert (found.note, found.state) == ("Кто это?", "closed")
    chats.link(c, chat.id, "contact", 1)
    assert chats.get(c, chat.id).note == ""
