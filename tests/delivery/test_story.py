"""The story of one delivery."""

import pytest

from depesha.api import Reason, Refused
from depesha.delivery.repeat import repeat_rows
from depesha.delivery.story import story_of


@pytest.fixture
def found(office, post, monkeypatch):
    monkeypatch.setattr(office, "channel", lambda _id: post, raising=False)
    return office


def test_every_try_and_every_word_of_the_provider(found):
    found.people(1)
    found.post.by_address["a0@x.ru"] = Refused(Reason.MAILBOX_FULL, "452 full")
    found.release()
    found.run()
    found.post.by_address.clear()
    repeat_rows(found, [1])
    found.run()
    story = story_of(found, 1)
    assert (story.row.status, story.entry.round, story.cure) == ("Sent", 1, "")
    first, second = story.attempts
    assert first.endswith("· post.main · Not sent — Mailbox is full — 452 full")
    assert second.endswith("· post.main · Sent")
    assert story.row.text == "Привет, Контакт 0!"


def test_a_delivery_that_is_gone_has_none(found):
    assert story_of(found, 1) is None
