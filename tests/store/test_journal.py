"""The journal: filters, order, and groups of those left out."""

import pytest

from depesha.domain.people import Contact, Employee
from depesha.store import contacts, employees, journal, mailings
from depesha.store.database import Database
from depesha.store.journal import Filter
from depesha.store.mailings import Mailing, Planned


@pytest.fixture
def c(tmp_path):
    database = Database(tmp_path / "d.db")
    with database.write() as connection:
        manager = employees.insert(connection, Employee(name="Ольга Петрова"))
        for n in range(3):
            contacts.insert(connection, Contact(name=f"Контакт {n}", manager_id=manager))
        for key, channel in (("k2", "email"), ("k3", "sms")):
            mailing = Mailing(
                key=key, channel=channel, title=channel, body="П", created_at=1.0, start_at=1.0
            )
            mailing_id = mailings.insert(connection, mailing)
            people = [
                Planned(
                    person_kind="contact", person_id=n + 1, code=n + 1, name=name, data="{}",
                    address=address, reason=reason,
                )
                for n, (name, address, reason) in enumerate(
                    [("ЁЛКИН Пётр", "elkin@X.ru", ""), ("Сидоров", "s@x.ru", ""),
                     ("Без адреса", "", "no_address")]
                )
            ]  # fmt: skip
            mailings.add(connection, mailing_id, 9, people, 10.0 * mailing_id)
            mailings.release(connection, mailing_id, 1.0)
        yield connection
    database.close()


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Filter(), [4, 5, 6, 1, 2, 3]),
        (Filter(mailing_id=1), [1, 2, 3]),
        (Filter(person="елкин"), [4, 1]),
        (Filter(person="2"), [5, 2]),
        (Filter(address="ELKIN@x"), [4, 1]),
        (Filter(states=("skipped",)), [6, 3]),
        (Filter(states=("skipped", "queued"), channel="sms"), [4, 5, 6]),
        (Filter(person_kind="contact", person_id=2), [5, 2]),
        (Filter(since=15.0), [4, 5, 6]),
        (Filter(until=15.0), [1, 2, 3]),
        (Filter(person="%"), []),
        (Filter(channel="fax"), []),
    ],
)
def test_filters(c, wanted, found):
    assert [entry.id for entry in journal.entries(c, wanted)] == found


def test_an_entry_knows_the_manager_and_limits_work(c):
    (entry,) = journal.entries(c, Filter(), limit=1)
    assert entry.manager == "Ольга Петрова"
    assert (entry.channel, entry.key, entry.state) == ("sms", "k3", "queued")


def test_those_left_out_by_reason(c):
    (group,) = journal.skipped_groups(c, 1)
    assert (group.reason, group.count, group.examples) == (
        "no_address", 1, (("Без адреса", "", ""),),
    )  # fmt: skip
