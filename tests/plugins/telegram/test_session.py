"""Sessions against the played Bot API: what is mended, what is told, what is never claimed."""

import json
from contextlib import ExitStack
from dataclasses import replace

import pytest

from depesha.api import (
    AccountBroken,
    Attachment,
    NotNow,
    Picture,
    Reason,
    Refused,
    Scope,
)
from depesha.testing import Fault
from depesha.testing.bot_api import BotApi, BotFault
from depesha_telegram.bot import AnswerLostError, RejectedError
from depesha_telegram.channel import Telegram
from depesha_telegram.session import PartlySentError, TelegramSession

PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def photos():
    return tuple(Picture(f"p{n}", "image/png", PNG + bytes([n])) for n in range(3))


@pytest.fixture
def paper(tmp_path):
    path = tmp_path / "price.pdf"
    path.write_bytes(b"%PDF")
    return Attachment("Прайс.pdf", "application/pdf", path)


def test_a_text_with_tags(session, api, message, calls):
    receipt = session.send(message("<b>Ёлкин</b>, 1 &lt; 2 🎉"))
    assert (receipt.provider_id, receipt.answer) == ("1", "")
    assert api.received[0].text == "Ёлкин, 1 < 2 🎉"
    assert calls()[0]["params"]["chat_id"] == 111
    assert calls()[0]["params"]["link_preview_options"] == {"is_disabled": True}


def test_the_bot_says_its_name(session):
    assert session.test() == "The bot @depesha_bot answers."


def test_a_picture_is_uploaded_once(session, message, calls, photos):
    for address in ("1", "2", "3"):
        session.send(message(f"Вам, {address}", address=address, pictures=photos[:1]))
    assert [len(call["files"]) for call in calls()] == [1, 0, 0]
    assert [call["params"]["chat_id"] for call in calls()] == ["1", 2, 3]
    assert [call["params"]["caption"] for call in calls()] == ["Вам, 1", "Вам, 2", "Вам, 3"]


def test_a_group_and_its_ids(session, message, calls, photos):
    assert session.send(message(pictures=photos)).provider_id == "1,2,3"
    assert session.send(message(pictures=photos)).provider_id == "4,5,6"
    assert [len(call["files"]) for call in calls()] == [3, 0]


def test_the_same_bytes_in_another_picture_are_another_picture(session, message, calls):
    for _ in range(2):
        session.send(message(pictures=(Picture("a", "image/png", PNG),)))
    assert [len(call["files"]) for call in calls()] == [1, 1]


def test_files(session, message, calls, paper):
    for _ in range(2):
        session.send(message("Прайс", attachments=(paper,)))
    assert [call["method"] for call in calls()] == ["sendDocument"] * 2
    assert [len(call["files"]) for call in calls()] == [1, 0]


def test_a_long_text_goes_before_its_pictures(session, message, calls, photos):
    receipt = session.send(message("я" * 1025, pictures=photos[:1]))
    assert receipt.provider_id == "1,2"
    assert [call["method"] for call in calls()] == ["sendMessage", "sendPhoto"]


def test_a_group_that_moved_gets_it_under_its_new_id(session, api, message, photos):
    api.migrate(-111, -100111)
    receipt = session.send(message("я" * 1025, address="-111", pictures=photos[:1]))
    assert receipt.answer == "migrate_to_chat_id: -100111"
    assert [one.address for one in api.received] == ["-100111", "-100111"]


def test_groups_that_move_round_and_round(session, api, message):
    api.migrate(1, 2)
    api.migrate(2, 1)
    with pytest.raises(Refused, match="upgraded"):
        session.send(message(address="1"))


def test_wrong_markup_goes_as_plain_text(session, api, message):
    receipt = session.send(message("<p>1 &lt; 2</p> <b>Ё</b>"))
    assert api.received[0].text == "<p>1 < 2</p> Ё"
    assert receipt.answer.startswith("sent as plain text, because 400 Bad Request: can't parse")
    assert session.send(message("<b>Ё</b>")).answer == ""


def test_markup_that_nothing_helps(session, api, message):
    api.fail(BotFault.BAD_MARKUP, times=2)
    with pytest.raises(Refused) as caught:
        session.send(message())
    assert caught.value.reason is Reason.CONTENT
    assert api.received == []


def test_forgotten_files_are_uploaded_anew(session, api, message, calls, photos):
    session.send(message(pictures=photos))
    api.forget_files()
    receipt = session.send(message(pictures=photos))
    assert receipt.answer == "files uploaded anew"
    assert [len(call["files"]) for call in calls()] == [3, 3]


def test_several_cures_for_one_message(session, api, message, photos):
    session.send(message(pictures=photos))
    api.forget_files()
    api.migrate(-111, -100111)
    receipt = session.send(message("<p>", address="-111", pictures=photos))
    assert len(receipt.answer.split("; ")) == 3
    assert len(api.received) == 2


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        (Fault.REFUSE, Reason.BLOCKED_BY_RECIPIENT),
        (BotFault.DEACTIVATED, Reason.NOT_SUBSCRIBED),
        (BotFault.CANNOT_INITIATE, Reason.NOT_SUBSCRIBED),
        (BotFault.CHAT_NOT_FOUND, Reason.NOT_SUBSCRIBED),
        (BotFault.TOO_LARGE, Reason.TOO_LARGE),
    ],
)
def test_refusals(session, api, message, fault, reason):
    api.fail(fault)
    with pytest.raises(Refused) as caught:
        session.send(message())
    assert caught.value.reason is reason
    assert session.send(message()).provider_id == "1"


def test_too_long_a_text_is_refused_and_nothing_follows(session, api, message, photos):
    with pytest.raises(Refused) as caught:
        session.send(message("я" * (3 * 4096 + 1), pictures=photos))
    assert caught.value.reason is Reason.CONTENT
    assert api.received == []


def test_a_picture_that_is_none(session, api, message):
    with pytest.raises(Refused, match="IMAGE_PROCESS_FAILED"):
        session.send(message(pictures=(Picture("a", "image/png", b"<svg/>"),)))
    assert api.received == []


def test_half_a_character_is_no_reason_to_wonder(session, api, message):
    session.send(message("a\ud83d"))
    assert api.received[0].text == "a?"


@pytest.mark.parametrize(
    "fault",
    [
        BotFault.SERVER_ERROR,
        BotFault.GATEWAY_ERROR,
        BotFault.NOT_UTF8,
        BotFault.HUGE,
        BotFault.OTHER_JSON,
    ],
)
def test_nobody_knows(session, api, message, fault):
    api.fail(fault)
    with pytest.raises(AnswerLostError):
        session.send(message())


@pytest.mark.parametrize("fault", [Fault.REFUSE, Fault.THROTTLE, Fault.DROP_AFTER])
def test_a_message_that_arrived_in_part_is_nothing_certain(session, api, message, photos, fault):
    api.fail(fault, method="sendPhoto")
    with pytest.raises(PartlySentError, match="call 2 of 2, after messages 1 arrived: "):
        session.send(message("я" * 1025, pictures=photos[:1]))


def test_a_first_call_without_an_id_was_a_call_all_the_same(message, photos):
    class Strange:
        def call(self, method, params, files):
            if method == "sendPhoto":
                raise RejectedError(403, "Forbidden: bot was blocked by the user", {})
            return True

    session = TelegramSession(Strange(), "api.example", "depesha_bot")
    assert session.send(message()).provider_id == ""
    with pytest.raises(PartlySentError):
        session.send(message("я" * 1025, pictures=photos[:1]))


def test_a_missing_file_is_seen_before_the_text_leaves(session, api, message, paper):
    paper.path.unlink()
    with pytest.raises(Refused) as caught:
        session.send(message("я" * 1025, attachments=(paper,)))
    assert caught.value.reason is Reason.MISSING_ATTACHMENT
    assert api.received == []


def test_a_file_once_uploaded_may_go(session, api, message, paper):
    session.send(message(attachments=(paper,)))
    paper.path.unlink()
    session.send(message(attachments=(paper,)))
    assert len(api.received) == 2


def test_a_connection_lost_between_two_messages(account, context, message):
    with ExitStack() as sessions:
        with BotApi() as own:
            way = Telegram.connect(replace(account, base_url=own.url), context)
            session = sessions.enter_context(way)
            session.send(message())
        # The kept line is seen to be closed, and a new one finds nobody: certainly not sent.
        with pytest.raises(NotNow) as caught:
            session.send(message())
    assert (caught.value.reason, caught.value.scope) == (Reason.CONNECTION, Scope.ACCOUNT)


def test_what_is_sent_is_json_of_one_message(session, api, message):
    session.send(message('x"}],"chat_id":"1', address="111"))
    assert json.loads(api.received[0].raw)["params"]["chat_id"] == 111
    assert api.received[0].text == 'x"}],"chat_id":"1'


def test_the_link_that_subscribes(session):
    assert session.invitation("abc") == "https://t.me/depesha_bot?start=abc"


def fetched(session, ref):
    got = []
    session.fetch(ref, got.append)
    return b"".join(got)


def test_a_file_that_somebody_sent(session, api):
    ref = api.updates.file(5, "a.pdf", b"%PDF" * 100_000)
    assert fetched(session, ref) == b"%PDF" * 100_000


@pytest.mark.parametrize(
    ("fault", "error"),
    [(Fault.DROP_BEFORE, NotNow), (BotFault.SERVER_ERROR, NotNow), (Fault.THROTTLE, NotNow),
     (Fault.BREAK_ACCOUNT, AccountBroken)],
)  # fmt: skip
def test_a_file_that_cannot_be_had_now(session, api, fault, error):
    ref = api.updates.file(5, "a.pdf", b"%PDF")
    api.fail(fault, method="getFile")
    with pytest.raises(error):
        fetched(session, ref)
    assert fetched(session, ref) == b"%PDF"


def test_a_file_that_can_never_be_had(session, api):
    with pytest.raises(Refused):
        fetched(session, "unheard-of")
    ref = api.updates.file(5, "a.pdf", bytes(20 * 2**20 + 1))
    with pytest.raises(Refused) as caught:
        fetched(session, ref)
    assert caught.value.reason is Reason.TOO_LARGE


def test_a_button_with_a_picture(session, api, message, calls):
    link = '<a href="https://x.ru">Каталог</a>'
    picture = Picture("a", "image/png", b"\x89PNG\r\n")
    session.send(message(f"Готово\n{link}", pictures=(picture,)))
    (call,) = calls()
    assert (call["method"], call["params"]["caption"]) == ("sendPhoto", "Готово")
    assert json.loads(call["params"]["reply_markup"]) == {
        "inline_keyboard": [[{"text": "Каталог", "url": "https://x.ru"}]]
    }
