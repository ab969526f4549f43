"""Plans: everybody in them, or left out with a reason; all of it or nothing."""

import pytest

from depesha.store import mailings


def test_a_plan_that_is_cut_short_leaves_nothing(office, monkeypatch):
    office.people(600)
    add = mailings.add

    def interrupted(c, mailing_id, *rest):
        if mailings.counts(c, mailing_id):
            raise KeyboardInterrupt
        add(c, mailing_id, *rest)

    monkeypatch.setattr("depesha.store.mailings.add", interrupted)
    with pytest.raises(KeyboardInterrupt):
        office.plan()
    for table in ("mailing", "batch", "delivery"):
        assert office.database.reader.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)
