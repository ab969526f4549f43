"""Listening: what comes in is judged once, kept whole, and believed as far as it can be."""

from contextlib import contextmanager
from dataclasses import replace

import pytest

from depesha.api import (
    AccountBroken,
    Batch,
    Fate,
    Fated,
    Incoming,
    NotNow,
    OptOut,
    Reason,
    StatusReport,
)
from depesha.delivery import control, inbox
from depesha.store import inbound, mailings, suppressions
from depesha.store.suppressions import Consent


class Ear:
    """A listener with batches of the test's own; remembers the cursors it was asked with."""

    def __init__(self, *batches):
        self.batches = list(batches)
        self.asked = []

    def receive(self, cursor):
        self.asked.append(cursor)
        batch = self.batches.pop(0) if self.batches else Batch((), cursor)
        if isinstance(batch, Exception):
            raise batch
        return batch


class Accounts:
    """The office's accounts, with an ear."""

    def __init__(self, office, ear):
        self.office, self.ear = office, ear

    def names(self, channel_id):
        return self.office.accounts.names(channel_id)

    def open(self, channel_id, name):
        return replace(self.office.accounts.open(channel_id, name), listen=self._listen)

    def _listen(self):
        @contextmanager
        def opened():
            yield self.ear

        return opened()


@pytest.fixture
def sent(office):
    """Three people got a message; their keys."""
    office.people(3)
    office.release()
    office.run()
    return sorted(message.key for message in office.post.took)


def _hear(office, *batches):
    ear = Ear(*batches)
    return inbox.listen(office.database, Accounts(office, ear), ["post"], office.clock), ear


def _back(key, reason=Reason.ADDRESS_REJECTED, fate=Fate.FAILED, *, dead=False):
    return Fated(StatusReport(key, fate, reason, "550 5.1.1 no such user"), dead=dead)


def _answer(key, ref="r1", **more):
    known = {"address": "a@x.ru", "text": "Беру два", "at": 1000.0, "answers": key}
    return Incoming(ref, **{**known, **more})


def test_a_message_that_came_back_closes_the_address(office, sent):
    heard, _ear = _hear(office, Batch((_back(sent[0], dead=True),), "1.5"))
    assert heard.returned == 1
    (bounced,) = office.entries(states=("bounced",))
    assert (bounced.reason, bounced.answer) == ("address_rejected", "550 5.1.1 no such user")
    (closed,) = suppressions.everything(office.database.reader)
    assert (closed.address, closed.reason) == (bounced.address, "address_rejected")
    assert (closed.source, closed.note) == ("bounce", "550 5.1.1 no such user")
    assert office.plan("Ещё раз").ready == 2


@pytest.mark.parametrize("reason", [Reason.MAILBOX_FULL, Reason.POLICY, Reason.SPAM])
def test_who_is_still_there_may_be_written_to(office, sent, reason):
    heard, _ear = _hear(office, Batch((_back(sent[0], reason),), "1.5"))
    assert heard.returned == 1
    assert suppressions.everything(office.database.reader) == []


def test_each_thing_is_taken_once_however_often_it_is_told(office, sent):
    batch = Batch((_back(sent[0]), _answer(sent[1]), _answer(sent[1])), "1.5")
    first, _ear = _hear(office, batch)
    second, _ear = _hear(office, batch)
    assert (first.returned, first.answers) == (1, 1)
    assert (second.returned, second.answers) == (0, 0)
    (kept,) = inbound.answers(office.database.reader, 1)
    assert (kept.text, kept.at) == ("Беру два", 1000.0)
    assert inbound.count_answers(office.database.reader, 1) == 1


def test_the_cursor_is_kept_with_what_came_up_to_it(office, sent):
    _heard, ear = _hear(
        office, Batch((_answer(sent[0], "r1"),), "1", more=True), Batch((), "2", more=False)
    )
    assert ear.asked == ["", "1"]
    broken = Batch((_answer(sent[1], "r2"), "no event", object()), "3")
    heard, ear = _hear(office, NotNow(Reason.CONNECTION, "gone"))
    assert ear.asked == ["2"]
    assert heard.failures["post.main"].reason == "connection"
    heard, ear = _hear(office, broken)
    assert heard.answers == 1
    assert _hear(office)[1].asked == ["3"]


def test_a_failure_in_the_middle_of_a_batch_keeps_nothing_of_it(office, sent):
    bad = replace(_answer(sent[1], "r2"), text=None)
    heard, _ear = _hear(office, Batch((_answer(sent[0]), bad), "9"))
    assert heard.failures
    assert inbound.answers(office.database.reader, 1) == []
    assert inbound.cursor(office.database.reader, "post.main") == ""


@pytest.mark.parametrize(
    "key", ["", "k-1", "aaaaaaaaaaaa-1-0", "../etc", "22222222222a-ffffffffffffffff-0"]
)
def test_what_speaks_of_none_of_ours_is_left_alone(office, sent, key):
    events = (_back(key, dead=True), _answer(key), OptOut("r", key, True, "стоп", 0.0))
    heard, _ear = _hear(office, Batch(events, "1"))
    assert (heard.returned, heard.answers, heard.opt_outs) == (0, 0, 0)
    assert suppressions.everything(office.database.reader) == []


def test_a_proved_opt_out_is_obeyed_at_once(office, sent):
    heard, _ear = _hear(office, Batch((OptOut("r1", sent[0], True, "unsubscribe", 0.0),), "1"))
    assert (heard.opt_outs, heard.to_confirm) == (1, 0)
    assert office.plan("Ещё").ready == 2
    (closed,) = suppressions.everything(office.database.reader)
    assert (closed.reason, closed.source, closed.note) == ("opted_out", "reply", "unsubscribe")
    assert inbound.waiting(office.database.reader) == []


def test_a_possible_opt_out_waits_for_a_person(office, sent):
    events = tuple(OptOut(f"r{n}", sent[n], False, "Стоп", 0.0) for n in range(2))
    heard, _ear = _hear(office, Batch(events, "1"))
    assert (heard.opt_outs, heard.to_confirm) == (0, 2)
    assert office.plan("Ещё").ready == 3, "nothing follows from it yet"
    first, second = inbound.waiting(office.database.reader)
    decide = lambda number, leaves: inbox.decide(  # noqa: E731
        office.database, office.clock, number, leaves=leaves
    )
    assert decide(first.id, True) is not None
    assert decide(second.id, False) is not None
    assert decide(first.id, False) is None, "decided already"
    assert decide(99, True) is None
    assert inbound.waiting(office.database.reader) == []
    assert [one.address for one in suppressions.everything(office.database.reader)] == [
        first.address
    ]
    assert office.plan("Ещё").ready == 2


def test_news_of_an_earlier_round_change_nothing(office, sent):
    old = sent[0].rpartition("-")[0] + "-7"
    heard, _ear = _hear(office, Batch((_back(old),), "1"))
    assert heard.returned == 0


def test_reports_never_step_back(office, sent):
    _hear(office, Batch((_back(sent[0]),), "1"))
    heard, _ear = _hear(office, Batch((_back(sent[0], None, Fate.UNDERWAY),), "2"))
    assert heard.returned == 0
    heard, _ear = _hear(office, Batch((_back(sent[0], None, Fate.DELIVERED),), "3"))
    assert heard.returned == 1


def test_strange_texts_and_moments_are_kept_harmless(office, sent):
    event = _answer(sent[0], text="a\x00b\x1b[2J\nc\ud800" + "x" * 99_999, at=1e18, name="\x07")
    heard, _ear = _hear(office, Batch((event,), "1"))
    assert heard.answers == 1
    (kept,) = inbound.answers(office.database.reader, 1)
    assert kept.text.startswith("a b [2J\nc x")
    assert len(kept.text) <= inbox.TEXT_MAX
    assert kept.at <= office.clock.now()
    assert kept.name == ""


def test_an_account_that_must_be_mended_keeps_no_other_out(office, sent):
    office.accounts.known = {"first": office.accounts.known["main"], **office.accounts.known}
    ear_of = {"first": Ear(AccountBroken(Reason.LOGIN, "no", cure="Sign in.")), "main": Ear()}

    class Two(Accounts):
        def open(self, channel_id, name):
            self.ear = ear_of[name]
            return super().open(channel_id, name)

    heard = inbox.listen(office.database, Two(office, None), ["post"], office.clock)
    assert set(heard.failures) == {"post.first"}
    assert heard.failures["post.first"].cure == "Sign in."
    assert ear_of["main"].asked == [""]


def test_who_does_not_listen_is_not_asked(office, sent):
    heard = inbox.listen(office.database, office.accounts, ["post"], office.clock)
    assert heard == inbox.Heard()


def test_who_changed_his_mind_is_written_to_again(office, sent):
    _hear(office, Batch((OptOut("r1", sent[0], True, "стоп", 0.0), _back(sent[1], dead=True)), "1"))
    for closed in suppressions.everything(office.database.reader):
        assert inbox.reopen(office.database, office.clock, "post", closed.address)
        assert not inbox.reopen(office.database, office.clock, "post", closed.address)
    assert office.plan("Ещё").ready == 3
    words = suppressions.consents(office.database.reader, 1)
    assert [(one.granted, one.source) for one in words] == [(True, "person"), (False, "reply")]


def test_what_was_planned_before_does_not_leave_either(office, sent):
    planned = office.plan("Позже")
    with office.database.write() as c:
        mailings.release(c, planned.mailing.id, office.clock.now())
    opt_out = OptOut("r1", sent[0], True, "стоп", 0.0)
    _hear(office, Batch((opt_out, _back(sent[1], dead=True)), "1"))
    before = len(office.post.took)
    office.run()
    assert len(office.post.took) == before + 1
    assert office.counts(planned.mailing.id) == {"accepted": 1, "skipped": 2}
    assert office.mailing(planned.mailing.id).state == "done"
    left_out = {one.reason for one in office.entries(states=("skipped",))}
    assert left_out == {"opted_out", "suppressed"}


def test_trying_again_does_not_reach_who_was_closed_since(office, sent):
    full = _back(sent[1], Reason.MAILBOX_FULL)
    _hear(office, Batch((_back(sent[0], dead=True), full, _back(sent[2], Reason.POLICY)), "1"))
    with office.database.write() as c:
        suppressions.set_consent(c, Consent(3, "post", granted=False, at=1.0, source="person"))
    assert office.counts(1) == {"bounced": 3}
    assert control.retry(office.database, 1, office.clock, batch_size=10) == 1
    office.run()
    assert office.counts(1) == {"bounced": 2, "accepted": 1}
    assert len(office.post.took) == 4
