"""A mailing as a composition to be sent once more."""

import pytest

from depesha.api import Reason, Refused
from depesha.delivery.copies import copy_of, people_of
from depesha.domain.people import Employee
from depesha.domain.states import NOT_REACHED
from depesha.store import employees
from depesha.store.journal import Filter


@pytest.fixture
def sent(office):
    office.people(3)
    office.person(name="Без адреса")
    office.post.by_address["a1@x.ru"] = Refused(Reason.MAILBOX_FULL, "452")
    mailing_id = office.release(subject="Тема", template="news", attachments=("/x.pdf",))
    office.run()
    return office.mailing(mailing_id)


def test_everybody_gets_the_same_text_again(office, sent):
    copy = copy_of(office, sent)
    assert (copy.channel, copy.body, copy.subject) == ("post", sent.body, "Тема")
    assert (copy.title, copy.template, copy.attachments) == ("Новости", "news", ("/x.pdf",))
    assert copy.people.contacts.tolist() == [4, 1, 2, 3], "as they were planned"
    assert copy.start_at is None


def test_or_those_whom_it_missed(office, sent):
    assert copy_of(office, sent, NOT_REACHED).people.contacts.tolist() == [4, 2]


def test_pictures_come_along(office):
    office.people(1)
    mailing_id = office.release()
    with office.database.write() as c:
        c.execute("INSERT INTO picture VALUES (?, 'a.png', 'image/png', x'89')", (mailing_id,))
    (picture,) = copy_of(office, office.mailing(mailing_id)).pictures
    assert (picture.cid, picture.mime, picture.data) == ("a.png", "image/png", b"\x89")


def test_employees_are_people_too_and_each_comes_once(office):
    with office.database.write() as c:
        employees.insert(c, Employee(name="Ирина", email="i@x.ru"))
    office.people(1)
    office.release(to="employees")
    office.release()
    office.release()
    found = people_of(office.database.reader, Filter())
    assert (found.contacts.tolist(), found.employees.tolist()) == ([1], [1])
