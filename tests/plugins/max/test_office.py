"""A whole office with MAX: a person opens an invitation, is written to, answers, ends it."""

import sys
from dataclasses import replace

import pytest

from depesha import bootstrap
from depesha.api import Secret
from depesha.delivery.chat import inviting, outgoing
from depesha.delivery.chat.worker import Worker
from depesha.domain.people import Contact
from depesha.store import chat_messages, chats, contacts

ANNA = {"user_id": 5, "first_name": "Анна", "is_bot": False}
DIALOG = {"chat_id": 99, "chat_type": "dialog", "user_id": 77}


@pytest.fixture
def office(profile, api):
    path = list(sys.path)
    made = bootstrap.office(profile)
    made.settings.change({"office.secrets": "file", "max.mode": "on", "max.main.base_url": api.url})
    made.settings.set_secret("max.main.token", Secret(api.token))
    yield made
    made.close()
    sys.path[:] = path


@pytest.fixture
def hear(office):
    """One round: listen, then send what follows from it."""
    worker = Worker(office, "max.main")
    assert worker.lead()

    def hear():
        worker.listen(worker.account())
        worker.send(worker.account())

    yield hear
    worker.resign()
    worker.hang_up()


@pytest.fixture
def anna(office):
    with office.database.write() as c:
        return contacts.insert(c, Contact(name="Анна Петрова", mobile_phone="+79161234567"))


def card(office, number):
    return contacts.get(office.database.reader, number)


def wrote(api, text, **body):
    whole = {"mid": f"mid.{text}", "text": text, **body}
    api.happen(
        "message_created",
        message={"sender": ANNA, "recipient": DIALOG, "timestamp": 1_000_000, "body": whole},
    )


def test_from_the_invitation_to_the_end(office, api, hear, anna):
    (invited,) = inviting.invite(office, "max", [card(office, anna)])
    link, _equals, token = invited.link.partition("=")
    assert link == "https://max.ru/depesha_bot?start"
    api.happen("bot_started", user=ANNA, chat_id=99, payload=token)
    hear()
    assert card(office, anna).custom == {"MAX": "5"}
    assert api.received[0].address == "5"
    wrote(api, "Есть фильтр?")
    hear()
    chat = chats.at(office.database.reader, "max.main", "5")
    outgoing.queue(office.database, office.clock, chat, "Есть", author="Ольга",
                   folder=office.profile.chats)  # fmt: skip
    hear()
    assert api.received[-1].text == "Есть"
    texts = [one.text for one in chat_messages.page(office.database.reader, chat.id)]
    assert {"Есть фильтр?", "Есть"} <= set(texts)
    api.happen("bot_stopped", user=ANNA, chat_id=99)
    hear()
    assert card(office, anna).custom.get("MAX", "") == ""


def test_whoever_comes_by_himself_is_known_by_his_phone(office, api, hear, anna):
    api.happen("bot_started", user=ANNA, chat_id=99)
    hear()
    assert card(office, anna).custom == {}
    assert b"request_contact" in api.received[-1].raw
    contact = {"vcf_info": "TEL;TYPE=cell:79161234567", "max_info": {"user_id": 5}}
    wrote(api, None, attachments=[{"type": "contact", "payload": contact}])
    hear()
    assert card(office, anna).custom == {"MAX": "5"}


def test_a_mailing_goes_by_max_alone_to_those_who_have_it(office, api, anna, tmp_path, cli):
    with office.database.write() as c:
        contacts.update(c, replace(card(office, anna), custom={"MAX": "5"}))
        contacts.insert(c, Contact(name="Борис"))
    text = tmp_path / "text.txt"
    text.write_text("Здравствуйте, {КЛИЕНТ.ИМЯ}!", encoding="utf-8")
    ran = cli("send", "max", "--body", str(text), "--to", "all", "--yes")
    got = [(one.address, one.text) for one in api.received]
    assert got == [("5", "Здравствуйте, Анна Петрова!")]
    assert "Has not started the bot" in ran.out
