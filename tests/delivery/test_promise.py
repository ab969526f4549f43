"""The promise of the whole: nothing lost, nothing twice, unknown only where nobody can know.

A provider that answers at random remembers what it really took. Engines are stopped, fail in the
middle of their commits and are started again; mailings are paused, stopped and repeated while they
go. In the end each person is in exactly one state, and it is the one the provider remembers.
"""

import random
import threading
from collections import defaultdict
from contextlib import contextmanager, suppress
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from depesha.api import AccountBroken, NotNow, Reason, Receipt, Refused, Scope
from depesha.delivery import control
from depesha.delivery.keys import message_key
from depesha.domain.errors import InputError
from depesha.domain.states import State

PEOPLE = 24
ODDS = {
    "yes": 60,
    "no": 8,
    "later": 8,
    "all later": 3,
    "broken": 1,
    "lost": 4,
    "taken and lost": 4,
    "nonsense": 2,
    "exit": 2,
}
AMBIGUOUS = {"lost", "taken and lost", "nonsense", "exit"}


class DiskFull(Exception):
    """Commits fail from here on."""


class Provider:
    """Answers at random; knows for each key what it took and what it said last."""

    def __init__(self, dice: random.Random) -> None:
        self.dice = dice
        self.lock = threading.Lock()
        self.taken: dict[str, int] = defaultdict(int)
        self.said: dict[str, str] = {}
        self.calls = 0

    def answer(self, message):
        with self.lock:
            (kind,) = self.dice.choices(list(ODDS), list(ODDS.values()))
            self.calls += 1
            self.said[message.key] = kind
            if kind in {"yes", "taken and lost", "nonsense"}:
                self.taken[message.key] += 1
        return getattr(self, "_" + kind.replace(" ", "_"))()

    def lose_all(self, messages, *, taken):
        with self.lock:
            for message in messages:
                self.calls += 1
                self.said[message.key] = "taken and lost" if taken else "lost"
                self.taken[message.key] += taken

    def _yes(self):
        return Receipt("id")

    def _no(self):
        raise Refused(Reason.ADDRESS_REJECTED, "550")

    def _later(self):
        raise NotNow(Reason.GREYLISTED, "451", after=0.001)

    def _all_later(self):
        raise NotNow(Reason.THROTTLED, "429", after=0.001, scope=Scope.ACCOUNT)

    def _broken(self):
        raise AccountBroken(Reason.LOGIN, "535")

    def _lost(self):
        raise ConnectionResetError("before the data")

    def _taken_and_lost(self):
        raise ConnectionResetError("after the data")

    def _nonsense(self):
        return None

    def _exit(self):
        raise SystemExit(1)


class Story:
    """One office's bad day, from planning to the last word."""

    def __init__(self, office, seed: int) -> None:
        self.office = office
        self.dice = random.Random(seed)
        self.provider = Provider(random.Random(seed + 1))
        office.post.take = self.take
        office.post.many = self.dice.choice((0, 0, 2, 7))
        office.post.on_request = self.take_many
        connections, names = self.dice.randint(1, 4), ["main", "second"][: self.dice.randint(1, 2)]
        main = replace(office.accounts.known["main"], connections=connections)
        office.accounts.known = dict.fromkeys(names, main)
        self.sessions = connections * len(names)
        office.people(PEOPLE)
        self.mailings = [office.release() for _n in range(self.dice.randint(1, 2))]
        self.disk_full = False
        self.disasters = 0
        self.engine = None

    def take(self, message):
        what = self.dice.random()
        if what < 0.03:
            self.engine.stop()
        elif what < 0.15:
            self.meddle()
        elif what < 0.16:
            self.disk_full = True
            self.disasters += 1
        return self.provider.answer(message)

    def take_many(self, messages):
        """Sometimes the whole answer is lost, before the messages arrived or after."""
        what = self.dice.random()
        if what < 0.1:
            taken = what < 0.05
            self.provider.lose_all(messages, taken=taken)
            raise ConnectionResetError("the answer to all of them")

    def meddle(self):
        """What a person does from another process."""
        if self.disk_full:
            return
        mailing_id = self.dice.choice(self.mailings)
        what = self.dice.choice((self.pause, self.resume, self.stop, self.retry, self.begin_anew))
        with suppress(InputError, DiskFull):
            what(mailing_id)

    def pause(self, mailing_id):
        control.pause(self.office.database, mailing_id)

    def resume(self, mailing_id):
        control.resume(self.office.database, mailing_id)

    def stop(self, mailing_id):
        control.stop(self.office.database, mailing_id, self.office.clock)

    def retry(self, mailing_id):
        states = self.dice.sample((State.FAILED, State.UNKNOWN, State.CANCELLED), 2)
        size = self.dice.randint(1, 9)
        control.retry(
            self.office.database, mailing_id, self.office.clock, states=states, batch_size=size
        )

    def begin_anew(self, mailing_id):
        self.stop(mailing_id)
        self.retry(mailing_id)

    @contextmanager
    def brittle_disk(self):
        """The database of this run; its commits fail once the disk is full."""
        whole = type(self.office.database).write

        @contextmanager
        def write(database):
            with whole(database) as c:
                yield c
                if self.disk_full:
                    raise DiskFull

        database = self.office.database
        database.write = lambda: write(database)
        try:
            yield
        finally:
            del database.write

    def live_through(self):
        for _start in range(200):
            self.engine = self.office.engine()
            with self.brittle_disk(), suppress(DiskFull):
                self.engine.run(patience=0.3)
            states = {self.office.mailing(one).state for one in self.mailings}
            if states <= {"done", "stopped"} and not self.disk_full:
                return
            self.disk_full = False
            for one in self.mailings:
                with suppress(InputError):
                    control.resume(self.office.database, one)
        raise AssertionError("this never ends")

    def check(self):
        rows = self.office.entries()
        assert len(rows) == PEOPLE * len(self.mailings), "nobody is lost"
        tried = self.office.database.reader.execute("SELECT count(*) FROM attempt").fetchone()[0]
        assert tried == self.provider.calls, "every try is in the history"
        assert set(self.provider.taken.values()) <= {0, 1}, "no key goes twice"
        doubts = sum(row.reason == "interrupted" for row in rows)
        together = max(1, self.office.post.many)
        at_most = self.sessions * self.disasters * together
        assert doubts <= at_most, "what was under way in each session at each disaster"
        for row in rows:
            self.check_one(row)

    def check_one(self, row):
        key = message_key(row.key, row.id, row.round)
        took, said = self.provider.taken.get(key, 0), self.provider.said.get(key, "nothing")
        # A commit that failed after the answer leaves a doubt that the provider does not have.
        interrupted = row.state == "unknown" and row.reason == "interrupted"
        expected = {
            "accepted": said == "yes",
            "failed": said in {"no", "later"} and not took,
            "unknown": said in AMBIGUOUS or interrupted,
            "cancelled": said in {"nothing", "later", "all later", "broken"} and not took,
        }
        assert expected.get(row.state), (row.state, row.reason, said, took)
        for earlier in range(row.round):
            key = message_key(row.key, row.id, earlier)
            if self.provider.taken.get(key):
                # A person ordered the repetition in spite of the doubt.
                assert self.provider.said[key] in AMBIGUOUS or self.disasters


@given(st.integers(0, 2**32))
@settings(max_examples=25)
def test_everybody_ends_in_the_state_that_the_provider_remembers(new_office, seed):
    with new_office() as office:
        story = Story(office, seed)
        story.live_through()
        story.check()
