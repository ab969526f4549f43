"""Sending again to those whom a mailing failed, in batches that fit the account."""

from dataclasses import replace

import pytest

from depesha.api import Reason, Refused
from depesha.delivery.repeat import repeat, repeat_rows
from depesha.domain.errors import InputError
from depesha.domain.states import State


@pytest.fixture
def failed(office, post, monkeypatch):
    monkeypatch.setattr(office, "channel", lambda _id: post, raising=False)
    office.people(6)
    for n in range(4):
        office.post.by_address[f"a{n}@x.ru"] = Refused(Reason.MAILBOX_FULL, "452")
    mailing_id = office.release()
    office.run()
    assert office.counts(mailing_id) == {"failed": 4, "accepted": 2}
    return mailing_id


def test_those_who_failed_get_it(office, failed):
    office.post.by_address.clear()
    assert repeat(office, failed) == 4
    office.run()
    assert office.counts(failed) == {"accepted": 6}


def test_batches_fit_the_accounts_limits(office, failed):
    office.accounts.known["main"] = replace(office.accounts.known["main"], gap=30.0)
    repeat(office, failed)
    rows = office.database.reader.execute(
        "SELECT count(*) FROM delivery WHERE state = 'queued' GROUP BY batch_id"
    )
    assert max(row[0] for row in rows) <= 2, "45 seconds of work"


def test_nobody_to_repeat_changes_nothing(office, failed):
    assert repeat(office, failed, [State.UNKNOWN]) == 0
    assert office.mailing(failed).state == "done"
    with pytest.raises(InputError, match="no mailing 99"):
        repeat(office, 99)


def test_chosen_rows_go_again_whatever_became_of_them(office, failed):
    office.post.by_address.clear()
    office.person(name="Без адреса")
    other = office.release()
    assert office.counts(other) == {"queued": 6, "skipped": 1}
    # 1 failed, 5 was accepted; of the other mailing one is still queued and one was left out.
    assert repeat_rows(office, [1, 5, 7, 13]) == 2
    assert office.counts(failed) == {"queued": 2, "failed": 3, "accepted": 1}
    office.run()
    assert office.counts(failed) == {"accepted": 3, "failed": 3}
    assert office.post.counted()["a4@x.ru"] == 3, "twice by the first mailing, as was asked"


def test_rows_of_a_paused_mailing_wait_for_its_going_on(office, failed):
    with office.database.write() as c:
        c.execute("UPDATE mailing SET state = 'paused'")
    with pytest.raises(InputError, match="Paused"):
        repeat_rows(office, [1])
    assert office.counts(failed) == {"failed": 4, "accepted": 2}
