"""Releasing a plan: the reports' folder first, then the mailing, then the accounts."""

import pytest

from depesha import bootstrap
from depesha.delivery.release import discard, release
from depesha.domain.errors import InputError
from depesha.store import holds, mailings
from depesha.store.holds import Hold
from depesha.store.mailings import Mailing


@pytest.fixture
def found(profile):
    made = bootstrap.office(profile)
    yield made
    made.close()


@pytest.fixture
def draft(found):
    now = found.clock.now()
    mailing = Mailing(key="k", channel="email", title="T", body="B", created_at=now, start_at=now)
    with found.database.write() as c:
        number = mailings.insert(c, mailing)
        mailings.new_batch(c, number, now)
        holds.put(c, Hold("email.main", None, "login", "535", ""))
    return mailings.get(found.database.reader, number)


def test_it_runs_and_broken_accounts_try_again(found, draft):
    release(found, draft)
    discard(found, draft)
    assert mailings.get(found.database.reader, draft.id).state == "running"
    assert holds.get(found.database.reader, "email.main") is None


def test_a_discarded_plan_is_gone(found, draft):
    discard(found, draft)
    assert mailings.get(found.database.reader, draft.id) is None


def test_nothing_goes_where_no_report_could_be_written(found, draft):
    (found.profile.root / "reports").write_text("a file in the way", encoding="utf-8")
    with pytest.raises(InputError, match="reports"):
        release(found, draft)
    assert mailings.get(found.database.reader, draft.id).state == "draft"
