"""A test to oneself, and a mailing that waits in the outbox."""

from array import array
from dataclasses import replace

import pytest

from depesha import bootstrap
from depesha.delivery.composition import Composition
from depesha.delivery.outbox import put_aside, send_trial
from depesha.delivery.selection import Selection
from depesha.domain.errors import InputError
from depesha.domain.people import Contact
from depesha.store import contacts, journal, mailings

TEXT = Composition(channel="email", subject="Тема", body="Привет, {КЛИЕНТ.ИМЯ}!", rehearsal=True)


@pytest.fixture
def office(profile):
    made = bootstrap.office(profile)
    with made.database.write() as c:
        contacts.insert(c, Contact(name="Ёлкин", email="e@x.ru"))
        contacts.insert(c, Contact(name="Безымянный"))
    yield made
    made.close()


@pytest.fixture
def letter(office):
    ids = contacts.all_ids(office.database.reader)
    return replace(TEXT, people=Selection(contacts=array("q", sorted(ids))))


def test_the_first_persons_message_goes_to_the_typed_address(office, letter):
    mailing = send_trial(office, letter, " Me@Example.com ")
    assert mailing.title == "Test: Тема"
    (entry,) = journal.entries(office.database.reader, journal.Filter(mailing_id=mailing.id))
    assert (entry.name, entry.address, entry.state) == ("Ёлкин", "Me@example.com", "queued")
    assert mailings.get(office.database.reader, mailing.id).state == "running"


def test_no_address_no_text_no_subject_no_test(office, letter):
    with pytest.raises(InputError):
        send_trial(office, letter, "nowhere")
    with pytest.raises(InputError, match="subject"):
        send_trial(office, replace(letter, subject=""), "me@example.com")
    with pytest.raises(InputError, match="Nothing is filled in"):
        send_trial(office, replace(letter, body="{МЕНЕДЖЕР.ИМЯ}"), "me@example.com")
    with pytest.raises(InputError, match="Nobody is chosen"):
        send_trial(office, TEXT, "me@example.com")
    assert office.database.reader.execute("SELECT count(*) FROM mailing").fetchone() == (0,)


def test_somebody_deleted_meanwhile_gets_no_test(office, letter):
    gone = replace(letter, people=Selection(contacts=array("q", [999])))
    with pytest.raises(InputError, match="no longer in the directory"):
        send_trial(office, gone, "me@example.com")


def test_what_is_put_aside_waits_for_a_person(office, letter):
    sheet = put_aside(office, letter)
    assert (sheet.chosen, sheet.ready) == (2, 1)
    assert mailings.get(office.database.reader, sheet.mailing.id).state == "paused"


def test_nothing_is_put_aside_for_nobody(office, letter):
    nobody = replace(letter, people=Selection(contacts=array("q", [2])))
    with pytest.raises(InputError, match="Nobody would get"):
        put_aside(office, nobody)
    assert office.database.reader.execute("SELECT count(*) FROM mailing").fetchone() == (0,)
