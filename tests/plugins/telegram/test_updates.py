"""Updates as events: nothing is made up, nothing ends the listening."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesha.api import (
    Event,
    Incoming,
    IncomingFile,
    Moved,
    OptOut,
    Subscribed,
    Unsubscribed,
)
from depesha_telegram.updates import events

ANNA = {"id": 5, "first_name": "Анна", "last_name": "Петрова"}


def message(**content):
    chat = {"type": "private", **ANNA}
    return {"message": {"message_id": 7, "date": 1000, "chat": chat, "from": ANNA, **content}}


def told(update):
    return list(events({"update_id": 1, **update}))


def test_a_text():
    (one,) = told(message(text=" Есть фильтр? "))
    assert one == Incoming("5:7", "5", "Есть фильтр?", 1000.0, "Анна Петрова")


def test_a_text_that_was_changed_is_told_again():
    changed = {"edited_message": {**message(text="Три штуки")["message"], "edit_date": 1060}}
    (one,) = told(changed)
    assert (one.ref, one.text, one.at) == ("5:7:1060", "✎ Три штуки", 1060.0)


@pytest.mark.parametrize(
    ("text", "token"),
    [("/start", ""), ("/start abc_1-2", "abc_1-2"), ("/start@depesha_bot abc", "abc")],
)
def test_an_opened_link(text, token):
    (one,) = told(message(text=text))
    assert one == Subscribed("5:7", "5", 1000.0, "Анна Петрова", token)


def test_the_own_number_is_proved_another_is_a_text():
    own = {"user_id": 5, "phone_number": "79161234567", "first_name": "Анна"}
    (one,) = told(message(contact=own))
    assert (one.phone, one.token) == ("+79161234567", "")
    (one,) = told(message(contact={**own, "user_id": 6}))
    assert one == Incoming("5:7", "5", "Contact: Анна, 79161234567", 1000.0, "Анна Петрова")
    (one,) = told(message(contact={"phone_number": "79161234567", "first_name": "Анна"}))
    assert isinstance(one, Incoming)


def test_stop():
    said, stop = told(message(text="Стоп!"))
    assert isinstance(said, Incoming)
    assert stop == OptOut("5:7:stop", "", certain=True, words="Стоп!", at=1000.0, address="5")


def test_pictures_and_files():
    sizes = [{"file_id": "small", "file_size": 10}, {"file_id": "large", "file_size": 99}]
    (one,) = told(message(photo=sizes, caption="Вот"))
    assert one.text == "Вот"
    assert one.files == (IncomingFile("large", "photo.jpg", "image/jpeg", 99, picture=True),)
    paper = {"file_id": "d", "file_name": "Счёт.pdf", "mime_type": "application/pdf"}
    (one,) = told(message(document=paper))
    assert one.files == (IncomingFile("d", "Счёт.pdf", "application/pdf", 0),)
    (one,) = told(message(voice={"file_id": "v"}))
    assert one.files[0].name == "voice.ogg"
    (one,) = told(message(animation={"file_id": "a"}, document={"file_id": "a"}))
    assert len(one.files) == 1


def test_what_is_neither_text_nor_file():
    (one,) = told(message(location={"latitude": 55.75, "longitude": 37.5}))
    assert one.text == "Place: 55.750000, 37.500000"
    assert told(message(poll={"question": "Когда?"}))[0].text == "Poll: Когда?"
    assert told(message(new_kind={"x": 1})) == []


def test_a_block_and_its_end():
    def change(status, kind="private"):
        chat = {"id": 5, "type": kind, "first_name": "Анна"}
        return {"my_chat_member": {"chat": chat, "date": 9, "new_chat_member": {"status": status}}}

    assert told(change("kicked")) == [Unsubscribed("m1", "5", 9.0, "my_chat_member: kicked")]
    assert told(change("member")) == [Subscribed("m1", "5", 9.0, "Анна")]
    assert told(change("left", "group"))[0].address == "5"
    assert told(change("member", "group")) == [], "a group has subscribed to nothing"
    assert told(change("restricted")) == []


def group(**content):
    chat = {"id": -100, "type": "supergroup", "title": "Закупки"}
    return {"message": {"message_id": 7, "date": 1000, "chat": chat, "from": ANNA, **content}}


def test_a_group():
    (one,) = told(group(text="Стоп"))
    assert (one.address, one.name, one.text) == ("-100", "Закупки", "Анна Петрова: Стоп")
    assert told(group(migrate_to_chat_id=-200)) == [Moved("-100", "-200")]
    assert told(group(migrate_from_chat_id=-50)) == [Moved("-50", "-100")]
    (one,) = told(group(text="/start abc"))
    assert isinstance(one, Incoming), "one member cannot subscribe all"


_ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(
            ["message", "chat", "id", "message_id", "from", "text", "contact", "photo", "document",
             "file_id", "my_chat_member", "new_chat_member", "status", "type", "update_id", "date"]
        ),
        inner,
        max_size=6,
    ),
    max_leaves=25,
)  # fmt: skip


@given(_ANY)
def test_no_update_ends_the_listening(update):
    assert all(isinstance(one, Event) for one in events(update))


@given(st.dictionaries(st.sampled_from(["text", "contact", "photo", "document", "from"]), _ANY))
def test_no_message_does(content):
    assert all(isinstance(one, Event) for one in events(message(**content)))
