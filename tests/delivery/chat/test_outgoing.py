"""What the office says goes once, in order, and nothing is claimed that is not known."""

import json

import pytest

from depesha.delivery.chat import outgoing
from depesha.domain.errors import InputError
from depesha.store import chat_messages, leases
from depesha.testing import Fault
from depesha.testing.bot_api import BotFault

PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def talking(office):
    """Anna has written."""
    office.api.updates.message(5, text="Есть фильтр?")
    office.hear()
    return office


def send(office):
    office.worker.send(office.worker.account())


def test_an_answer_goes_with_its_tags(talking):
    number = talking.say("<b>Есть</b> & ждёт {вас}")
    assert talking.message(number).state == "queued"
    send(talking)
    assert talking.message(number).state == "accepted"
    assert talking.replies() == ["Есть & ждёт {вас}"]
    assert talking.message(number).provider_id == "1"
    send(talking)
    assert len(talking.replies()) == 1


def test_pictures_and_files_go_as_what_they_are(talking, tmp_path):
    picture, paper = tmp_path / "Фото.png", tmp_path / "Счёт.pdf"
    picture.write_bytes(PNG)
    paper.write_bytes(b"%PDF")
    number = talking.say("Вот", files=[picture, paper])
    picture.unlink()
    paper.unlink()
    send(talking)
    assert talking.message(number).state == "accepted"
    calls = [json.loads(one.raw) for one in talking.api.received]
    assert [one["method"] for one in calls] == ["sendPhoto", "sendDocument"]
    assert calls[1]["files"]["document"][0] == "Счёт.pdf"


def test_what_cannot_be_said_is_told_at_once(talking, tmp_path):
    with pytest.raises(InputError, match="empty"):
        talking.say("  ")
    with pytest.raises(InputError, match="cannot be read"):
        talking.say("a", files=[tmp_path / "gone"])
    with pytest.raises(InputError, match="no address"):
        talking.say('<a href="javascript:1">x</a>')
    talking.api.block(5)
    talking.hear()
    with pytest.raises(InputError, match="lets us write no more"):
        talking.say("Вернитесь")


@pytest.mark.parametrize("fault", [Fault.DROP_BEFORE, Fault.DROP_AFTER, BotFault.SERVER_ERROR])
def test_a_lost_answer_is_unknown_and_not_sent_again_by_itself(talking, fault):
    talking.api.fail(fault)
    number = talking.say("Раз")
    after = talking.say("Два")
    send(talking)
    assert talking.message(number).state == "unknown"
    assert talking.message(after).state == "accepted"
    before = len(talking.replies())
    send(talking)
    assert len(talking.replies()) == before
    with talking.database.write() as c:
        assert chat_messages.again(c, number, outgoing.new_key(), 0.0)
    send(talking)
    assert talking.message(number).state == "accepted"


def test_who_throttles_is_waited_for_and_the_order_is_kept(talking):
    talking.api.fail(Fault.THROTTLE, after=30)
    first, second = talking.say("Раз"), talking.say("Два")
    send(talking)
    waiting = talking.message(first)
    assert (waiting.state, waiting.reason) == ("waiting", "throttled")
    assert talking.message(second).state == "waiting"
    talking.database._writer.execute("UPDATE chat_message SET next_at = 0 WHERE id = ?", (second,))
    send(talking)
    assert talking.replies() == [], "the second does not overtake the first"
    talking.database._writer.execute("UPDATE chat_message SET next_at = 0")
    send(talking)
    assert talking.replies() == ["Раз", "Два"]


def test_no_connection_is_told_on_each_message(talking):
    talking.worker.hang_up()
    talking.api.fail(Fault.BREAK_ACCOUNT, method="getMe")
    number = talking.say("Раз")
    send(talking)
    told = talking.message(number)
    assert (told.state, told.reason) == ("waiting", "login")
    assert "@BotFather" in told.answer
    with talking.database.write() as c:
        assert chat_messages.cancel(c, number)
        assert not chat_messages.cancel(c, number)
    assert talking.message(number).state == "cancelled"


def test_a_block_that_is_heard_of_only_in_sending(talking):
    talking.api.fail(Fault.REFUSE)
    number = talking.say("Раз")
    send(talking)
    assert (talking.message(number).state, talking.message(number).reason) == (
        "failed", "blocked_by_recipient",
    )  # fmt: skip
    assert talking.chat().state == "closed"


def test_a_group_that_moves_while_we_write(office):
    office.api.updates.group_message(-50, "Закупки", 7, text="Есть?")
    office.hear()
    office.api.migrate(-50, -100500)
    office.say("Есть", -50)
    send(office)
    assert office.chat(-100500).last_text == "Есть"


def test_who_died_while_sending_leaves_an_unknown(talking):
    number = talking.say("Раз")
    with talking.database.write() as c:
        chat_messages.intend(c, number)
        leases.give_back(c, "chat telegram.main", talking.worker._holder)
    talking.worker.leads = False
    assert talking.worker.lead()
    assert talking.message(number).state == "unknown"


def test_who_lost_the_lease_sends_nothing(talking):
    talking.say("Раз")
    now = talking.real.clock.now()
    with talking.database.write() as c:
        leases.give_back(c, "chat telegram.main", talking.worker._holder)
        assert leases.take(c, "chat telegram.main", "another", now, 60.0)
    send(talking)
    assert talking.replies() == []


def test_a_lost_file_fails_its_message_alone(talking, tmp_path):
    paper = tmp_path / "a.pdf"
    paper.write_bytes(b"%PDF")
    number, after = talking.say("Раз", files=[paper]), talking.say("Два")
    for kept in (talking.real.profile.chats / "out").iterdir():
        kept.unlink()
    send(talking)
    assert talking.message(number).reason == "missing_attachment"
    assert talking.message(after).state == "accepted"
