"""A damaged file is noticed."""

from depesha.domain.people import Contact
from depesha.domain.states import State
from depesha.store import contacts, health, ledger, mailings
from depesha.store.database import Database
from depesha.store.ledger import Settled
from depesha.store.mailings import Mailing, Planned


def test_a_sound_file_has_no_faults(tmp_path):
    database = Database(tmp_path / "d.db")
    with database.write() as c:
        contacts.insert(c, Contact(name="А"))
    assert health.faults(database.reader) == []
    assert health.figures(database.reader) == {"contacts": 1, "mailings": 0, "deliveries": 0}
    database.close()


def test_a_broken_reference_is_a_fault(tmp_path):
    database = Database(tmp_path / "d.db")
    database._writer.execute("PRAGMA foreign_keys = OFF")
    with database.write() as c:
        c.execute("INSERT INTO batch VALUES (1, 77, 'ready', 0)")
    assert health.faults(database.reader) == ["foreign key: batch"]
    database.close()


def test_the_last_tries_of_an_account(tmp_path):
    database = Database(tmp_path / "d.db")
    health.touch(database.reader)
    with database.write() as c:
        mailing = Mailing(key="k", channel="email", title="T", body="B", created_at=1, start_at=1)
        number = mailings.insert(c, mailing)
        person = Planned(
            person_kind="contact", person_id=1, code=1, name="А", address="a@x.ru", data="{}"
        )
        mailings.add(c, number, 9, [person], 1.0)
        settled = [
            Settled(1, State.ACCEPTED, account, at, at, answer=f"{at}")
            for account, at in (("email.main", 1.0), ("sms.main", 2.0), ("email.main", 3.0))
        ]
        ledger.settle(c, settled)
    tries = health.last_tries(database.reader, "email.main", 0.0, 5)
    assert [(one.at, one.state, one.answer) for one in tries] == [
        (3.0, "accepted", "3.0"), (1.0, "accepted", "1.0"),
    ]  # fmt: skip
    assert len(health.last_tries(database.reader, "email.main", 0.0, 1)) == 1
    assert health.last_tries(database.reader, "email.main", 3.0, 5) == []
    database.close()
