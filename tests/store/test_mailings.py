"""Mailings: planned, released, paused, repeated."""

import sqlite3
from dataclasses import replace
from decimal import Decimal

import pytest

from depesha.api import Picture
from depesha.domain.states import MailingState, State
from depesha.store import journal, ledger, mailings
from depesha.store.database import Database
from depesha.store.mailings import Mailing, Planned

NEWS = Mailing(
    key="k2k3",
    channel="email",
    title="Новости",
    subject="Тема {КЛИЕНТ.ИМЯ}",
    body="Привет",
    attachments=("/a/{КЛИЕНТ.КОД}.pdf",),
    fields=("Скидка",),
    created_at=100.0,
    start_at=100.0,
)


def person(n: int, address: str = "", **more: object) -> Planned:
    return Planned(
        person_kind="contact", person_id=n, code=n, name=f"Контакт {n}",
        address=address or f"a{n}@x.ru", data="{}", **more,
    )  # fmt: skip


@pytest.fixture
def database(tmp_path):
    opened = Database(tmp_path / "d.db")
    yield opened
    opened.close()


@pytest.fixture
def c(database):
    with database.write() as connection:
        yield connection


def plan(c, people, size=100, mailing=NEWS):
    mailing_id = mailings.insert(c, mailing)
    mailings.add(c, mailing_id, size, people, 100.0)
    return mailing_id


def states(c, mailing_id):
    return [
        r[0]
        for r in c.execute(
            "SELECT state FROM delivery WHERE mailing_id=? ORDER BY id", (mailing_id,)
        )
    ]


def test_a_mailing_comes_back_as_it_was_stored(c):
    pictures = [Picture("logo.png", "image/png", b"\x89PNG")]
    mailing_id = mailings.insert(c, NEWS, pictures)
    assert mailings.get(c, mailing_id) == replace(NEWS, id=mailing_id)
    (kept,) = mailings.pictures(c, mailing_id)
    assert (kept.cid, kept.mime, kept.data) == ("logo.png", "image/png", b"\x89PNG")
    assert mailings.get(c, 999) is None


def test_one_message_per_address_is_the_databases_rule(c):
    mailing_id = plan(c, [person(1, "same@x.ru"), person(2, "same@x.ru"), person(3)])
    assert states(c, mailing_id) == ["queued", "skipped", "queued"]
    (group,) = journal.skipped_groups(c, mailing_id)
    assert (group.reason, group.count) == ("duplicate_address", 1)
    assert group.examples[0] == ("Контакт 2", "same@x.ru", "Контакт 1")
    with pytest.raises(sqlite3.IntegrityError):
        c.execute("UPDATE delivery SET batch_id = 1 WHERE state = 'skipped'")


def test_people_are_dealt_into_batches(c):
    mailing_id = plan(c, [person(n) for n in range(7)], size=3)
    sizes = c.execute("SELECT count(*) FROM delivery GROUP BY batch_id").fetchall()
    assert [size for (size,) in sizes] == [3, 3, 1]
    assert mailings.counts(c, mailing_id) == {State.QUEUED: 7}


def test_a_draft_is_seen_by_nobody_until_released(c):
    mailing_id = plan(c, [person(1)])
    assert ledger.ready(c) == []
    assert mailings.latest(c) == []
    mailings.release(c, mailing_id, 200.0)
    assert [one.id for one in mailings.latest(c)] == [mailing_id]
    assert ledger.ready(c) == [("email", "", 100.0)]
    mailings.discard(c, mailing_id)
    assert mailings.get(c, mailing_id) is not None, "only drafts can be discarded"


def test_a_mailing_with_nobody_left_is_done_at_once(c):
    mailing_id = plan(c, [person(1, reason="no_address")])
    mailings.release(c, mailing_id, 200.0)
    assert mailings.get(c, mailing_id).state == MailingState.DONE


def test_old_drafts_go_with_all_they_hold(c):
    mailing_id = plan(c, [person(1)])
    mailings.discard_old_drafts(c, 100.0)
    assert mailings.get(c, mailing_id) is not None
    mailings.discard_old_drafts(c, 100.1)
    assert mailings.get(c, mailing_id) is None
    assert c.execute("SELECT count(*) FROM delivery").fetchone() == (0,)


def test_stopping_cancels_what_was_not_sent_and_nothing_else(c):
    mailing_id = plan(c, [person(1), person(2), person(3)])
    c.execute("UPDATE delivery SET state='sending' WHERE person_id=1")
    c.execute("UPDATE delivery SET state='waiting', next_at=500 WHERE person_id=2")
    assert mailings.cancel_rest(c, mailing_id, 300.0) == 2
    assert states(c, mailing_id) == ["sending", "cancelled", "cancelled"]


def test_repeating_takes_only_the_failed_and_gives_them_a_new_round(c):
    mailing_id = plan(c, [person(1), person(2), person(3), person(4, reason="no_address")])
    c.execute("UPDATE delivery SET state='accepted' WHERE person_id=1")
    c.execute("UPDATE delivery SET state='failed', reason='spam' WHERE person_id=2")
    c.execute("UPDATE delivery SET state='unknown' WHERE person_id=3")
    mailing = mailings.get(c, mailing_id)
    assert mailings.requeue(c, mailing, [State.FAILED], 10, 300.0) == 1
    rows = c.execute("SELECT state, round, reason FROM delivery ORDER BY person_id").fetchall()
    assert rows == [
        ("accepted", 0, ""), ("queued", 1, ""), ("unknown", 0, ""), ("skipped", 0, "no_address"),
    ]  # fmt: skip


def test_states_change_only_from_where_they_may(c):
    mailing_id = plan(c, [person(1)])
    mailings.release(c, mailing_id, 1.0)
    running = [MailingState.RUNNING]
    assert mailings.set_state(c, mailing_id, MailingState.PAUSED, running)
    assert not mailings.set_state(c, mailing_id, MailingState.PAUSED, running)


def test_holding_takes_only_mailings_that_want_the_account(c):
    ids = [
        plan(
            c,
            [person(1)],
            mailing=replace(NEWS, key=f"k{n}", account=account, channel=channel, start_at=start),
        )
        for n, (channel, account, start) in enumerate(
            [("email", "", 1.0), ("email", "b", 1.0), ("sms", "", 1.0), ("email", "", 900.0)]
        )
    ]
    for one in ids:
        mailings.release(c, one, 1.0)
    mailings.hold_running(c, "email", "", "login", "535", 899.0)
    found = [mailings.get(c, one) for one in ids]
    assert [one.state for one in found] == ["held", "running", "running", "running"]
    assert (found[0].why, found[0].answer) == ("login", "535")


def test_a_missed_start_is_noticed_until_a_person_allows_it(c):
    late = replace(NEWS, start_at=100.0, latest_start=1000.0)
    mailing_id = plan(c, [person(1)], mailing=late)
    mailings.release(c, mailing_id, 1.0)
    assert mailings.overdue(c, 999.0) == []
    assert [one.id for one in mailings.overdue(c, 1001.0)] == [mailing_id]
    mailings.allow_late(c, mailing_id)
    assert mailings.overdue(c, 1001.0) == []


def test_one_that_had_begun_is_not_late(c):
    mailing_id = plan(c, [person(1)], mailing=replace(NEWS, latest_start=1000.0))
    mailings.release(c, mailing_id, 1.0)
    c.execute("INSERT INTO attempt VALUES (NULL, 1, 'email.main', 1, 2, 'accepted', '', '')")
    assert mailings.overdue(c, 2000.0) == []
    assert mailings.live(c) == [mailing_id]


def test_the_bill_is_exact(c):
    people = [person(n, parts=2, cost=Decimal("7.30")) for n in range(3)]
    mailing_id = plan(c, [*people, person(9, reason="no_address", parts=5)])
    assert journal.bill(c, mailing_id) == (6, Decimal("21.90"))
