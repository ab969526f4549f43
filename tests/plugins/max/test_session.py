"""Sessions against the played bot API: what is mended, what is told, what is never claimed."""

import pytest

from depesha.api import Attachment, NotNow, Picture, Reason, Refused
from depesha.api.http import AnswerLostError
from depesha.testing import Fault
from depesha.testing.max_api import MaxFault
from depesha_max.session import PartlySentError

PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def photos():
    return tuple(Picture(f"p{n}", "image/png", PNG + bytes([n])) for n in range(12))


@pytest.fixture
def paper(tmp_path):
    path = tmp_path / "price.pdf"
    path.write_bytes(b"%PDF")
    return Attachment("Прайс.pdf", "application/pdf", path)


def test_a_text_with_tags(session, api, message, calls, waits):
    receipt = session.send(message("<b>Ёлкин</b>, 1 &lt; 2 🎉"))
    assert receipt.provider_id == "mid.0000000000000001"
    assert api.received[0].text == "Ёлкин, 1 < 2 🎉"
    (call,) = calls()
    assert call["query"] == {"user_id": "111", "disable_link_preview": "true"}
    assert call["body"] == {"text": "<b>Ёлкин</b>, 1 &lt; 2 🎉", "format": "html"}
    assert waits == []


def test_a_picture_is_uploaded_once(session, api, message, photos):
    for address in ("1", "2", "-3"):
        session.send(message(f"Вам, {address}", address=address, pictures=photos[:1]))
    assert len(api.uploads) == 1
    assert [one.address for one in api.received] == ["1", "2", "-3"]


def test_several_calls_keep_the_pace_of_one_chat(session, message, calls, waits, paper, photos):
    receipt = session.send(message("я" * 5000, pictures=photos, attachments=(paper,)))
    assert len(receipt.provider_id.split(",")) == 4
    assert waits == [0.5, 0.5, 0.5]
    assert [len(one["body"].get("attachments", [])) for one in calls()] == [11, 0, 1, 1]


def test_a_button(session, message, calls):
    session.send(message('Скидки\n<a href="https://a.example">Открыть</a>'))
    (keyboard,) = calls()[0]["body"]["attachments"]
    assert keyboard["type"] == "inline_keyboard"


def test_a_file_that_is_not_ready_yet_is_waited_for(session, api, message, waits, paper):
    api.fail(MaxFault.NOT_READY, times=2)
    assert session.send(message(attachments=(paper,))).provider_id
    assert waits == [1.0, 2.0]


def test_a_file_that_is_never_ready_lets_the_row_wait(session, api, message, waits, paper):
    api.fail(MaxFault.NOT_READY, times=4)
    with pytest.raises(NotNow):
        session.send(message(attachments=(paper,)))
    assert waits == [1.0, 2.0, 4.0]
    assert session.send(message(attachments=(paper,))).provider_id
    assert len(api.uploads) == 1


def test_forgotten_files_are_uploaded_anew(session, api, message, photos):
    session.send(message(pictures=photos[:1]))
    api.forget_files()
    session.send(message(pictures=photos[:2]))
    assert len(api.uploads) == 3
    assert len(api.received) == 2


def test_a_refusal_of_the_text_is_not_blamed_on_new_files(session, api, message, photos):
    api.fail(MaxFault.BAD_PAYLOAD)
    with pytest.raises(Refused) as caught:
        session.send(message(pictures=photos[:1]))
    assert caught.value.reason is Reason.CONTENT
    assert len(api.uploads) == 1


@pytest.mark.parametrize(
    ("fault", "reason"),
    [(Fault.REFUSE, Reason.UNREACHABLE), (MaxFault.NOT_FOUND, Reason.NOT_SUBSCRIBED)],
)
def test_refusals(session, api, message, fault, reason):
    api.fail(fault)
    with pytest.raises(Refused) as caught:
        session.send(message())
    assert caught.value.reason is reason
    assert session.send(message()).provider_id


@pytest.mark.parametrize("fault", [MaxFault.UNAVAILABLE, MaxFault.SERVER_ERROR])
def test_nobody_knows(session, api, message, fault):
    api.fail(fault)
    with pytest.raises(AnswerLostError):
        session.send(message())


@pytest.mark.parametrize("fault", [Fault.REFUSE, Fault.THROTTLE, Fault.DROP_AFTER])
def test_a_message_that_arrived_in_part_is_nothing_certain(session, api, message, fault):
    sent = []  # told to fail between the first call and the second
    session._wait = lambda seconds: sent.append(api.fail(fault))
    with pytest.raises(PartlySentError, match=r"call 2 of 2, after messages mid\.\w+ arrived: "):
        session.send(message("я" * 5000))
    assert len(sent) == 1


def test_a_missing_file_is_seen_before_anything_leaves(session, api, message, paper, photos):
    paper.path.unlink()
    with pytest.raises(Refused) as caught:
        session.send(message("я" * 5000, pictures=photos, attachments=(paper,)))
    assert caught.value.reason is Reason.MISSING_ATTACHMENT
    assert (api.received, api.uploads) == ([], [])


def test_a_file_once_uploaded_may_go(session, api, message, paper):
    session.send(message(attachments=(paper,)))
    paper.path.unlink()
    session.send(message(attachments=(paper,)))
    assert len(api.received) == 2
