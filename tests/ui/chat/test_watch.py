"""News are told quietly, once, and not to who sees them anyway."""

from depesha.ui.chat import watch as module


def chat_notices(app):
    return [one for one in app.services.notices.shown if "writes:" in one.text]


def test_a_new_message_is_told_and_opened(app, person, api, monkeypatch):
    monkeypatch.setattr(module, "PAUSE", 50)
    counts = app.window.navigation._counts
    person.until(lambda: counts.get("chat") == 2, "the number")
    assert app.window.status._chats["text"].strip() == "2 unread chats"
    assert chat_notices(app) == [], "what was there before is no news"
    api.updates.message(5, text="Алло?")
    person.until(lambda: chat_notices(app), "the notice")
    (notice,) = chat_notices(app)
    assert notice.text == "Анна writes: Алло?"
    api.updates.message(6, text="И я")
    person.until(lambda: chat_notices(app) and "И я" in chat_notices(app)[0].text)
    assert len(chat_notices(app)) == 1, "the newest is enough"
    chat_notices(app)[0].act()
    person.until(lambda: app.services.tabs.front == "chat")
    place = app.services.tabs.view("chat")
    person.until(lambda: place.talk.chat and place.talk.chat.address == "6")
    person.until(lambda: counts.get("chat") == 1)
    person.until(lambda: chat_notices(app) == [], "read, so gone")
    api.updates.message(6, text="Ещё")
    person.until(lambda: place.talk.conversation.items[-1].text == "Ещё")
    assert chat_notices(app) == []
    api.updates.close()


def test_words():
    assert module.count_words(module.Unread()) == ""
    assert module.count_words(module.Unread(chats=1)) == "1 unread chat"
