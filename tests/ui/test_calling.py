"""Calling hands over a number."""

from array import array

import pytest

from depesha.delivery.selection import Selection
from depesha.domain.people import Contact
from depesha.store import contacts
from depesha.ui import calling


@pytest.fixture
def dialled(monkeypatch):
    found = []
    monkeypatch.setattr(calling.webbrowser, "open", found.append)
    return found


def person_with(app, **fields) -> Selection:
    with app.services.office.database.write() as c:
        return Selection(contacts=array("q", [contacts.insert(c, Contact(name="Ёлкин", **fields))]))


def test_one_number_is_dialled_at_once(app, person, dialled) -> None:
    calling.call(app.services, person_with(app, mobile_phone="+79161234567"))
    person.until(lambda: dialled == ["tel:+79161234567"])


def test_of_several_one_is_chosen(app, person, dialled, monkeypatch) -> None:
    monkeypatch.setattr(type(app.services.dialogs), "choose", lambda *_words: 1)
    chosen = person_with(app, mobile_phone="+79161234567", work_phone="+74951234567")
    calling.call(app.services, chosen)
    person.until(lambda: dialled == ["tel:+74951234567"])


def test_without_a_number_it_says_so(app, person, dialled) -> None:
    calling.call(app.services, person_with(app))
    person.until(lambda: app.services.notices.shown)
    assert dialled == []
    calling.call(app.services, Selection())
    person.until(lambda: app.services.bridge.idle)
