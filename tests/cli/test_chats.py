"""`depesha chats` and what `poll` hears of the bot."""

import json

import pytest

from depesha.testing import Fault
from depesha.testing.bot_api import BotApi


@pytest.fixture
def api():
    with BotApi() as api:
        yield api


@pytest.fixture
def bot(office, api):
    """The office with a bot to which Anna has written."""
    own = f"telegram.main.base_url={api.url}"
    office("settings", "set", "office.secrets=file", "telegram.mode=on", own)
    assert office("settings", "secret", "telegram.main.token", stdin=f"{api.token}\n").code == 0
    api.updates.message(5, text="Есть\nфильтр?")
    ran = office("poll", "--json")
    assert ran.json["heard"]["messages"] == 1
    return office


def test_the_list_and_the_conversation(bot, api):
    (row,) = bot("chats", "list", "--unread", "--json").json
    assert (row["number"], row["name"], row["unread"], row["text"]) == (
        1, "Анна Петрова", 1, "Есть фильтр?",
    )  # fmt: skip
    assert "Анна Петрова" in bot("chats", "list", "анна").out
    assert bot("chats", "list", "никто", "--json").json == []
    ran = bot("chats", "read", 1)
    assert "    фильтр?" in ran.out
    assert bot("chats", "list", "--unread", "--json").json == []


def test_an_answer_goes_at_once(bot, api, tmp_path):
    paper = tmp_path / "Счёт.pdf"
    paper.write_bytes(b"%PDF")
    ran = bot("chats", "answer", 1, "<b>Есть</b>", "--attach", paper, "--json")
    assert (ran.code, ran.json["state"]) == (0, "accepted")
    assert json.loads(api.received[0].raw)["params"]["caption"] == "<b>Есть</b>"
    shown = bot("chats", "read", 1).out
    assert "Счёт.pdf" in shown
    assert bot("chats", "answer", 1, "-", "--attach", paper).code == 0
    assert bot("chats", "answer", 1, "-").code == 2


def test_what_did_not_go_is_told(bot, api):
    api.fail(Fault.DROP_AFTER)
    ran = bot("chats", "answer", 1, "Есть")
    assert ran.code == 1
    assert "Unknown" in ran.out
    api.fail(Fault.REFUSE)
    ran = bot("chats", "answer", 1, "Есть")
    assert ran.code == 1
    assert "blocked by the user" in ran.err
    assert bot("chats", "answer", 1, "Есть").code == 2, "the chat is closed"


def test_whose_chat_it_is(bot):
    assert bot("chats", "link", 1, 18).code == 0
    (row,) = bot("chats", "list", "--json").json
    assert (row["name"], row["phone"]) == ("Сидорова Анна", "+79160000018")
    found = {row["code"]: row["telegram"] for row in bot("contacts", "--json").json}
    assert found[18] == "5"
    assert bot("chats", "link", 1, 0).code == 0
    assert bot("contacts", "сидорова", "--json").json[0]["telegram"] == ""
    assert bot("chats", "link", 1, 99).code == 2


def test_mistakes_are_told(bot):
    assert "depesha chats list" in bot("chats", "read", 9).err
    bot("settings", "set", "telegram.mode=test")
    ran = bot("chats", "answer", 1, "Есть")
    assert ran.code == 3
    assert "telegram.mode=on" in ran.err
    assert bot("poll", "--json").json["heard"]["messages"] == 0


def test_poll_tells_what_came(bot, api):
    api.updates.message(6, text="/start")
    api.updates.message(5, text="Ау")
    api.block(5)
    said = bot("poll").out
    assert "1 message came in: depesha chats" in said
    assert "1 person subscribed" in said
    assert "1 person ended the subscription" in said
