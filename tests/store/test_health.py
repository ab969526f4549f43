"""A damaged file is noticed."""

from depesha.domain.people import Contact
from depesha.store import contacts, health
from depesha.store.database import Database


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
