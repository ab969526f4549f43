"""Threads that listen and send: at once, by one process at a time, whatever the network does."""

import threading

import pytest

from depesha.api import Secret
from depesha.delivery.chat import ears as ears_module
from depesha.delivery.chat.ears import Ears
from depesha.store import chats
from depesha.testing import Fault
from depesha.testing.bot_api import BotFault


@pytest.fixture(autouse=True)
def _quick(monkeypatch):
    for name in ("LOOK", "BROKEN", "SEND"):
        monkeypatch.setattr(ears_module, name, 0.05)
    monkeypatch.setattr(ears_module, "_PAUSES", ears_module.Backoff(first=0.01, longest=0.05))


@pytest.fixture
def ears(office):
    heard = []
    made = Ears(office.real, heard.append)
    made.heard = heard
    yield made
    office.api.updates.close()
    assert made.stop(5)


def test_news_come_at_once_and_answers_go_at_once(office, ears, until):
    ears.start()
    until(lambda: office.api.updates.listeners)
    office.api.updates.message(5, text="/start")
    until(office.replies, "the automatic answer")
    assert ears.heard[0].subscribed == 1
    until(lambda: office.api.updates.listeners)
    office.api.updates.message(5, text="Есть фильтр?")
    until(lambda: office.chat().unread)
    office.say("Есть")
    ears.wake()
    until(lambda: "Есть" in office.replies())
    assert ears.failures == {}


def test_of_two_programs_one_listens(office, ears, until):
    ears.start()
    until(lambda: office.api.updates.listeners)
    second = Ears(office.real)
    second.start()
    until(lambda: second._ears)
    office.api.updates.message(5, text="Раз")
    until(office.chat)
    assert not second._ears["telegram.main"]._worker.leads
    assert office.api.updates.listeners <= 1
    assert second.stop(5)
    assert second.failures == {}


def test_who_ends_hands_over_at_once(office, ears, until):
    first = Ears(office.real)
    first.start()
    until(lambda: office.api.updates.listeners)
    office.api.updates.message(5, text="Раз")
    until(office.chat)
    office.api.updates.message(5, text="Два")
    until(lambda: office.chat().unread == 2)
    assert first.stop(5)
    ears.start()
    until(lambda: ears._ears and ears._ears["telegram.main"]._worker.leads)


@pytest.mark.parametrize(
    ("fault", "reason"),
    [(BotFault.CONFLICT, "configuration"), (Fault.DROP_BEFORE, "provider_error"),
     (Fault.GARBAGE, "not_the_provider")],
)  # fmt: skip
def test_one_failure_is_everyday_several_are_told(office, ears, until, fault, reason):
    office.api.fail(fault, times=8, method="getUpdates")
    ears.start()
    until(lambda: ears.failures)
    assert ears.failures["telegram.main"].reason == reason
    office.api.updates.message(5, text="Раз")
    until(office.chat)
    until(lambda: not ears.failures)


def test_a_mended_token_is_tried(office, ears, until):
    office.real.settings.set_secret("telegram.main.token", Secret("1:wrong"))
    ears.start()
    until(lambda: ears.failures)
    assert "BotFather" in ears.failures["telegram.main"].cure
    office.real.settings.set_secret("telegram.main.token", Secret(office.api.token))
    office.api.updates.message(5, text="Раз")
    until(office.chat)


def test_an_account_that_is_not_filled_in_says_so(office, ears, until):
    office.real.settings.set_secret("telegram.main.token", Secret(""))
    ears.start()
    until(lambda: ears.failures)
    assert "telegram.main.token" in ears.failures["telegram.main"].cure


def test_a_channel_that_is_switched_off_is_not_listened_to(office, ears, until):
    office.real.settings.change({"telegram.mode": "test"})
    ears.start()
    office.api.updates.message(5, text="Раз")
    ears._look()
    assert ears._ears == {}
    office.real.settings.change({"telegram.mode": "on"})
    until(office.chat)
    office.real.settings.change({"telegram.mode": "off"})
    until(lambda: not ears._ears)


def test_no_thread_is_left(office, until):
    before = threading.active_count()
    made = Ears(office.real)
    made.start()
    until(lambda: office.api.updates.listeners)
    office.api.updates.close()
    assert made.stop(5)
    until(lambda: threading.active_count() <= before + 1)
    assert chats.count_unread(office.c) == (0, 0)
