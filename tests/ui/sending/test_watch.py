"""Each second: what goes on, what ended, what waits; whoever sends it."""

import pytest

from depesha.delivery import control
from depesha.domain.states import State
from depesha.store import ledger, mailings
from depesha.store.ledger import Settled
from depesha.store.mailings import Mailing, Planned
from depesha.ui.sending.watch import RELEASED, TOPIC, SendingWatch


@pytest.fixture
def watch(app, person):
    app.services.engine.stop(5)
    ended, held = [], []
    made = SendingWatch(app.services, ended.append, held.append)
    made.ended, made.held, made.seen = ended, held, []
    app.services.bridge.listen(TOPIC, app.root, made.seen.append)
    made.begin()
    person.until(lambda: made.seen, "the first look")
    return made


@pytest.fixture
def mailing(office):
    now = office.clock.now()
    with office.database.write() as c:
        number = mailings.insert(
            c,
            Mailing(key="k", channel="email", title="T", body="B", created_at=now, start_at=now),
        )
        person = Planned(
            person_kind="contact", person_id=1, code=1, name="А", address="a@x.ru", data="{}"
        )
        mailings.add(c, number, 9, [person], now)
        mailings.release(c, number, now)
    return number


def finish(office, number):
    """As another process does it."""
    now = office.clock.now()
    with office.database.write() as c:
        ledger.settle(c, [Settled(1, State.ACCEPTED, "email.main", now, now)])
        c.execute("UPDATE batch SET state = 'done'")
        ledger.finish(c, number, now)


def test_it_is_seen_until_it_is_over_and_its_end_is_told_once(watch, person, office, mailing):
    # The window's own watch tells the same topic.
    person.until(lambda: watch._live, "the mailing")
    assert [one.mailing.id for one in watch.seen[-1]] == [mailing]
    finish(office, mailing)
    person.until(lambda: watch.ended, "the end")
    person.live(1.3)
    assert [(one.mailing.id, one.counts["accepted"]) for one in watch.ended] == [(mailing, 1)]
    assert watch.seen[-1] == ()


def test_one_that_is_over_before_the_next_look_is_not_missed(watch, person, app, office, mailing):
    finish(office, mailing)
    app.services.bridge.post(RELEASED, mailing)
    person.until(lambda: watch.ended, "the end")


def test_what_waits_is_told_once_until_it_went_on(watch, person, office, mailing):
    def hold():
        with office.database.write() as c:
            c.execute("UPDATE mailing SET state = 'held', why = 'late_start'")

    hold()
    person.until(lambda: watch.held, "the word")
    person.live(1.3)
    assert len(watch.held) == 1
    control.resume(office.database, mailing)
    person.until(lambda: not watch._told, "its going on")
    hold()
    person.until(lambda: len(watch.held) == 2, "the second word")


@pytest.mark.logs_errors
def test_a_look_that_fails_is_told_and_tried_again(watch, person, app, monkeypatch):
    look = watch._watch.look
    monkeypatch.setattr("depesha.ui.sending.watch.SHARE", 0.1)
    monkeypatch.setattr(watch._watch, "look", lambda: 1 / 0)
    person.until(lambda: app.services.notices.shown, "the notice")
    count = len(watch.seen)
    monkeypatch.setattr(watch._watch, "look", look)
    person.until(lambda: len(watch.seen) > count, "the next look")
