"""People at the played bot, and how it hears of them."""

import threading
import time

import httpx
import pytest

from depesha.testing.bot_api import BotApi, BotFault


@pytest.fixture
def api():
    with BotApi() as api:
        yield api


@pytest.fixture
def ask(api):
    def ask(method="getUpdates", **params):
        url = f"{api.url}/bot{api.token}/{method}"
        return httpx.post(url, json=params, timeout=20, verify=False).json()

    return ask


def numbers(answer):
    return [one["update_id"] for one in answer["result"]]


def test_an_update_comes_until_it_is_confirmed(api, ask):
    api.updates.message(5, text="Есть фильтр?")
    api.updates.message(5, text="Масляный")
    assert numbers(ask()) == numbers(ask(offset=0)) == [1000, 1001]
    assert numbers(ask(limit=1)) == [1000]
    assert numbers(ask(offset=1001)) == [1001]
    assert api.updates.waiting() == 1
    assert numbers(ask(offset=1002)) == []
    assert api.updates.waiting() == 0


def until(true):
    end = time.monotonic() + 10
    while not true():
        assert time.monotonic() < end
        time.sleep(0.005)


def test_who_waits_hears_at_once(api, ask):
    heard = []
    thread = threading.Thread(target=lambda: heard.append(ask(timeout=15)))
    thread.start()
    until(lambda: api.updates.listeners)
    api.updates.message(5, text="Привет")
    thread.join(10)
    assert heard[0]["result"][0]["message"]["text"] == "Привет"


def test_of_two_who_wait_the_first_is_sent_away(api, ask):
    heard = []
    thread = threading.Thread(target=lambda: heard.append(ask(timeout=15)))
    thread.start()
    until(lambda: api.updates.listeners)
    assert ask(timeout=0)["ok"]
    thread.join(10)
    assert heard[0]["error_code"] == 409


def test_told_to_refuse(api, ask):
    api.fail(BotFault.WEBHOOK, method="getUpdates")
    assert "webhook" in ask()["description"]


def test_files_come_and_go(api, ask):
    given = api.updates.file(5, "Счёт.pdf", b"%PDF", text="Оплатил")
    photo = api.updates.file(5, "", b"\xff\xd8\xff", photo=True)
    first, second = (one["message"] for one in ask()["result"])
    assert (first["document"]["file_name"], first["caption"]) == ("Счёт.pdf", "Оплатил")
    assert second["photo"][-1]["file_id"] == photo
    path = ask("getFile", file_id=given)["result"]["file_path"]
    found = httpx.get(f"{api.url}/file/bot{api.token}/{path}", verify=False)
    assert found.content == b"%PDF"
    assert httpx.get(f"{api.url}/file/bot{api.token}/x", verify=False).status_code == 404
    assert ask("getFile", file_id="x")["error_code"] == 400
    large = api.updates.file(5, "film", bytes(20 * 2**20 + 1))
    assert "too big" in ask("getFile", file_id=large)["description"]


def test_a_person_blocks_the_bot_and_comes_back(api, ask):
    api.block(5)
    assert ask("sendMessage", chat_id=5, text="a")["error_code"] == 403
    api.block(5, again=True)
    assert ask("sendMessage", chat_id=5, text="a")["ok"]
    states = [one["my_chat_member"]["new_chat_member"]["status"] for one in ask()["result"]]
    assert states == ["kicked", "member"]


def test_keyboards_are_looked_at(ask):
    bad = {"inline_keyboard": [[{"text": "a", "url": "javascript:alert(1)"}]]}
    assert "invalid" in ask("sendMessage", chat_id=5, text="a", reply_markup=bad)["description"]
    odd = {"buttons": []}
    assert "markup" in ask("sendMessage", chat_id=5, text="a", reply_markup=odd)["description"]
