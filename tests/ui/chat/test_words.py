"""What the chat says."""

import datetime as dt
from dataclasses import replace

import pytest

from depesha.delivery.chat.history import Item
from depesha.store.chats import Chat
from depesha.ui.chat import words

NOW = dt.datetime(2026, 11, 27, 15, 0, tzinfo=dt.UTC)
CHAT = Chat(1, "telegram.main", "5", "А", "", "", 0, "open", "", 0, 0.0, "Да", True, "", "")


@pytest.mark.parametrize(
    ("at", "moment", "day"),
    [
        (NOW.replace(hour=9), "09:00", "Today"),
        (NOW - dt.timedelta(days=1), "26.11", "Yesterday"),
        (NOW - dt.timedelta(days=30), "28.10", "28.10.2026"),
        (NOW - dt.timedelta(days=400), "23.10.2025", "23.10.2025"),
    ],
)
def test_moments(at, moment, day):
    assert words.moment(at, NOW) == moment
    assert words.day(at, NOW) == day


def test_the_list():
    assert words.snippet(CHAT) == "You: Да"
    assert words.snippet(replace(CHAT, last_out=False)) == "Да"
    assert words.snippet(replace(CHAT, note="Кто это?")) == "Кто это?"
    assert words.initials("Петрова Анна Ивановна") == "ПА"
    assert words.initials("«Ромашка»") == "Р"
    assert words.initials("— !") == "?"
    assert words.initials("") == "?"


def test_states():
    ours = Item(1, 0.0, out=True, text="", who="", state="unknown")
    assert words.state(ours) == "? unknown"
    assert words.state(replace(ours, state="queued")).startswith("… ")
    assert words.state(replace(ours, out=False, state="")) == ""


def test_sizes():
    assert words.size(10) == "1 KB"
    assert words.size(3 * 2**20) == "3.0 MB"
