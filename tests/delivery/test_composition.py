"""From a text and its people to a planned mailing."""

import getpass
from array import array
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from depesha import bootstrap
from depesha.delivery.accounts import REHEARSAL
from depesha.delivery.clock import Clock
from depesha.delivery.composition import LATE, Composition, mailing_of, plan, route_of, start_of
from depesha.delivery.selection import Selection
from depesha.domain.errors import InputError, NotConfiguredError
from depesha.domain.people import Contact, Document
from depesha.domain.states import Mode
from depesha.store import contacts, documents, journal, mailings

TEXT = Composition(channel="echo", body="Привет, {КЛИЕНТ.ИМЯ}!")


class Noon(Clock):
    def now(self) -> float:
        return datetime(2026, 11, 23, 12, 0, tzinfo=UTC).timestamp()


@pytest.fixture
def office(profile):
    """An office with one contact and the echo channel switched on."""
    made = bootstrap.office(profile)
    made.settings.change({"echo.mode": "on", "echo.main.folder": str(profile / "echo")})
    with made.database.write() as c:
        contacts.insert(c, Contact(name="Ёлкин", email="e@x.ru"))
    yield made
    made.close()


@pytest.fixture
def people(office):
    return Selection(contacts=array("q", contacts.all_ids(office.database.reader)))


def test_the_sheet_is_a_draft_until_it_is_released(office, people):
    sheet = plan(office, replace(TEXT, people=people, subject="Тема", start_at=9e9))
    assert (sheet.chosen, sheet.ready) == (1, 1)
    stored = mailings.get(office.database.reader, sheet.mailing.id)
    assert (stored.state, stored.title, stored.mode) == ("draft", "Тема", "on")
    assert (stored.start_at, stored.latest_start) == (9e9, 9e9 + LATE)


def test_a_rehearsal_goes_through_its_own_account(office):
    route = route_of(office, replace(TEXT, channel="email", rehearsal=True))
    assert (route.mode, route.account) == (Mode.TEST, REHEARSAL)


def test_a_channel_that_is_off_or_unknown_is_refused(office):
    with pytest.raises(NotConfiguredError, match=r"telegram\.mode=on"):
        route_of(office, replace(TEXT, channel="telegram"))
    with pytest.raises(InputError, match="no channel"):
        route_of(office, replace(TEXT, channel="pigeon"))


@pytest.mark.parametrize(
    ("changes", "said"), [({}, "Nobody is chosen"), ({"body": " \n"}, "The text is empty")]
)
def test_nothing_is_planned_for_nobody_and_of_nothing(office, people, changes, said):
    chosen = people if changes else Selection()
    with pytest.raises(InputError, match=said):
        plan(office, replace(TEXT, people=chosen, **changes))
    assert office.database.reader.execute("SELECT count(*) FROM mailing").fetchone() == (0,)


def test_a_mailing_without_a_title_is_called_by_subject_or_text(office):
    assert mailing_of(replace(TEXT, subject="Тема"), office.clock).title == "Тема"
    assert mailing_of(TEXT, office.clock).title == TEXT.body
    assert mailing_of(TEXT, office.clock).latest_start is None


def test_a_start_in_the_past_is_refused():
    clock = Noon("UTC")
    assert start_of("2026-11-23 12:00", clock) == clock.now()
    with pytest.raises(InputError, match="is past"):
        start_of("2026-11-23 11:58", clock)


def test_a_user_whom_the_system_has_no_name_for_may_write(office, monkeypatch):
    def nobody():
        raise KeyError("getpwuid(): uid not found: 12345")

    monkeypatch.setattr(getpass, "getuser", nobody)
    assert mailing_of(TEXT, office.clock).author == ""


def test_a_message_about_a_document(office, people):
    with office.database.write() as c:
        order = Document(type="order", number="ЗК-7", date=date(2026, 11, 1), contact_id=1)
        id_ = documents.insert(c, order)
        contacts.insert(c, Contact(name="Борис", email="b@x.ru"))
    text = "{ДОКУМЕНТ.ТИП|–} {ДОКУМЕНТ.НОМЕР|–}"
    everybody = Selection(contacts=array("q", contacts.all_ids(office.database.reader)))
    sheet = plan(office, replace(TEXT, body=text, people=everybody, document_id=id_))
    wanted = journal.Filter(mailing_id=sheet.mailing.id, drafts=True)
    found = {one.name: one for one in journal.entries(office.database.reader, wanted)}
    assert found["Ёлкин"].document == "order ЗК-7"
    assert "ЗК-7" in found["Ёлкин"].data
    assert (found["Борис"].document, "ЗК-7" in found["Борис"].data) == ("", False)


def test_a_document_that_is_gone_is_none(office, people):
    assert plan(office, replace(TEXT, people=people, document_id=99)).ready == 1
