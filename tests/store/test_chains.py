"""One message per person: who goes first, who takes the turn, and when the rest is let go."""

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from depesha.domain.people import Contact
from depesha.domain.states import State
from depesha.store import chains, contacts, journal, ledger, mailings, suppressions
from depesha.store.database import Connection
from depesha.store.mailings import Mailing, Planned

NOW = 1000.0
CHANNELS = ("email", "telegram", "sms")
UNDER_WAY = {"queued", "sending", "waiting", "accepted", "delivered", "read", "unknown"}


class Ways:
    """A chain over three channels."""

    def __init__(self, c: Connection) -> None:
        self.c = c
        self.mailings: list[int] = []
        self.people: list[int] = []

    def plan(
        self, *ways: str, wishes: Mapping[int, tuple[str, ...]] | None = None, reserve: bool = True
    ) -> None:
        """A person for each of `ways`, which names the channels that reach him by their first
        letters; `wishes` are the own orders of some."""
        self.people = [
            contacts.insert(
                self.c, Contact(name=f"n{n}", preferred_channels=(wishes or {}).get(n, ()))
            )
            for n in range(len(ways))
        ]
        for channel in CHANNELS:
            draft = Mailing(key=channel, channel=channel, title="T", body="B",
                            created_at=NOW, start_at=NOW)  # fmt: skip
            number = mailings.insert(self.c, draft)
            self.mailings.append(number)
            planned = [
                Planned(person_kind="contact", person_id=one, code=one, name="n",
                        address=f"{channel}{one}", data="{}",
                        reason="" if channel[0] in way else "no_address")
                for one, way in zip(self.people, ways, strict=True)
            ]  # fmt: skip
            mailings.add(self.c, number, 2, planned, NOW)
        chains.join(self.c, self.mailings, "k", preferred=wishes is not None, reserve=reserve)
        for number in self.mailings:
            mailings.release(self.c, number, NOW)

    def states(self, person: int = 0) -> list[str]:
        rows = self.c.execute(
            "SELECT state FROM delivery WHERE person_id = ? ORDER BY mailing_id",
            (self.people[person],),
        )
        return [row[0] for row in rows]

    def becomes(self, channel: str, state: str, person: int = 0, at: float = NOW) -> None:
        self.c.execute(
            "UPDATE delivery SET state = ?, updated_at = ? WHERE mailing_id = ? AND person_id = ?",
            (state, at, self.mailings[CHANNELS.index(channel)], self.people[person]),
        )

    def tend(self, at: float) -> None:
        for number in self.mailings:  # what the sessions do with batches that are through
            for (batch,) in self.c.execute(
                "SELECT id FROM batch WHERE mailing_id = ?", (number,)
            ).fetchall():
                ledger.give_back(self.c, ledger.Batch(batch, number), at)
        chains.tend(self.c, at)

    def mailing_states(self) -> list[str]:
        return [mailings.get(self.c, one).state for one in self.mailings]


@pytest.fixture
def ways(c):
    return Ways(c)


def test_the_first_that_can_goes_and_the_others_wait(ways) -> None:
    ways.plan("ets", "ts", "s", "")
    assert ways.states(0) == ["queued", "reserved", "reserved"]
    assert ways.states(1) == ["skipped", "queued", "reserved"]
    assert ways.states(2) == ["skipped", "skipped", "queued"]
    assert ways.states(3) == ["skipped", "skipped", "skipped"]
    assert sum(ways.states(person).count("queued") for person in range(4)) == 3


def test_the_person_s_own_order_comes_first(ways) -> None:
    ways.plan("ets", "es", "ets", wishes={0: ("sms", "viber"), 1: ("telegram", "sms")})
    assert ways.states(0) == ["reserved", "reserved", "queued"]
    assert ways.states(1) == ["reserved", "skipped", "queued"]
    assert ways.states(2) == ["queued", "reserved", "reserved"]


def test_without_a_reserve_the_others_are_left_out(ways) -> None:
    ways.plan("es", "s", reserve=False)
    assert ways.states(0) == ["queued", "skipped", "spared"]
    assert ways.states(1) == ["skipped", "skipped", "queued"]
    sms = list(journal.entries(ways.c, journal.Filter(channel="sms")))
    assert sorted(one.reason for one in sms) == ["", "other_channel"]


@pytest.mark.parametrize("bad", ["failed", "bounced", "expired"])
def test_whom_one_fails_for_the_next_one_tries(ways, bad) -> None:
    ways.plan("ets")
    ways.becomes("email", bad)
    assert ways.states() == [bad, "queued", "reserved"]
    ways.becomes("telegram", "failed")
    assert ways.states() == [bad, "failed", "queued"]
    found = []
    while batch := ledger.claim(ways.c, "sms", ("main", ""), NOW):
        found += [row.address for row in ledger.queued(ways.c, batch.id, NOW)]
    assert found == [f"sms{ways.people[0]}"]


def test_an_address_that_is_closed_before_its_turn_is_passed_over(ways) -> None:
    ways.plan("ets", "ets")
    for channel, person in (("email", 0), ("telegram", 1)):
        address = f"{channel}{ways.people[person]}"
        closed = suppressions.Suppression(channel, address, "opted_out", NOW, "a person")
        suppressions.add(ways.c, closed)
    assert ways.states(0) == ["skipped", "queued", "reserved"]
    assert ways.states(1) == ["queued", "skipped", "reserved"]
    ways.becomes("email", "failed", 1)
    assert ways.states(1) == ["failed", "skipped", "queued"]


@pytest.mark.parametrize("good", ["delivered", "read"])
def test_what_has_arrived_lets_the_others_go(ways, good) -> None:
    ways.plan("ets")
    ways.becomes("email", "accepted")
    assert ways.states() == ["accepted", "reserved", "reserved"]
    ways.becomes("email", good)
    assert ways.states() == [good, "spared", "spared"]
    reserve = list(journal.entries(ways.c, journal.Filter(channel="sms")))
    assert [one.reason for one in reserve] == ["reached"]


def test_what_is_unknown_sends_nothing_more(ways) -> None:
    ways.plan("es")
    ways.becomes("email", "unknown")
    ways.tend(NOW + 10 * chains.PATIENCE)
    assert ways.states() == ["unknown", "skipped", "reserved"]
    ways.becomes("email", "failed")
    assert ways.states() == ["failed", "skipped", "queued"]


def test_what_was_accepted_has_arrived_after_a_day(ways) -> None:
    ways.plan("es", "es")
    ways.becomes("email", "accepted", 0)
    ways.becomes("email", "accepted", 1, at=NOW + 60)
    ways.tend(NOW + chains.PATIENCE)
    assert ways.states(0) == ["accepted", "skipped", "spared"]
    assert ways.states(1) == ["accepted", "skipped", "reserved"]
    assert ways.mailing_states() == ["done", "done", "running"]
    # A late return still finds the one that is kept.
    ways.becomes("email", "bounced", 1)
    assert ways.states(1) == ["bounced", "skipped", "queued"]
    ways.becomes("sms", "accepted", 1)
    ways.tend(NOW + chains.PATIENCE)
    assert ways.mailing_states() == ["done", "done", "done"]


def test_a_mailing_that_is_stopped_takes_its_people_s_reserve_along(ways) -> None:
    ways.plan("ets", "s")
    mailings.cancel_rest(ways.c, ways.mailings[0], NOW)
    assert ways.states(0) == ["cancelled", "cancelled", "cancelled"]
    assert ways.states(1) == ["skipped", "skipped", "queued"]


def test_a_reserve_that_is_stopped_is_passed_over(ways) -> None:
    ways.plan("ets")
    mailings.cancel_rest(ways.c, ways.mailings[1], NOW)
    assert ways.states() == ["queued", "cancelled", "reserved"]
    ways.becomes("email", "failed")
    assert ways.states() == ["failed", "cancelled", "queued"]


def test_whom_another_channel_reaches_is_not_written_to_again(ways) -> None:
    ways.plan("es", "e")
    for person in (0, 1):
        ways.becomes("email", "failed", person)
    ways.becomes("sms", "accepted")
    mailing = mailings.get(ways.c, ways.mailings[0])
    assert mailings.requeue(ways.c, mailing, [State.FAILED], 10, NOW) == 1
    assert ways.states(1)[0] == "queued"


def test_mailings_that_stand_alone_are_not_touched(ways) -> None:
    chains.tend(ways.c, NOW)
    assert chains.waiting(ways.c) == []


@settings(max_examples=60)
@given(
    ways_of=st.lists(st.sampled_from(["ets", "et", "es", "ts", "s", ""]), min_size=1, max_size=3),
    steps=st.lists(
        st.tuples(st.integers(0, 2), st.sampled_from(CHANNELS), st.sampled_from(list(State))),
        max_size=12,
    ),
)
def test_whatever_happens_at_most_one_way_is_open(new_c, ways_of, steps) -> None:
    """As providers may answer: a way changes only after it was sent, and never back into line."""
    ways = Ways(new_c())
    ways.plan(*ways_of)
    answers = {"accepted", "delivered", "read", "failed", "bounced", "expired", "unknown"}
    try:
        for person, channel, state in steps:
            if person >= len(ways_of) or state not in answers:
                continue
            now = ways.states(person)[CHANNELS.index(channel)]
            if now in {"queued", "accepted", "unknown"}:
                ways.becomes(channel, state, person)
            states = ways.states(person)
            assert sum(one in UNDER_WAY for one in states) <= 1, states
            assert "reserved" not in states or any(one in UNDER_WAY for one in states), states
    finally:
        ways.c.close()
