"""Pause, resume, stop, repeat: what a person says holds, whoever is at work meanwhile."""

from contextlib import contextmanager
from dataclasses import replace

import pytest

from depesha.api import Fate, Reason, Refused, StatusReport
from depesha.delivery import control, polling
from depesha.domain.errors import InputError
from depesha.domain.states import MailingState, State
from depesha.store import holds, mailings, status
from depesha.store.holds import Hold


@pytest.fixture
def mailing_id(office):
    office.people(3)
    return office.release()


def in_state(office, mailing_id, state):
    with office.database.write() as c:
        mailings.set_state(c, mailing_id, MailingState(state), MailingState)


def actions(office):
    return {
        "pause": lambda number: control.pause(office.database, number),
        "resume": lambda number: control.resume(office.database, number),
        "stop": lambda number: control.stop(office.database, number, office.clock),
    }


@pytest.mark.parametrize(
    ("action", "before", "after"),
    [
        ("pause", "running", "paused"),
        ("resume", "paused", "running"),
        ("resume", "held", "running"),
        ("resume", "running", "running"),
        ("stop", "running", "stopped"),
        ("stop", "paused", "stopped"),
        ("stop", "held", "stopped"),
    ],
)
def test_what_can_be_done_in_which_state(office, mailing_id, action, before, after):
    in_state(office, mailing_id, before)
    actions(office)[action](mailing_id)
    assert office.mailing(mailing_id).state == after


@pytest.mark.parametrize(
    ("action", "state"),
    [
        (action, state)
        for action in ("pause", "resume", "stop")
        for state in ("draft", "stopped", "done")
    ]
    + [("pause", "paused"), ("pause", "held")],
)
def test_what_cannot_be_done_says_why_and_changes_nothing(office, mailing_id, action, state):
    in_state(office, mailing_id, state)
    with pytest.raises(InputError, match=f"Mailing {mailing_id} is in the state"):
        actions(office)[action](mailing_id)
    assert office.mailing(mailing_id).state == state
    assert office.counts(mailing_id) == {"queued": 3}


@pytest.mark.parametrize("action", ["pause", "resume", "stop"])
def test_there_must_be_such_a_mailing(office, action):
    with pytest.raises(InputError, match="There is no mailing 77"):
        actions(office)[action](77)
    with pytest.raises(InputError, match="There is no mailing 77"):
        control.retry(office.database, 77, office.clock, batch_size=5)


def test_resuming_lifts_the_channels_broken_accounts_in_the_same_commit(office, mailing_id):
    with office.database.write() as c:
        holds.put(c, Hold("post.main", None, "login", "535", ""))
    in_state(office, mailing_id, "held")
    seen = []
    reader = office.database.reader

    class Watched:
        """The database, with a look at it by another process after each commit."""

        @contextmanager
        def write(self):
            with office.database.write() as c:
                yield c
            seen.append(
                (mailings.get(reader, mailing_id).state, holds.get(reader, "post.main") is None)
            )

    control.resume(Watched(), mailing_id)
    assert seen == [("running", True)], "never running with its account still held"


def test_stopping_says_how_many_were_cancelled(office, mailing_id):
    assert control.stop(office.database, mailing_id, office.clock) == 3
    assert office.counts(mailing_id) == {"cancelled": 3}
    assert {entry.reason for entry in office.entries()} == {"stopped"}
    office.run()
    assert office.post.took == []


def test_what_is_in_flight_when_stopped_gets_its_answer(office):
    office.people(8)
    office.accounts.known["main"] = replace(office.accounts.known["main"], connections=1)
    mailing_id = office.release()
    office.post.on_send = lambda _m: control.stop(office.database, mailing_id, office.clock)
    office.run()
    assert office.counts(mailing_id) == {"accepted": 1, "cancelled": 7}
    assert office.mailing(mailing_id).state == "stopped"
    assert len(office.post.took) == 1


def test_only_what_failed_is_repeated_under_a_new_key(office):
    office.people(4)
    office.post.by_address = {
        "a0@x.ru": Refused(Reason.SPAM),
        "a1@x.ru": ConnectionResetError(),
    }
    mailing_id = office.release()
    office.run()
    assert office.counts(mailing_id) == {"failed": 1, "unknown": 1, "accepted": 2}
    office.post.by_address.clear()
    assert control.retry(office.database, mailing_id, office.clock, batch_size=9) == 1
    assert office.mailing(mailing_id).state == "running"
    office.run()
    assert office.counts(mailing_id) == {"unknown": 1, "accepted": 3}
    (again,) = [message for message in office.post.took if message.address == "a0@x.ru"]
    assert again.key.endswith("-1")
    assert control.retry(office.database, mailing_id, office.clock, batch_size=9) == 0
    assert office.mailing(mailing_id).state == "done", "nobody is left to write to"


def test_the_unknown_are_repeated_on_a_persons_word_alone(office):
    office.people(1)
    office.post.script.append(ConnectionResetError())
    mailing_id = office.release()
    office.run()
    states = [*control.RETRIED, State.UNKNOWN]
    assert control.retry(office.database, mailing_id, office.clock, batch_size=9) == 0
    assert (
        control.retry(office.database, mailing_id, office.clock, states=states, batch_size=9) == 1
    )
    office.run()
    assert office.counts(mailing_id) == {"accepted": 1}


@pytest.mark.parametrize("fate", [Fate.DELIVERED, Fate.NOT_FOUND, Fate.FAILED])
def test_late_news_of_the_first_try_does_not_touch_the_second(office, fate):
    office.people(1)
    office.post.script.append(ConnectionResetError())
    office.post.reports = {}
    mailing_id = office.release()
    office.run()
    with office.database.write() as c:
        status.hasten(c, office.clock.now())
    accounts = Interrupted(office, mailing_id)
    # The question is under way when the person orders a repetition, which goes at once.
    accounts.fate = fate
    polling.poll(office.database, accounts, office.clock)
    assert accounts.asked == 1
    assert office.counts(mailing_id) == {"accepted": 1}
    assert len(office.post.took) == 1


class Interrupted:
    """The office's accounts; while the provider is asked, the mailing is repeated and sent."""

    def __init__(self, office, mailing_id):
        self.office, self.mailing_id = office, mailing_id
        self.fate = Fate.DELIVERED
        self.asked = 0

    def names(self, channel_id):
        return self.office.accounts.names(channel_id)

    def open(self, channel_id, name):
        return replace(self.office.accounts.open(channel_id, name), connect=self._connect)

    @contextmanager
    def _connect(self):
        yield self

    def send(self, _message):
        raise AssertionError("only asked")

    def poll_status(self, pending):
        office = self.office
        self.asked += len(pending)
        states = [State.UNKNOWN]
        control.retry(office.database, self.mailing_id, office.clock, states=states, batch_size=1)
        office.run()
        return [StatusReport(one.key, self.fate) for one in pending]


def test_a_stopped_mailing_is_repeated_without_its_cancelled_rest(office):
    office.people(5)
    office.accounts.known["main"] = replace(office.accounts.known["main"], connections=1)
    mailing_id = office.release()

    def refuse_and_stop(_message):
        control.stop(office.database, mailing_id, office.clock)
        raise Refused(Reason.SPAM)

    office.post.on_send = refuse_and_stop
    office.run()
    assert office.counts(mailing_id) == {"failed": 1, "cancelled": 4}
    office.post.on_send = lambda _m: None
    assert control.retry(office.database, mailing_id, office.clock, batch_size=9) == 1
    office.run()
    assert office.counts(mailing_id) == {"accepted": 1, "cancelled": 4}


def test_a_paused_mailing_must_be_resumed_before_anybody_is_repeated(office):
    office.people(5)
    mailing_id = office.release()
    with office.database.write() as c:
        c.execute("UPDATE delivery SET state='failed' WHERE id=1")
    control.pause(office.database, mailing_id)
    with pytest.raises(InputError, match="Paused"):
        control.retry(office.database, mailing_id, office.clock, batch_size=9)
    assert office.counts(mailing_id) == {"failed": 1, "queued": 4}
    assert office.mailing(mailing_id).state == "paused"
