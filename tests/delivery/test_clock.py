"""Waiting that can be cut short, also from a signal handler."""

import signal
import threading

from depesha.delivery.clock import Clock, Flag


def test_a_flag_goes_up_and_down():
    flag = Flag()
    assert not flag.is_set()
    assert not flag.wait(0)
    flag.set()
    assert flag.is_set()
    assert flag.wait(60), "who comes late does not wait"
    flag.clear()
    assert not flag.wait(0)


def test_raising_it_wakes_who_waits():
    flag = Flag()
    woken = []
    thread = threading.Thread(target=lambda: woken.append(Clock().wait(flag, 60)))
    thread.start()
    flag.set()
    thread.join(10)
    assert woken == [True]


def test_a_signal_handler_may_raise_it_whatever_it_interrupts():
    flag = Flag()
    old = signal.signal(signal.SIGINT, lambda *_args: flag.set())
    try:
        with flag._changed:  # as inside wait(): with threading.Event this would hang for ever
            signal.raise_signal(signal.SIGINT)
    finally:
        signal.signal(signal.SIGINT, old)
    assert flag.is_set()


def test_a_moment_in_the_past_is_not_waited_for():
    assert not Clock().wait(Flag(), -5.0)


def test_moments_are_shown_on_the_offices_wall_clock():
    assert f"{Clock('Europe/Moscow').local(0):%d.%m.%Y %H:%M %z}" == "01.01.1970 03:00 +0300"
    clock = Clock()
    assert clock.local(clock.now()).utcoffset() is not None
