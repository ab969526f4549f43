"""One office, two processes that would send: one does, the other looks on, and takes over."""

import os
import pty
import signal
import time
from contextlib import suppress

import pytest

pytestmark = pytest.mark.slow  # starts several programs


@pytest.fixture
def terminal():
    """A terminal, and a function that reads what was shown on it so far."""
    ours, theirs = pty.openpty()
    os.set_blocking(ours, False)
    shown = bytearray()

    def read():
        with suppress(BlockingIOError):
            shown.extend(os.read(ours, 65536))
        return shown.decode("utf-8", "replace")

    yield theirs, read
    os.close(ours)
    os.close(theirs)


def freeze(here, process):
    """Stop it, but not in the middle of a commit: that keeps everybody out of the database."""
    while True:
        process.send_signal(signal.SIGSTOP)
        _pid, status = os.waitpid(process.pid, os.WUNTRACED)
        assert os.WIFSTOPPED(status)
        time.sleep(0.3)  # what was on its way to the provider arrives
        if not here.locked():
            return
        process.send_signal(signal.SIGCONT)


def test_the_second_shows_progress_and_takes_over_when_the_first_is_killed(office, terminal):
    here = office("email", people=1000, connections=4)
    screen, read = terminal
    first = here.send()
    here.hit(first, 1)
    second = here.resume(stderr=screen)
    here.until(lambda: "Depesha is already sending" in read(), "what the second says")
    here.until(lambda: f"/{here.people} " in read(), "its progress")
    assert here.kill(first)
    in_flight = here.check()
    result, _said = here.end(second, codes=(0, 1))
    assert here.check_end() == in_flight
    assert result["totals"]["unknown"] == len(in_flight)


def test_both_end_when_the_first_has_sent_all(office):
    here = office("sms", people=500)
    first = here.send()
    here.hit(first, 1)
    second = here.resume()
    result, _said = here.end(first)
    assert result["totals"]["accepted"] == here.people
    same, said = here.end(second)
    assert same["totals"] == result["totals"]
    assert "already sending" in said
    assert here.check_end() == set()


def test_who_looks_on_can_be_ended(office):
    here = office("telegram", people=500)
    first = here.send()
    here.hit(first, 1)
    freeze(here, first)
    second = here.resume()
    assert "already sending" in second.stderr.readline()
    second.send_signal(signal.SIGINT)
    result, _said = here.end(second, codes=(1,))
    assert result["state"] == "running"
    assert here.check() is not None


def test_a_sender_that_was_frozen_for_a_while_goes_on_as_if_nothing_had_been(office, rng):
    here = office("email", people=1000, connections=4)
    first = here.send()
    here.hit(first, rng.randint(1, here.people // 2))
    freeze(here, first)
    took = here.provider.count()
    second = here.resume()
    assert "already sending" in second.stderr.readline(), "a frozen process keeps its lock"
    time.sleep(2)  # it looks twice
    assert here.provider.count() == took
    first.send_signal(signal.SIGCONT)
    for process in (first, second):
        here.end(process)
    assert here.check_end() == set()
