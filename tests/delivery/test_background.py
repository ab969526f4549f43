"""One engine after another, until it is told to stop."""

import threading
import time

import pytest

from depesha.delivery import background as background_module
from depesha.delivery.background import Background
from depesha.delivery.engine import BusyError


class Played:
    """An engine that ends as it is told."""

    def __init__(self, end=None) -> None:
        self.end = end
        self.holds_lock = True
        self.stopped = threading.Event()
        self.woken = 0

    def run(self) -> None:
        if self.end is not None:
            raise self.end
        self.stopped.wait(10)

    def stop(self) -> None:
        self.stopped.set()

    def wake(self) -> None:
        self.woken += 1


@pytest.fixture(autouse=True)
def _quick(monkeypatch):
    monkeypatch.setattr(background_module, "BUSY_AGAIN", 0.01)
    monkeypatch.setattr(background_module, "FAILED_AGAIN", 0.01)


def until(true) -> None:
    end = time.monotonic() + 10
    while not true():
        assert time.monotonic() < end
        time.sleep(0.005)


def test_it_runs_wakes_and_stops() -> None:
    engine = Played()
    background = Background(lambda: engine, lambda _error: None)
    background.start()
    until(lambda: background.sends_here)
    background.wake()
    assert engine.woken == 1
    assert background.stop(5)
    assert not background.sends_here


def test_a_busy_outbox_is_waited_for_silently() -> None:
    made, failed = [], []

    def make():
        made.append(Played(BusyError("busy") if len(made) < 3 else None))
        return made[-1]

    background = Background(make, failed.append)
    background.start()
    until(lambda: len(made) == 4)
    assert background.stop(5)
    assert failed == []


def test_what_ended_an_engine_is_said_once_and_it_is_begun_anew() -> None:
    made, failed = [], []

    def make():
        made.append(Played(OSError("disk full") if len(made) < 5 else None))
        return made[-1]

    background = Background(make, failed.append)
    background.start()
    until(lambda: len(made) == 6)
    background.stop(5)
    assert [str(error) for error in failed] == ["disk full"]


def test_stopping_what_never_began_is_no_trouble() -> None:
    background = Background(Played, lambda _error: None)
    background.wake()
    assert background.stop(1)


def test_rounds_are_made_where_messages_are_sent(monkeypatch) -> None:
    monkeypatch.setattr(background_module, "ROUND", 0.01)
    rounds = []
    background = Background(Played, pytest.fail, lambda: rounds.append(1))
    background.start()
    until(lambda: len(rounds) > 2)
    assert background.stop(5)
    made = len(rounds)
    time.sleep(0.05)
    assert len(rounds) == made


def test_no_rounds_where_another_process_sends(monkeypatch) -> None:
    monkeypatch.setattr(background_module, "ROUND", 0.01)

    def busy():
        raise BusyError("busy")

    background = Background(busy, pytest.fail, lambda: pytest.fail("went round"))
    background.start()
    time.sleep(0.1)
    assert background.stop(5)


def test_a_round_that_fails_is_not_the_last(monkeypatch, caplog) -> None:
    monkeypatch.setattr(background_module, "ROUND", 0.01)
    rounds = []

    def go_round():
        rounds.append(1)
        raise ValueError("a plugin's accident")

    background = Background(Played, pytest.fail, go_round)
    background.start()
    until(lambda: len(rounds) > 2)
    assert background.stop(5)
    assert "a plugin's accident" in caplog.text
