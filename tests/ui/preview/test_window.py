"""Looking at each person's message before it is sent."""

from array import array

import pytest

from depesha.delivery.composition import Composition
from depesha.delivery.selection import Selection
from depesha.domain.people import Contact
from depesha.store import contacts
from depesha.ui.preview.window import open_preview


@pytest.fixture
def people(app):
    with app.services.office.database.write() as c:
        ids = [
            contacts.insert(c, Contact(name=name, email=email, mobile_phone="+79160000001"))
            for name, email in (("Анна", "a@x.ru"), ("Борис", ""), ("Вера", "v@x.ru"))
        ]
    return Selection(contacts=array("q", ids))


@pytest.fixture
def look(app, person, people):
    def make(body="Привет, {КЛИЕНТ.ИМЯ}!", channel="email", chosen=None):
        composition = Composition(
            channel=channel, subject="Тема", body=body, people=people if chosen is None else chosen
        )
        said = []
        window = open_preview(app.services, app.root, composition, said.append)
        if window is not None:
            person.until(lambda: window.shown is not None or window.problem.cget("text"), "a look")
        return window, said

    return make


def test_one_walks_from_person_to_person(look, person):
    window, _said = look()
    assert (window.shown.name, window.place.cget("text")) == ("Анна", "1 of 3")
    assert window.back.instate(["disabled"])
    person.focus(window.forth)
    person.keys("Next")
    person.until(lambda: window.shown.name == "Борис", "the second one")
    assert window.problem.cget("text") == "No address"
    person.click(window.forth)
    person.until(lambda: window.shown.name == "Вера", "the third one")
    assert window.forth.instate(["disabled"])
    assert window.view.text.get("1.0", "end-1c").strip() == "Привет, Вера!"
    assert "Вера <v@x.ru>" in window.view.headers.get("1.0", "end")
    person.keys("Escape")
    person.until(lambda: not window.winfo_exists(), "the end")


def test_somebody_is_found_by_name(look, person):
    window, _said = look()
    person.focus(window.search)
    person.type("вер")
    person.until(lambda: window.shown.name == "Вера", "Vera")
    person.type("zzz")
    person.until(lambda: window.search.instate(["invalid"]), "a sign that there is nobody")
    assert window.shown.name == "Вера"
    window.close(None)


def test_all_sms_are_counted_exactly(look, person):
    window, _said = look(body="{КЛИЕНТ.ИМЯ}" + "я" * 66, channel="sms")
    person.until(lambda: window.total is not None, "the total")
    person.until(
        lambda: "contacts: 4" in window.view.statistics.cget("text"), "one of them is too long"
    )
    window.close(None)


def test_a_text_that_cannot_be_filled_in_says_why(look):
    window, _said = look(body="{НЕТ.ТАКОГО}")
    assert "НЕТ.ТАКОГО" in window.problem.cget("text")
    window.close(None)


def test_somebody_deleted_meanwhile_is_said(look, person, app, people):
    window, _said = look()
    with app.services.office.database.write() as c:
        contacts.delete(c, people.contacts[1])
    window.go(1)
    person.until(lambda: "no longer" in window.problem.cget("text"), "what became of Boris")
    window.close(None)


def test_without_people_there_is_nothing_to_look_at(look):
    window, said = look(chosen=Selection())
    assert window is None
    assert "Choose whom" in said[0]
