"""What a provider said of an account is kept until it says something else."""

from decimal import Decimal

from depesha.store import balances
from depesha.store.balances import Balance
from depesha.store.database import Database


def test_the_last_word_counts_and_outlives_the_process(tmp_path):
    first = Balance("sms.main", Decimal("120.50"), "RUB", Decimal(100), 5.0)
    last = Balance("sms.main", Decimal("83.60"), "", Decimal(100), 7.0)
    database = Database(tmp_path / "d.db")
    with database.write() as c:
        balances.put(c, first)
        balances.put(c, last)
    database.close()
    database = Database(tmp_path / "d.db")
    assert balances.get(database.reader, "sms.main") == last
    assert balances.get(database.reader, "sms.other") is None
    database.close()


def test_low_is_less_than_the_office_wanted():
    def left(amount, warn_below):
        return Balance("sms.main", Decimal(amount), "", Decimal(warn_below), 0.0).is_low

    assert left("99.99", "100")
    assert not left("100", "100")
    assert not left("0", "0"), "0 is no warning"
    assert left("-5", "1"), "an account may be overdrawn"
