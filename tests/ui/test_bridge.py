"""Work goes down to other threads, answers and snapshots come up on Tk's own."""

import threading

import pytest

from depesha.ui.bridge import Bridge


@pytest.fixture
def failed():
    return []


@pytest.fixture
def bridge(tk_root, failed):
    made = Bridge(tk_root, failed.append, lambda: None)
    yield made
    made.close()


def test_work_is_done_elsewhere_and_answered_here(bridge, driver) -> None:
    answers = []
    bridge.run(threading.get_ident, lambda who: answers.append((who, threading.get_ident())))
    driver.until(lambda: answers)
    worker, here = answers[0]
    assert here == threading.get_ident() != worker


def test_an_error_goes_to_whoever_asked_or_to_the_window(bridge, driver, failed) -> None:
    mine = []
    bridge.run(lambda: 1 / 0, failed=mine.append)
    bridge.run(lambda: int("x"))
    driver.until(lambda: mine and failed)
    assert isinstance(mine[0], ZeroDivisionError)
    assert isinstance(failed[0], ValueError)


def test_of_a_key_only_the_newest_is_heard(bridge, driver) -> None:
    heard, gate = [], threading.Event()
    bridge.run(gate.wait, lambda _: heard.append("old"), key="search")
    bridge.run(lambda: "new", heard.append, key="search")
    driver.until(lambda: heard)
    gate.set()
    driver.until(lambda: bridge.idle)
    assert heard == ["new"]


def test_the_newest_snapshot_of_a_topic_wins_and_a_dead_widget_hears_nothing(
    bridge, driver, tk_root
) -> None:
    import tkinter as tk

    widget, heard = tk.Frame(tk_root), []
    bridge.listen("progress", widget, heard.append)
    bridge.post("progress", 1)
    bridge.post("progress", 2)
    driver.until(lambda: heard)
    widget.destroy()
    bridge.post("progress", 3)
    driver.live(0.1)
    assert heard == [2]


def test_a_listener_that_fails_does_not_stop_the_others(bridge, driver, tk_root, failed) -> None:
    heard = []
    bridge.listen("a", tk_root, lambda _value: 1 / 0)
    bridge.listen("a", tk_root, heard.append)
    bridge.post("a", "x")
    driver.until(lambda: heard)
    assert isinstance(failed[0], ZeroDivisionError)


def test_many_answers_never_hold_the_window(bridge, driver, tk_root) -> None:
    import time

    late, count = [], [0]

    def tick(planned: float) -> None:
        late.append(time.monotonic() - planned)
        tk_root.after(5, tick, time.monotonic() + 0.005)

    def slow(_result: object) -> None:
        count[0] += 1
        time.sleep(0.002)

    for _ in range(200):
        bridge.run(lambda: None, slow)
    tick(time.monotonic())
    driver.until(lambda: count[0] == 200)
    assert sorted(late)[len(late) // 2] < 0.05


def test_threads_end_with_their_own_rest(tk_root, driver) -> None:
    rested = []
    bridge = Bridge(tk_root, lambda _error: None, lambda: rested.append(threading.get_ident()))
    done = []
    bridge.run(lambda: None, done.append)
    driver.until(lambda: done)
    bridge.close()
    assert len(rested) == 1


def test_nobody_hears_of_an_errand_whose_owner_is_gone(bridge, driver, tk_root) -> None:
    import tkinter as tk

    gate, widget, heard = threading.Event(), tk.Frame(tk_root), []
    bridge.run(gate.wait, heard.append, owner=widget)
    widget.destroy()
    gate.set()
    driver.until(lambda: bridge.idle)
    assert heard == []


def test_there_is_one_timer_however_much_is_asked(bridge, driver, tk_root) -> None:
    """Also by an answer, which is given while the timer is at work."""
    before = len(tk_root.tk.splitlist(tk_root.tk.call("after", "info")))
    answers = []

    def ask(left: int) -> None:
        answers.append(left)
        for _ in range(3 if left else 0):
            bridge.run(int, lambda _zero: ask(left - 1))

    ask(3)
    driver.until(lambda: len(answers) == 1 + 3 + 9 + 27 and bridge.idle)
    assert len(tk_root.tk.splitlist(tk_root.tk.call("after", "info"))) == before
    assert bridge._pause in {1, 2, 4, 8, 40}


def test_who_rests_looks_seldom_and_who_waits_looks_soon(bridge, driver) -> None:
    gate = threading.Event()
    driver.until(lambda: bridge._pause == 40)
    bridge.run(gate.wait)
    assert bridge._pause == 1
    driver.until(lambda: bridge._pause == 8)
    gate.set()
    driver.until(lambda: bridge._pause == 40)
