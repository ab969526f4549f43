"""Updates as events: nothing is made up, nothing ends the listening."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesha.api import Event, Incoming, IncomingFile, OptOut, Subscribed, Unsubscribed
from depesha_max.updates import events

ANNA = {"user_id": 5, "first_name": "Анна", "last_name": "Петрова", "is_bot": False}
CARD = "BEGIN:VCARD\r\nVERSION:3.0\r\nTEL;TYPE=cell:79161234567\r\nFN:Анна\r\nEND:VCARD\r\n"


def update(kind="message_created", **message):
    body = {"mid": "mid.1", "seq": 1, "text": None, **message.pop("body", {})}
    recipient = message.pop("recipient", {"chat_id": 99, "chat_type": "dialog", "user_id": 77})
    whole = {
        "sender": ANNA,
        "recipient": recipient,
        "timestamp": 1_000_500,
        "body": body,
        **message,
    }
    return {"update_type": kind, "timestamp": 1_060_000, "message": whole}


def told(text=None, *attachments, **changes):
    return list(events(update(body={"text": text, "attachments": list(attachments)}, **changes)))


def test_a_text_is_from_the_person():
    assert told(" Есть фильтр? ") == [
        Incoming("mid.1", "5", "Есть фильтр?", 1000.5, "Анна Петрова")
    ]


def test_a_text_that_was_changed_is_told_again():
    (one,) = told("Три штуки", kind="message_edited")
    assert (one.ref, one.text) == ("mid.1:1060000", "✎ Три штуки")


def test_a_group_is_one_conversation():
    (one,) = told("стоп", recipient={"chat_id": -7, "chat_type": "chat"})
    assert (one.address, one.text) == ("-7", "Анна Петрова: стоп")


def test_an_opened_link():
    start = {"update_type": "bot_started", "timestamp": 1_000_000, "chat_id": 99, "user": ANNA}
    assert list(events({**start, "payload": "abc_1"})) == [
        Subscribed("bot_started:5:1000000", "5", 1000.0, "Анна Петрова", "abc_1")
    ]
    (one,) = events(start)
    assert one.token == ""


@pytest.mark.parametrize("kind", ["bot_stopped", "dialog_removed"])
def test_whoever_stops_the_bot(kind):
    gone = {"update_type": kind, "timestamp": 1_000_000, "chat_id": 99, "user": ANNA}
    assert list(events(gone)) == [Unsubscribed(f"{kind}:5:1000000", "5", 1000.0, kind)]


def test_a_group_that_takes_the_bot_out():
    gone = {"update_type": "bot_removed", "timestamp": 1_000_000, "chat_id": -7, "user": ANNA}
    (one,) = events(gone)
    assert one.address == "-7"


def test_the_own_number_is_proved_another_is_a_text():
    contact = {"type": "contact", "payload": {"vcf_info": CARD, "max_info": {"user_id": 5}}}
    (one,) = told(None, contact)
    assert one == Subscribed("mid.1", "5", 1000.5, "Анна Петрова", phone="+79161234567")
    other = {"type": "contact", "payload": {"vcf_info": CARD, "max_info": {"user_id": 6}}}
    (one,) = told(None, other)
    assert one.text == "👤 79161234567"
    (one,) = told(None, contact, recipient={"chat_id": -7, "chat_type": "chat"})
    assert isinstance(one, Incoming)


def test_stop():
    text, stop = told("СТОП")
    assert text.text == "СТОП"
    assert stop == OptOut("mid.1:stop", "", certain=True, words="СТОП", at=1000.5, address="5")


def test_files_and_places():
    photo = {"type": "image", "payload": {"url": "https://i.example/1", "token": "t"}}
    paper = {
        "type": "file", "filename": "Счёт.pdf", "size": 5,
        "payload": {"url": "https://f.example/2", "token": "t"},
    }  # fmt: skip
    (one,) = told("Вот", photo, paper)
    assert one.files == (
        IncomingFile("https://i.example/1", "photo.jpg", picture=True),
        IncomingFile("https://f.example/2", "Счёт.pdf", size=5),
    )
    place = {"type": "location", "payload": {}, "latitude": 55.7, "longitude": 37.6}
    (one,) = told(None, place)
    assert one.text == "📍 55.7, 37.6"


@pytest.mark.parametrize(
    "strange",
    [
        None,
        {},
        {"update_type": "message_created", "message": {}},
        update(sender={**ANNA, "is_bot": True}, body={"text": "x"}),
        update(body={"text": None}),
        update(body={"text": "x"}, recipient={"chat_type": "chat"}),
        {"update_type": "bot_started", "user": {"user_id": "5"}},
        {"update_type": "message_callback", "timestamp": 1},
    ],
)
def test_what_is_not_known_is_left_out(strange):
    assert list(events(strange)) == []


json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["type", "payload", "url", "vcf_info", "max_info", "user_id", "text"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=8,
)


@given(json, json, json)
def test_nothing_ends_the_listening(one, other, text):
    for strange in (one, update(body={"text": text, "attachments": one}, sender=ANNA),
                    update(sender={**ANNA, "first_name": other}, recipient=one)):  # fmt: skip
        assert all(isinstance(event, Event) for event in events(strange))
