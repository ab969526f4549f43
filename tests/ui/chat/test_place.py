"""The place: found, opened, answered, read."""

from array import array

from depesha.delivery.selection import Selection
from depesha.store import chats
from depesha.ui.chat import place as module


def test_the_latest_stands_first_and_what_is_read_is_no_longer_new(place, person, app, chat_of):
    assert list(place.list.numbers) == [2, 1]
    assert place.list.row(1).shown_name == "Анна"
    person.until(lambda: app.window.navigation._counts.get("chat") == 2, "the number beside it")
    place.open_number(1)
    person.until(lambda: chat_of(5).unread == 0, "read")
    person.until(lambda: app.window.navigation._counts.get("chat") == 1)
    assert place.talk.conversation.items[0].text == "Есть фильтр?"


def test_searching(place, person):
    person.focus(place.search)
    person.type("916 123")
    person.until(lambda: list(place.list.numbers) == [1], "Anna alone")
    place.search.delete(0, "end")
    place.open_number(2)
    person.until(lambda: place.talk.chat and not place.talk.chat.unread)
    place._only_unread.set(True)
    place.reload()
    person.until(lambda: list(place.list.numbers) == [1], "those unread")


def test_by_keyboard_alone(place, person):
    person.focus(place.list.canvas)
    person.keys("Down")
    person.until(lambda: place.talk.chat, "the first chat")
    assert place.talk.chat.id == 2


def test_saying_who_it_is(place, person, app, office, monkeypatch, chat_of):
    place.open_number(2)
    person.until(lambda: place.talk.chat)
    assert "say who it is" in place.talk._about["text"]
    monkeypatch.setattr(
        type(app.services.doors), "choose",
        lambda *_args: Selection(contacts=array("q", [2])), raising=False,
    )  # fmt: skip
    place._choose = lambda: ("contact", 2)
    place._who()
    person.until(lambda: chat_of(6).person_id == 2, "linked")
    person.until(lambda: place.talk._title["text"] == "Борис")
    place._card()
    assert app.services.tabs.front == "contact:2"


def test_open_chat_from_a_card(app, person, place, chat_of):
    app.services.doors.contact(1)
    app.services.doors.chat(("contact", 1))
    person.until(lambda: place.talk.chat and place.talk.chat.id == 1, "Anna's chat")


def test_who_has_no_chat_is_invited(app, person, place, monkeypatch):
    asked = []
    monkeypatch.setattr(module, "open_invitation", lambda *words: asked.append(words[1:]))
    app.services.doors.chat(("contact", 2))
    person.until(lambda: asked, "the invitation")
    assert asked == [("telegram", ("contact", 2))]
    place.open_number(1)
    person.until(lambda: place.talk.chat)
    place._invite()
    assert asked[1:] == [("telegram", ("contact", 1))]


def test_a_stranger_becomes_a_contact(app, person, place, office):
    place.open_number(1)
    person.until(lambda: place.talk.chat)
    button = place._toolbar.button("chat.new")
    assert button.instate(["disabled"]), "Anna is known"
    place.open_number(2)
    person.until(lambda: place.talk.chat.id == 2 and button.instate(["!disabled"]))
    place._new()
    person.until(lambda: app.services.tabs.front.startswith("contact:"))
    number = int(app.services.tabs.front.partition(":")[2])
    card = app.services.tabs.view(app.services.tabs.front)
    person.until(lambda: card.form is not None)
    assert card.form.texts()["name"] == "Глеб"
    assert chats.get(office.database.reader, 2).person_id == number
    app.services.doors.go("chat")
    person.until(lambda: place.talk.chat.person_kind == "contact")
    person.until(lambda: button.instate(["disabled"]))


def test_what_is_written_waits_for_its_chat(place, talk, person, app, monkeypatch):
    talk.entry.insert("Отложу ")
    place.open_number(2)
    person.until(lambda: place.talk.chat.id == 2)
    assert talk.entry.draft.text == ""
    place.open_number(1)
    person.until(lambda: talk.entry.draft.text == "Отложу ")
    monkeypatch.setattr(type(app.services.dialogs), "confirm", lambda *_a, **_k: False)
    assert not place.may_close()
    assert talk.entry.draft.text == "Отложу "
    monkeypatch.setattr(type(app.services.dialogs), "confirm", lambda *_a, **_k: True)
    assert place.may_close()


def test_no_chat_at_all(place, person, office):
    with office.database.write() as c:
        c.execute("DELETE FROM chat")
    place.reload()
    person.until(place._empty.winfo_ismapped, "what to do")
    assert "Nobody has written yet" in place._empty["text"]
    office.settings.change({"telegram.mode": "off"})
    assert "needs a bot" in module._empty_words(place._services)
