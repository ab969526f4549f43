"""Holds outlive the process, and a person's word lifts them."""

from depesha.store import holds
from depesha.store.database import Database
from depesha.store.holds import Hold


def test_a_hold_is_kept_replaced_and_lifted(tmp_path):
    broken = Hold("email.main", None, "login", "535 5.7.8", "Use an app password.")
    wait = Hold("sms.main", 500.0, "throttled", "429", "")
    database = Database(tmp_path / "d.db")
    with database.write() as c:
        holds.put(c, Hold("email.main", 9.0, "connection", "", ""))
        holds.put(c, broken)
        holds.put(c, wait)
    database.close()

    database = Database(tmp_path / "d.db")
    assert holds.get(database.reader, "email.main") == broken
    assert holds.get(database.reader, "email.other") is None
    with database.write() as c:
        holds.lift_broken(c, "sms")
    assert holds.get(database.reader, "sms.main") == wait, "waiting is not a person's matter"
    with database.write() as c:
        holds.lift_broken(c, "email")
        holds.lift(c, "sms.main")
    assert holds.get(database.reader, "email.main") is None
    assert holds.get(database.reader, "sms.main") is None
    database.close()
