"""An office with a bot, over the played Bot API, and two people on its cards."""

import sys
import time

import pytest

from depesha import bootstrap
from depesha.api import Secret
from depesha.delivery.chat import outgoing
from depesha.delivery.chat.worker import Worker
from depesha.domain.people import Contact
from depesha.store import chat_messages, chats, contacts, employees
from depesha.testing.bot_api import BotApi


class BotOffice:
    """The office, its bot, and who uses them."""

    def __init__(self, profile, api):
        self.api = api
        self.real = bootstrap.office(profile)
        self.real.settings.change(
            {
                "office.secrets": "file", "telegram.mode": "on",
                "telegram.main.base_url": api.url, "telegram.main.timeout": "2",
            }
        )  # fmt: skip
        self.real.settings.set_secret("telegram.main.token", Secret(api.token))
        self.worker = Worker(self.real, "telegram.main")
        with self.database.write() as c:
            self.anna = contacts.insert(
                c, Contact(name="Анна Петрова", mobile_phone="+79161234567")
            )
            self.boris = contacts.insert(c, Contact(name="Борис", mobile_phone="+79160000002"))

    @property
    def database(self):
        return self.real.database

    @property
    def c(self):
        return self.real.database.reader

    def contact(self, number):
        return contacts.get(self.c, number)

    def employee(self, number):
        return employees.get(self.c, number)

    def hear(self):
        """One round: listen, then send what follows from it."""
        assert self.worker.lead()
        self.worker.listen(self.worker.account())
        self.worker.send(self.worker.account())

    def chat(self, address="5"):
        return chats.at(self.c, "telegram.main", str(address))

    def messages(self, address="5"):
        return chat_messages.page(self.c, self.chat(address).id)

    def say(self, text, address="5", files=()):
        return outgoing.queue(
            self.database, self.real.clock, self.chat(address), text, author="Ольга", files=files,
            folder=self.real.profile.chats,
        )  # fmt: skip

    def message(self, number):
        return chat_messages.get(self.c, number)

    def replies(self):
        """What the bot said by itself: texts."""
        return [one.text for one in self.api.received]


@pytest.fixture
def api():
    with BotApi() as api:
        yield api


@pytest.fixture
def office(profile, api):
    path = list(sys.path)
    made = BotOffice(profile, api)
    yield made
    made.worker.hang_up()
    made.real.close()
    sys.path[:] = path


@pytest.fixture
def until():
    def until(true, what=""):
        end = time.monotonic() + 15
        while not true():
            assert time.monotonic() < end, f"in vain waited for {what or true}"
            time.sleep(0.01)

    return until
