"""A mailing that was, in an editor once more."""

from array import array

import pytest

from depesha.delivery.selection import Selection
from depesha.domain.states import NOT_REACHED
from depesha.ui.sending.copies import open_another_way, open_copy


@pytest.fixture
def opened(app, person, told):
    def wait():
        def letter():
            keys = [key for key in app.services.tabs.open_keys if key.startswith("message:")]
            return app.services.tabs.view(keys[0]) if keys else None

        person.until(lambda: letter() and letter().composition().body, "the text in its editor")
        return letter().composition()

    return wait


def test_everybody_once_more(app, opened, told):
    open_copy(app.services, told)
    copy = opened()
    assert (copy.subject, copy.body) == ("Тема", "Привет, {КЛИЕНТ.ИМЯ}!")
    assert copy.people.contacts.tolist() == [1, 2, 3, 4]


def test_those_it_missed(app, opened, told):
    open_copy(app.services, told, sorted(NOT_REACHED))
    assert opened().people.contacts.tolist() == [2, 3, 4]


def test_some_by_another_way(app, opened, told, office):
    open_another_way(app.services, told, Selection(array("q", [3])), "email")
    assert opened().people.contacts.tolist() == [3]


def test_a_mailing_that_is_gone_is_told(app, person):
    open_copy(app.services, 77)
    person.until(lambda: app.services.notices.shown, "the words")
    assert "no mailing 77" in app.services.notices.shown[0].text
