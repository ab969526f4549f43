"""A mailing as a composition to be sent once more."""

from dataclasses import replace
from datetime import date

import pytest

from depesha.api import Reason, Refused
from depesha.delivery.copies import copy_of, people_of
from depesha.delivery.people import Lookup
from depesha.delivery.plan import Planner
from depesha.delivery.selection import select
from depesha.delivery.ways import way_of
from depesha.domain.people import Document, Employee
from depesha.domain.states import NOT_REACHED
from depesha.store import documents, employees
from depesha.store.journal import Filter
from depesha.store.mailings import Mailing


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


def test_a_mailing_about_a_document_stays_about_it(office, post):
    office.people(2)
    order = Document(type="order", number="ЗК-7 бис", date=date(2026, 1, 1), contact_id=2)
    with office.database.write() as c:
        id_ = documents.insert(c, order)
    lookup = Lookup("Наша фирма", "р.", document=replace(order, id=id_), document_type="Заказы")
    now = office.clock.now()
    mailing = Mailing(
        key="", channel="post", title="T", body="Заказ {ДОКУМЕНТ.НОМЕР|–}", created_at=now,
        start_at=now,
    )  # fmt: skip
    way = way_of(office.accounts, post, "", ())
    everybody = select(office.database.reader, ["all"])
    planned = Planner(office.database, lookup, office.clock).plan(mailing, (), everybody, way)
    assert copy_of(office, planned.mailing).document_id == id_
    assert copy_of(office, planned.mailing, NOT_REACHED).document_id == id_
    with office.database.write() as c:
        c.execute("DELETE FROM document")
    assert copy_of(office, planned.mailing).document_id is None


def test_a_mailing_about_nothing_stays_about_nothing(office, sent):
    assert copy_of(office, sent).document_id is None
