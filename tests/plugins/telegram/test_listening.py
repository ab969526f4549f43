"""Long polling, against the played Bot API."""

import threading
import time
from dataclasses import replace

import pytest

from depesha.api import AccountBroken, NotNow, Reason, Secret
from depesha.testing import Fault
from depesha.testing.bot_api import BotFault
from depesha_telegram.channel import Telegram


@pytest.fixture
def listen(account, context):
    def listen(patience=0.0, **changes):
        return Telegram.listen(replace(account, **changes), replace(context, patience=patience))

    return listen


def test_each_update_comes_once_and_what_was_not_kept_comes_again(api, listen):
    api.updates.message(5, text="Раз")
    with listen() as listener:
        first = listener.receive("")
        assert [one.text for one in first.events] == ["Раз"]
        assert listener.receive("").events == first.events, "the first batch was lost, say"
        api.updates.message(5, text="Два")
        second = listener.receive(first.cursor)
        assert [one.text for one in second.events] == ["Два"]
        third = listener.receive(second.cursor)
        assert (third.events, third.cursor, third.more) == ((), second.cursor, False)
        assert api.updates.waiting() == 0


def test_no_news_at_all(listen):
    with listen() as listener:
        assert listener.receive("").cursor == ""
        assert listener.receive("nonsense").events == ()


def test_many_come_in_batches(api, listen):
    for number in range(101):
        api.updates.message(5, text=str(number))
    with listen() as listener:
        batch = listener.receive("")
        assert (len(batch.events), batch.more) == (100, True)
        assert len(listener.receive(batch.cursor).events) == 1


def test_patience(api, listen):
    heard = []

    def wait():
        with listen(patience=20) as listener:
            heard.append(listener.receive(""))

    thread = threading.Thread(target=wait)
    thread.start()
    end = time.monotonic() + 10
    while not api.updates.listeners:
        assert time.monotonic() < end
        time.sleep(0.005)
    api.updates.message(5, text="Привет")
    thread.join(10)
    assert heard[0].events[0].text == "Привет"


@pytest.mark.parametrize(
    ("fault", "words"),
    [(BotFault.CONFLICT, "Another program reads"), (BotFault.WEBHOOK, "goes to a web site")],
)
def test_somebody_else_listens(api, listen, fault, words):
    api.fail(fault, method="getUpdates")
    with listen() as listener, pytest.raises(AccountBroken) as caught:
        listener.receive("")
    assert words in caught.value.cure
    assert "409" in caught.value.answer


@pytest.mark.parametrize(
    "fault",
    [Fault.DROP_BEFORE, Fault.DROP_AFTER, BotFault.SERVER_ERROR, BotFault.GATEWAY_ERROR],
)
def test_what_the_network_does_is_waited_out(api, listen, fault):
    api.updates.message(5, text="Раз")
    api.fail(fault, method="getUpdates")
    with listen() as listener:
        with pytest.raises(NotNow):
            listener.receive("")
        assert len(listener.receive("").events) == 1


@pytest.mark.parametrize("fault", [Fault.GARBAGE, BotFault.OTHER_JSON, BotFault.NOT_UTF8])
def test_an_answer_that_is_none(api, listen, fault):
    api.fail(fault, method="getUpdates")
    with listen() as listener, pytest.raises(AccountBroken) as caught:
        listener.receive("")
    assert caught.value.reason is Reason.NOT_THE_PROVIDER


def test_throttled_as_long_as_it_says(api, listen):
    api.fail(Fault.THROTTLE, after=9, method="getUpdates")
    with listen() as listener, pytest.raises(NotNow) as caught:
        listener.receive("")
    assert caught.value.after == 9.0


def test_a_wrong_token(listen):
    with listen(token=Secret("1:x")) as listener, pytest.raises(AccountBroken) as caught:
        listener.receive("")
    assert caught.value.reason is Reason.LOGIN
