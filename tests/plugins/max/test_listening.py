"""Listening: from a marker on, everything once, and certain whatever fails."""

from dataclasses import replace

import pytest

from depesha.api import AccountBroken, Button, Fetches, Invites, NotNow, Reason, Refused, Secret
from depesha.testing import Fault
from depesha.testing.max_api import MaxFault
from depesha_max.channel import Max

ANNA = {"user_id": 5, "first_name": "Анна"}


@pytest.fixture
def listener(account, context):
    with Max.listen(account, replace(context, patience=0.0)) as listener:
        yield listener


def test_people_come_and_go(listener, api):
    api.happen("bot_started", user=ANNA, chat_id=9, payload="token")
    api.happen("bot_stopped", user=ANNA, chat_id=9)
    first = listener.receive("")
    assert [type(one).__name__ for one in first.events] == ["Subscribed", "Unsubscribed"]
    assert (first.cursor, first.more) == ("2", False)
    again = listener.receive(first.cursor)
    assert (again.events, again.cursor) == ((), "2")


def test_more_than_fits_is_asked_for_at_once(listener, api):
    for _ in range(120):
        api.happen("bot_started", user=ANNA, chat_id=9)
    first = listener.receive("")
    assert (len(first.events), first.more) == (100, True)
    assert len(listener.receive(first.cursor).events) == 20


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        (Fault.THROTTLE, NotNow),
        (Fault.BREAK_ACCOUNT, AccountBroken),
        (Fault.DROP_AFTER, NotNow),
        (Fault.GARBAGE, AccountBroken),
        (MaxFault.UNAVAILABLE, NotNow),
    ],
)
def test_bad_moments(listener, api, fault, kind):
    api.happen("bot_started", user=ANNA, chat_id=9)
    api.fail(fault, task="updates")
    with pytest.raises(kind):
        listener.receive("")
    assert len(listener.receive("").events) == 1


def test_a_wrong_token_is_told_on_entry(account, context):
    way = Max.listen(replace(account, token=Secret("other")), context)
    with pytest.raises(AccountBroken) as caught, way:
        pytest.fail("opened")
    assert caught.value.reason is Reason.LOGIN


def test_an_invitation_is_a_deep_link(session):
    assert isinstance(session, Invites)
    assert session.invitation("abc_1-2") == "https://max.ru/depesha_bot?start=abc_1-2"


def test_files_that_people_sent(session, api):
    assert isinstance(session, Fetches)
    pieces = []
    session.fetch(api.keep("a.jpg", b"JPEG"), pieces.append)
    assert b"".join(pieces) == b"JPEG"
    for ref in (f"{api.url}/files/gone", "file:///etc/passwd"):
        with pytest.raises(Refused):
            session.fetch(ref, pieces.append)
    api.fail(Fault.DROP_AFTER, task="files")
    with pytest.raises(NotNow):
        session.fetch(api.keep("a.jpg", b"JPEG"), pieces.append)


def test_buttons_of_the_chat(session, message, calls):
    own = Button("Открыть", "https://a.example")
    session.send(message("Добрый день!", buttons=(own,), ask_phone=True))
    (keyboard,) = calls()[0]["body"]["attachments"]
    link, phone = keyboard["payload"]["buttons"]
    assert link == [{"type": "link", "text": "Открыть", "url": "https://a.example"}]
    assert phone[0]["type"] == "request_contact"
