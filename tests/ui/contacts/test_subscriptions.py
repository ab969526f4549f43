"""Subscriptions stand on the card, with what can be done about them."""

import pytest

from depesha import bootstrap
from depesha.api import Secret
from depesha.domain.people import Contact
from depesha.store import chats, contacts
from depesha.ui.chat import invitation


@pytest.fixture
def office(profile):
    found = bootstrap.office(profile)
    found.settings.change(
        {"office.secrets": "file", "telegram.main.base_url": "http://127.0.0.1:1"}
    )
    found.settings.set_secret("telegram.main.token", Secret("1:a"))
    with found.database.write() as c:
        contacts.insert(c, Contact(name="Анна", telegram="5"))
        contacts.insert(c, Contact(name="Борис"))
        chat = chats.ensure(c, "telegram.main", "5", "Анна", 1.0)
        chats.link(c, chat.id, "contact", 1)
    yield found
    found.close()


@pytest.fixture
def pane_of(app, person):
    """The pane on the card of a contact."""

    def open_card(number):
        app.services.doors.contact(number)
        card = app.services.tabs.view(f"contact:{number}")
        person.until(lambda: card.form is not None and len(words(card.subscriptions)) > 1)
        card.notebook.select(card.channels)
        person.until(card.subscriptions.winfo_viewable)
        return card.subscriptions

    return open_card


def words(widget):
    own = [str(widget["text"])] if "text" in widget.configure() else []
    return own + [text for child in widget.winfo_children() for text in words(child)]


def button(widget, text):
    if widget.winfo_class() == "TButton" and widget["text"] == text:
        return widget
    found = (button(child, text) for child in widget.winfo_children())
    return next((one for one in found if one is not None), None)


def test_who_has_subscribed_and_who_has_not(pane_of, app, person, monkeypatch) -> None:
    assert words(pane_of(1)) == [
        "Subscriptions", "Telegram: subscribed.", "Invitation…", "Chat", "Not this contact’s chat…",
    ]  # fmt: skip
    pane = pane_of(2)
    assert words(pane) == ["Subscriptions", "Telegram: not subscribed.", "Invitation…"]
    asked = []
    monkeypatch.setattr(invitation, "open_invitation", lambda *given: asked.append(given[1:]))
    person.click(button(pane, "Invitation…"))
    person.until(lambda: asked == [("telegram", ("contact", 2))])


def test_the_chat_opens(pane_of, app, person) -> None:
    person.click(button(pane_of(1), "Chat"))
    person.until(lambda: app.services.tabs.front == "chat")
    place = app.services.tabs.view("chat")
    person.until(lambda: place.talk.chat is not None and place.talk.chat.id == 1)


def test_a_chat_of_somebody_else_is_separated(pane_of, app, person, office, monkeypatch) -> None:
    monkeypatch.setattr(type(app.services.dialogs), "confirm", lambda *_a, **_k: True)
    pane = pane_of(1)
    person.click(button(pane, "Not this contact’s chat…"))
    person.until(lambda: "Telegram: not subscribed." in words(pane))
    assert contacts.get(office.database.reader, 1).telegram == ""
    assert chats.get(office.database.reader, 1).person_kind == ""
    card = app.services.tabs.view("contact:1")
    person.until(lambda: card.form.texts()["telegram"] == "")
    assert not card.dirty


def test_who_has_stopped_the_bot(pane_of, office) -> None:
    with office.database.write() as c:
        chats.set_state(c, 1, chats.CLOSED)
        contacts.update(c, Contact(id=1, name="Анна"))
    assert "Telegram: has stopped the bot." in words(pane_of(1))
