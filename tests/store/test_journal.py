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
        (Filter(reason="no_address"), [6, 3]),
        (Filter(document="Order 7"), []),
    ],
)
def test_filters(c, wanted, found):
    assert [entry.id for entry in journal.entries(c, wanted)] == found
    assert list(journal.ids(c, wanted)) == found


@pytest.mark.parametrize(
    ("order", "descending", "found"),
    [
        ("name", False, [3, 6, 1, 4, 2, 5]),
        ("name", True, [5, 2, 4, 1, 6, 3]),
        ("date", True, [6, 5, 4, 3, 2, 1]),
        ("channel", False, [1, 2, 3, 4, 5, 6]),
    ],
)
def test_orders(c, order, descending, found):
    assert list(journal.ids(c, Filter(), order, descending=descending)) == found


def test_every_order_is_one_that_the_database_knows(c):
    for order in journal.ORDERS:
        assert len(journal.ids(c, Filter(), order)) == 6


def test_entries_by_their_ids(c):
    found = {entry.id: entry for entry in journal.get_many(c, [2, 4, 99])}
    assert found == {e.id: e for e in journal.entries(c, Filter()) if e.id in {2, 4}}


def test_plans_are_seen_only_where_asked_for(c):
    c.execute("UPDATE mailing SET state = 'draft' WHERE id = 2")
    assert list(journal.ids(c, Filter())) == [1, 2, 3]
    assert list(journal.ids(c, Filter(mailing_id=2, drafts=True))) == [4, 5, 6]
    assert list(journal.ids(c, Filter(mailing_id=2, reason="no_address", drafts=True))) == [6]


def test_an_entry_knows_the_manager_and_limits_work(c):
    (entry,) = journal.entries(c, Filter(), limit=1)
    assert entry.manager == "Ольга Петрова"
    assert (entry.channel, entry.key, entry.state) == ("sms", "k3", "queued")


def test_those_left_out_by_reason(c):
    (group,) = journal.skipped_groups(c, 1)
    assert (group.reason, group.count, group.examples) == (
        "no_address", 1, (("Без адреса", "", ""),),
    )  # fmt: skip
