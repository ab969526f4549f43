"""SIGKILL at random moments: nobody lost, nobody twice, and of very few nobody knows."""

import time
from pathlib import Path

import pytest

KILLS = 20
"""Per channel: 60 in all. One in four hits the start or the recovery, the rest the sending."""

pytestmark = pytest.mark.slow  # seventy starts of a program


@pytest.mark.parametrize(("channel", "connections"), [("email", 4), ("sms", 2), ("telegram", 2)])
def test_whatever_is_killed_everybody_is_accounted_for(office, rng, channel, connections):
    here = office(channel, connections=connections)
    process, lost = kill_often(here, rng)
    result, _said = here.end(process, codes=(1 if lost else 0,))
    unknown = here.check_end()
    assert unknown == lost, "exactly those in flight at a kill, each of them"
    assert result["totals"]["unknown"] == len(unknown) <= KILLS * connections
    assert result["totals"]["accepted"] == here.people - len(unknown)
    report = Path(result["report"]).read_text(encoding="utf-8-sig")
    assert [address for address in unknown if f" {address} " not in report] == []
    arrived = unknown & set(here.provider.took())
    print(f"{channel}: {len(unknown)} unknown after {KILLS} kills; {len(arrived)} had arrived")
    if channel == "sms":
        settle(here, arrived, unknown - arrived)


def kill_often(here, rng):
    """Send, kill, resume, kill … : what runs after the last kill, and who was in flight at one."""
    lost = set()
    begun = time.monotonic()
    process = here.send()
    here.hit(process, 1)
    start = time.monotonic() - begun
    for kill in range(KILLS):
        done = here.provider.count()
        if kill % 4 == 3:
            here.hit(process, done + 1, within=rng.uniform(0, start))
        else:
            # On average an even share of what is left, and never the end.
            here.hit(process, done + rng.randint(1, 2 * (here.people - done) // (KILLS - kill + 3)))
            time.sleep(rng.uniform(0, 0.004))  # any phase of a message
        assert here.kill(process), "it ended before it could be killed"
        in_flight = here.check()
        assert len(in_flight - lost) <= here.connections
        lost |= in_flight
        process = here.resume()
    return process, lost


def settle(here, arrived, missing):
    """A gateway can be asked: then nobody is unknown, and who got nothing can get it."""
    here.run("poll")
    states = here.states()
    assert {states[address] for address in arrived} <= {"accepted"}
    assert {states[address] for address in missing} <= {"failed"}
    if missing:
        here.run("retry", "1")
    assert here.check_end() == set()
    assert set(here.provider.took()) == set(states)


def test_an_office_whose_first_moments_are_cut_short_comes_into_being_later(office, rng):
    here = office("email", people=0)
    for number in range(4):
        profile = Path(f"{here.profile}-{number}")
        process = here.start("--profile", str(profile), "status")
        here.until(lambda: profile.exists() or process.poll() is not None, "a folder")  # noqa: B023
        time.sleep(rng.uniform(0, 0.05))
        here.kill(process)
        assert here.run("--profile", str(profile), "status") == []
