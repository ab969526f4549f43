"""A contact's own order of channels, and where each of them leads."""

import pytest

from depesha.domain.people import Contact
from depesha.store import contacts


@pytest.fixture
def pane(app, person):
    """The card of a contact with an order of its own."""
    with app.services.office.database.write() as c:
        id_ = contacts.insert(c, Contact(
            name="Анна", telegram="4217", email="anna@example.com",
            preferred_channels=("telegram", "pigeon"),
        ))  # fmt: skip
    app.services.doors.contact(id_)
    card = app.services.tabs.view(f"contact:{id_}")
    person.until(lambda: card.channels.list is not None)
    return card, id_


def stored(app, id_):
    return contacts.get(app.services.office.database.reader, id_)


def test_the_contacts_order_comes_first_with_addresses(pane) -> None:
    card, _id = pane
    tree = card.channels.list.tree
    titles = [tree.item(one, "text").strip() for one in tree.get_children()]
    assert titles[:2] == ["Telegram · subscribed, chat 4217", "pigeon · its plugin is not there"]
    assert "SMS · no address" in titles
    assert "E-mail · anna@example.com" in titles
    assert card.channels.preferred == ("telegram", "pigeon")
    assert "this contact" in card.channels._state["text"]
    assert not card.dirty


def test_an_order_is_ticked_moved_and_saved(app, pane, person) -> None:
    card, id_ = pane
    card.notebook.select(card.channels)
    person.until(card.channels.winfo_viewable)
    tree = card.channels.list.tree
    person.focus(tree)
    for key in ("pigeon", "sms"):
        tree.selection_set(key)
        tree.focus(key)
        card.channels.list.toggle()
    while tree.index("sms"):
        card.channels.list.move(-1)
    assert card.channels.preferred == ("sms", "telegram")
    assert card.dirty
    person.keys("ctrl+s")
    person.until(lambda: not card.dirty)
    assert stored(app, id_).preferred_channels == ("sms", "telegram")


def test_none_ticked_is_as_the_office(app, pane, person) -> None:
    card, id_ = pane
    card.channels.list.tick_all(on=False)
    assert card.channels._state["text"] == "As the office"
    card.save()
    person.until(lambda: stored(app, id_).preferred_channels == ())


def test_a_new_contact_is_not_subscribed_yet(app, person) -> None:
    app.services.doors.contact(0)
    card = app.services.tabs.view("contact:0")
    person.until(lambda: card.channels.list is not None)
    tree = card.channels.list.tree
    assert tree.item("telegram", "text").strip() == "Telegram · not subscribed"
    assert card.channels.preferred == ()
    assert not card.dirty
