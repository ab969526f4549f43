"""The journal as people read it: complete even where people, files and plugins are gone."""

from dataclasses import replace
from decimal import Decimal

import pytest

from depesha.api import Reason, Receipt, Refused, Style
from depesha.delivery.journal import row_of, rows
from depesha.domain.errors import InputError
from depesha.domain.people import Contact, Employee
from depesha.store import contacts, employees
from depesha.store.journal import Filter


@pytest.fixture
def read(office, post):
    def all_rows(**wanted):
        channel_of = {"post": post}.__getitem__
        return list(rows(office.database.reader, Filter(**wanted), channel_of, office.clock))

    return all_rows


def test_one_row_per_person_in_words(office, read):
    with office.database.write() as c:
        boss = employees.insert(c, Employee(name="Ирина"))
        contacts.insert(c, Contact(name="Анна", email="a@x.ru", manager_id=boss, code=17))
        contacts.insert(c, Contact(name="Борис", code=18))
    office.post.by_address["a@x.ru"] = Refused(Reason.ADDRESS_REJECTED, "550 no such user")
    office.release(author="ivan", template="news")
    office.run()
    failed, skipped = read()
    assert (failed.name, failed.code, failed.address) == ("Анна", 17, "a@x.ru")
    assert (failed.manager, failed.author, failed.template) == ("Ирина", "ivan", "news")
    assert (failed.status, failed.channel, failed.event) == ("Not sent", "Post", "Новости")
    assert failed.description == "The address does not exist — 550 no such user"
    assert failed.text == "Привет, Анна!"
    assert failed.key.endswith("-0")
    assert (skipped.status, skipped.description, skipped.address) == ("Skipped", "No address", "")


def test_what_the_provider_said_is_there(office, read, monkeypatch):
    office.people(1)
    receipt = Receipt("id-7", parts=2, cost=Decimal("4.20"), answer="250 2.0.0 ok")
    monkeypatch.setattr(office.post, "take", lambda _message: receipt)
    office.release()
    office.run()
    (row,) = read()
    assert (row.provider_id, row.parts, row.status) == ("id-7", 2, "Sent")
    assert row.description == "250 2.0.0 ok"


def test_test_mode_is_marked(office, read):
    office.people(1)
    office.release(mode="test")
    office.run()
    assert read()[0].channel == "Post (test mode)"


def test_a_deleted_contact_stays_in_the_journal_with_the_text(office, read):
    anna = office.person(name="Анна", email="a@x.ru")
    mailing_id = office.release()
    with office.database.write() as c:
        contacts.delete(c, anna)
    office.run()
    assert office.counts(mailing_id) == {"accepted": 1}, "it was planned, and released"
    (row,) = read()
    assert (row.name, row.address, row.status) == ("Анна", "a@x.ru", "Sent")
    assert row.text == "Привет, Анна!"


def test_the_text_stays_as_it_was_sent_when_the_card_changes(office, read):
    anna = office.person(name="Анна", email="a@x.ru")
    office.release()
    office.run()
    with office.database.write() as c:
        card = contacts.get(c, anna)
        contacts.update(c, replace(card, name="Анна Новая", email="new@x.ru"))
    (row,) = read()
    assert (row.name, row.address, row.text) == ("Анна", "a@x.ru", "Привет, Анна!")


def test_the_text_does_not_need_the_files_that_went_with_it(
    office, read, post, tmp_path, monkeypatch
):
    monkeypatch.setattr(post, "style", Style.LETTER)
    file = tmp_path / "price.pdf"
    file.write_bytes(b"%PDF")
    office.people(1)
    mailing_id = office.release(attachments=(str(file),))
    file.unlink()
    office.run()
    assert office.counts(mailing_id) == {"failed": 1}
    (row,) = read()
    assert row.text == "Привет, Контакт 0!"
    assert row.description.startswith("Attachment not found")


@pytest.mark.parametrize("body", ["{КЛИЕНТ.ГОРОД.НЕТ}", "{"])
def test_a_text_that_cannot_be_made_again_hides_no_row(office, read, body):
    office.people(2)
    mailing_id = office.release()
    with office.database.write() as c:
        c.execute("UPDATE mailing SET body = ? WHERE id = ?", (body, mailing_id))
    assert len(read()) == 2


def test_a_channel_whose_plugin_is_gone_keeps_its_rows(office):
    office.people(2)
    office.release()
    office.run()

    def gone(channel_id):
        raise InputError(f"There is no channel “{channel_id}”.")

    found = list(rows(office.database.reader, Filter(), gone, office.clock))
    assert [(row.channel, row.status, row.text) for row in found] == [("post", "Sent", "")] * 2


def test_only_what_is_asked_for_and_drafts_never(office, read):
    office.people(3)
    first, second = office.release(), office.release()
    office.plan()
    assert [row.name for row in read(mailing_id=first)] == ["Контакт 0", "Контакт 1", "Контакт 2"]
    assert len(read()) == 6
    assert len(read(person="контакт 1")) == 2
    assert read(mailing_id=second, address="A2@")[0].name == "Контакт 2"


def test_without_composers_a_row_lacks_its_text_alone(office, post):
    office.people(1)
    office.release()
    (entry,) = office.entries()
    channel_of = {"post": post}.__getitem__
    row = row_of(office.database.reader, entry, None, channel_of, office.clock)
    assert (row.name, row.status, row.text) == ("Контакт 0", "Queued", "")


@pytest.mark.parametrize(
    ("kept", "shown"),
    [("order ЗК-7", "Customer orders: ЗК-7"), ("Прайс 5", "Прайс 5"), ("order", "order"), ("", "")],
)
def test_what_it_is_about_is_told_in_words(office, read, kept, shown):
    office.people(1)
    office.release()
    with office.database.write() as c:
        c.execute("UPDATE delivery SET document = ?", (kept,))
    assert read()[0].document == shown
