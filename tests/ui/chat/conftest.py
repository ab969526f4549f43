"""A window on an office with a bot, to which Anna has written."""

import sys

import pytest

from depesha import bootstrap
from depesha.api import Secret
from depesha.delivery.chat import ears, rounds
from depesha.delivery.inbox import Heard
from depesha.domain.people import Contact
from depesha.store import chat_messages, chats, contacts
from depesha.testing.bot_api import BotApi


@pytest.fixture(autouse=True)
def _quick(monkeypatch):
    monkeypatch.setattr(ears, "LOOK", 0.1)
    monkeypatch.setattr(ears, "SEND", 0.1)


@pytest.fixture
def api():
    with BotApi() as api:
        yield api


@pytest.fixture
def office(profile, api):
    path = list(sys.path)
    found = bootstrap.office(profile)
    found.settings.change(
        {"office.secrets": "file", "telegram.mode": "on", "telegram.main.base_url": api.url}
    )
    found.settings.set_secret("telegram.main.token", Secret(api.token))
    with found.database.write() as c:
        contacts.insert(c, Contact(name="Анна", mobile_phone="+79161234567", telegram="5"))
        contacts.insert(c, Contact(name="Борис", mobile_phone="+79160000002"))
    api.updates.message(5, text="Есть фильтр?")
    api.updates.message(6, text="Добрый день", names={"first_name": "Глеб"})
    rounds.go_round(found, Heard())
    yield found
    api.updates.close()
    found.close()
    sys.path[:] = path


@pytest.fixture
def place(app, person, api):
    """The place, with both chats in its list."""
    app.services.doors.go("chat")
    found = app.services.tabs.view("chat")
    person.until(lambda: len(found.list.numbers) == 2 and found.list.row(1), "the list")
    yield found
    api.updates.close()  # whoever listens need not be waited for


@pytest.fixture
def talk(place, person):
    """The conversation with Anna."""
    place.open_number(1)
    person.until(lambda: place.talk.conversation.items, "the conversation")
    return place.talk


@pytest.fixture
def chat_of(office):
    return lambda address: chats.at(office.database.reader, "telegram.main", str(address))


@pytest.fixture
def messages(office):
    return lambda number: chat_messages.page(office.database.reader, number)
