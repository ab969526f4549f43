"""A whole day of an office in half a minute: 5,000 notifications over three accounts with limits
and quiet hours; a line that is down for two hours, a sign-in that runs out, a machine that sleeps
and is started anew. Nobody is lost, nobody gets it twice, and at no moment is a limit broken.
"""

import threading
from contextlib import contextmanager
from datetime import datetime, time
from time import perf_counter

import pytest

from depesha.api import AccountBroken, NotNow, Reason, Receipt, Scope, Secret
from depesha.delivery.accounts import Account
from depesha.domain.backoff import Backoff
from depesha.domain.pacing import limits_of
from depesha.domain.quiet import Quiet
from depesha.store import holds, mailings

HOUR = 3600.0
PEOPLE = 500
MAILINGS = 10
QUIET = Quiet(time(21), time(8))
LIMITS = {
    "a": {"per_minute": 10, "per_hour": 220},
    "b": {"per_hour": 300, "per_day": 2000, "connections": 2},
    "c": {"per_hour": 400, "per_day": 1500, "connections": 2},
}
SPEED = 4000.0
GLANCE = 0.05
"""Real seconds between two looks at the day."""
PATIENCE = 90.0
"""Real seconds after which the day is given up."""


class Day:
    """The office's day; hours count from its beginning at seven in the morning."""

    def __init__(self, office, clock, settings) -> None:
        self.office = office
        self.clock = clock
        clock.speed = SPEED
        begin = datetime(2026, 11, 30, 7, tzinfo=clock.local(clock.now()).tzinfo).timestamp()
        clock.turn(begin - clock.now())
        self.begin = begin
        self.taken: list[tuple[float, str, str]] = []
        self.late = 0.02
        """Real seconds by which the machine let us wait too long, at most: a turn and its line in
        the ledger may lie so far apart."""
        office.backoff = Backoff()
        accounts = office.accounts
        accounts.quiet = QUIET
        accounts.known = {
            name: settings(password=Secret("x"), **limits) for name, limits in LIMITS.items()
        }
        accounts.open = self.open

    def hour(self) -> float:
        return (self.clock.now() - self.begin) / HOUR

    def open(self, _channel, name):
        template = type(self.office.accounts).open(self.office.accounts, "post", name)
        return Account(template.channel, name, template.settings, lambda: self.session(name), QUIET)

    @contextmanager
    def session(self, name):
        self.trouble(name)
        yield Session(self, name)

    def trouble(self, name) -> None:
        """What goes wrong, and when; the provider says so before it takes anything."""
        if 3 <= self.hour() < 5:
            raise NotNow(Reason.CONNECTION, "the line is down", scope=Scope.ACCOUNT)
        if name == "b" and 7 <= self.hour() < 8:
            raise AccountBroken(Reason.LOGIN, "535 token expired")

    def engine_until(self, hour: float, *, done=lambda: False) -> None:
        """An engine that runs until that hour, or until it is told that all is done."""
        engine = self.office.engine()
        thread = threading.Thread(target=engine.run)
        thread.start()
        rest = threading.Event()
        end = perf_counter() + PATIENCE
        while self.hour() < hour and not done() and perf_counter() < end:
            begun = perf_counter()
            rest.wait(GLANCE)
            self.late = max(self.late, perf_counter() - begun - GLANCE)
        engine.stop()
        thread.join(30)
        assert not thread.is_alive()


class Session:
    def __init__(self, day: Day, name: str) -> None:
        self.day = day
        self.name = name

    def send(self, message, /):
        self.day.trouble(self.name)
        self.day.taken.append((self.day.clock.now(), self.name, message.address))
        return Receipt(provider_id=message.key)


@pytest.fixture
def day(new_office, new_clock, post):
    with new_office() as office:
        office.clock = new_clock()
        yield Day(office, office.clock, post.settings)


@pytest.mark.slow
def test_a_day_with_everything_in_it(day) -> None:
    office, c = day.office, day.office.database.reader
    office.people(PEOPLE)
    numbers = [office.release(start_at=day.begin + n * HOUR) for n in range(MAILINGS)]

    def done() -> bool:
        return all(mailings.get(c, one).state == "done" for one in numbers)

    day.engine_until(8.5)  # the line was down, and the sign-in has run out
    held = holds.get(c, "post.b")
    assert held is not None
    assert held.reason == Reason.LOGIN
    with office.database.write() as writing:
        holds.lift(writing, "post.b")  # a person signed in anew
    day.engine_until(11)
    day.clock.turn(0.5 * HOUR)  # the machine slept
    day.engine_until(72, done=done)

    assert done(), [office.counts(one) for one in numbers]
    assert [office.counts(one) for one in numbers] == [{"accepted": PEOPLE}] * MAILINGS
    assert len(day.taken) == PEOPLE * MAILINGS
    everybody = {f"a{n}@x.ru" for n in range(PEOPLE)}
    assert {address for _at, _name, address in day.taken} == everybody
    check_limits(day)
    check_quiet(day)
    down = [at for at, _name, _address in day.taken if 3 <= (at - day.begin) / HOUR < 5]
    assert down == []


def check_limits(day) -> None:
    rows = day.office.database.reader.execute(
        "SELECT account, started_at FROM attempt ORDER BY started_at"
    ).fetchall()
    slack = 2 * day.late * SPEED
    for name, settings in day.office.accounts.known.items():
        starts = [at for account, at in rows if account == f"post.{name}"]
        assert len(starts) > 100, "each carries its share"
        for limit in limits_of(settings):
            if limit.seconds < HOUR:
                continue  # at this speed a minute is shorter than what a busy machine takes
            for first, beyond in zip(starts, starts[limit.count :], strict=False):
                assert beyond - first >= limit.seconds - slack, (name, limit)


def check_quiet(day) -> None:
    rows = day.office.database.reader.execute("SELECT started_at FROM attempt").fetchall()
    for (at,) in rows:
        assert 8 <= day.clock.local(at).hour < 21 or at % HOUR < 2 * day.late * SPEED, (
            day.clock.local(at)
        )
