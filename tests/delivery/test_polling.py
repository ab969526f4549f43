"""What became of accepted messages: asked for, believed where it can be, asked again otherwise."""

from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal

import pytest

from depesha.api import Fate, Pending, Reason, StatusReport
from depesha.delivery import polling
from depesha.delivery.polling import next_poll
from depesha.store import status

HOUR = 3600.0


@pytest.mark.parametrize(
    ("age", "wait"),
    [(0, 60), (299, 60), (300, 300), (1800, 900), (7200, HOUR), (172799, HOUR)],
)
def test_the_older_the_rarer(age, wait):
    assert next_poll(age, 1000.0) == 1000.0 + wait


def test_after_two_days_nobody_asks_any_more():
    assert next_poll(172800, 1000.0) is None


class Session:
    """A provider that is asked; `answer` says what it tells of those pending."""

    def __init__(self, answer):
        self.answer = answer
        self.pending: list[Pending] = []

    def send(self, message):
        raise AssertionError("only asked")

    def poll_status(self, pending):
        self.pending += pending
        return self.answer(pending)


class Accounts:
    """The office's accounts, with a session of the test's own."""

    def __init__(self, office, session):
        self.office, self.session = office, session

    def names(self, channel_id):
        return self.office.accounts.names(channel_id)

    def open(self, channel_id, name):
        return replace(self.office.accounts.open(channel_id, name), connect=self._connect)

    @contextmanager
    def _connect(self):
        yield self.session


@pytest.fixture
def sent(office):
    """Sends to so many people; all are accepted and due to be asked for."""

    def send(count: int, *, unknown=()) -> int:
        office.people(count)
        office.post.reports = {}
        office.post.by_address = {address: ConnectionResetError() for address in unknown}
        mailing_id = office.release()
        office.run()
        hasten(office)
        return mailing_id

    return send


def hasten(office):
    with office.database.write() as c:
        status.hasten(c, office.clock.now())


def ask(office, answer) -> tuple[int, Session]:
    session = Session(answer)
    changed = polling.poll(office.database, Accounts(office, session), office.clock)
    return changed, session


def everybody(fate, **more):
    return lambda pending: [StatusReport(one.key, fate, **more) for one in pending]


def test_news_are_written_once_with_parts_and_price(office, sent):
    mailing_id = sent(3)
    changed, session = ask(
        office, everybody(Fate.DELIVERED, answer="ok", parts=2, cost=Decimal("4.20"))
    )
    assert changed == 3
    assert {one.provider_id for one in session.pending} == {f"p-{m.key}" for m in office.post.took}
    assert office.counts(mailing_id) == {"delivered": 3}
    entry = office.entries()[0]
    assert (entry.parts, entry.cost, entry.answer) == (2, Decimal("4.20"), "ok")
    assert ask(office, everybody(Fate.READ))[1].pending == [], "who knows all asks no more"


def test_everything_that_is_due_is_asked_for(office, sent):
    mailing_id = sent(503)
    changed, session = ask(office, everybody(Fate.DELIVERED))
    assert changed == len(session.pending) == 503
    assert office.counts(mailing_id) == {"delivered": 503}


def test_what_is_under_way_is_asked_for_again_later(office, sent):
    mailing_id = sent(2)
    changed, session = ask(office, everybody(Fate.UNDERWAY))
    assert (changed, len(session.pending)) == (0, 2)
    assert office.counts(mailing_id) == {"accepted": 2}
    assert ask(office, everybody(Fate.UNDERWAY))[1].pending == [], "not at once"
    hasten(office)
    assert len(ask(office, everybody(Fate.UNDERWAY))[1].pending) == 2


@pytest.mark.parametrize(
    ("fate", "state", "reason"),
    [
        (Fate.UNDERWAY, "accepted", ""),
        (Fate.DELIVERED, "delivered", ""),
        (Fate.NOT_FOUND, "failed", "never_arrived"),
        (Fate.FAILED, "failed", ""),
        (Fate.EXPIRED, "expired", ""),
    ],
)
def test_the_provider_settles_what_was_unknown(office, sent, fate, state, reason):
    mailing_id = sent(1, unknown=["a0@x.ru"])
    assert office.counts(mailing_id) == {"unknown": 1}
    assert ask(office, everybody(fate))[0] == 1
    assert office.counts(mailing_id) == {state: 1}
    assert office.entries()[0].reason == reason


def test_a_provider_that_forgot_what_it_took_changes_nothing(office, sent):
    mailing_id = sent(1)
    assert ask(office, everybody(Fate.NOT_FOUND))[0] == 0
    assert office.counts(mailing_id) == {"accepted": 1}


def test_reason_and_words_are_kept_without_secrets(office, sent, password):
    sent(1)
    ask(office, everybody(Fate.FAILED, reason=Reason.SPAM, answer=f"key {password}\x00 bad\udce9"))
    entry = office.entries()[0]
    assert (entry.reason, entry.answer) == ("spam", "key ••• bad")


def test_what_was_told_before_it_broke_counts_and_the_rest_is_asked_again(office, sent):
    mailing_id = sent(3)

    def breaks(pending):
        yield StatusReport(pending[0].key, Fate.DELIVERED)
        raise ConnectionResetError

    assert ask(office, breaks)[0] == 1
    assert office.counts(mailing_id) == {"delivered": 1, "accepted": 2}
    hasten(office)
    assert len(ask(office, everybody(Fate.READ))[1].pending) == 2


GARBAGE = [
    None,
    7,
    [None],
    ["delivered"],
    [StatusReport("k", "delivered")],  # type: ignore[arg-type]
    [StatusReport([], Fate.READ)],  # type: ignore[arg-type]
    [StatusReport("somebody else's", Fate.READ)],
]


@pytest.mark.parametrize("answer", GARBAGE, ids=repr)
def test_garbage_is_no_news(office, sent, answer):
    mailing_id = sent(1)
    assert ask(office, lambda _pending: answer)[0] == 0
    assert office.counts(mailing_id) == {"accepted": 1}


def test_garbage_in_the_numbers_does_not_hide_the_news(office, sent):
    mailing_id = sent(1)
    ask(office, everybody(Fate.DELIVERED, parts="many", cost="NaN", reason=None, answer=None))
    assert office.counts(mailing_id) == {"delivered": 1}
    assert office.entries()[0].cost is None


def test_a_provider_that_cannot_be_asked_is_not_asked_again(office, sent):
    sent(2)
    office.post.reports = None
    assert polling.poll(office.database, office.accounts, office.clock) == 0
    with office.database.write() as c:
        assert status.hasten(c, office.clock.now()) == 0


@pytest.mark.parametrize("gone", ["account", "door"])
def test_an_account_that_does_not_open_is_tried_again_later(office, sent, gone):
    mailing_id = sent(2)
    if gone == "account":
        office.accounts.known = {"other": office.accounts.known["main"]}
    else:
        office.accounts.broken = {"main"}
    assert polling.poll(office.database, office.accounts, office.clock) == 0
    assert office.counts(mailing_id) == {"accepted": 2}
    with office.database.write() as c:
        assert status.hasten(c, office.clock.now()) == 2


def test_test_mode_is_nobodys_question(office):
    office.people(1)
    office.release(mode="test")
    office.run()
    assert ask(office, everybody(Fate.READ))[1].pending == []
