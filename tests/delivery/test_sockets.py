"""Many sockets waited for at once: who is ready, who waited too long, who was woken."""

import socket
import threading
import time
from contextlib import suppress

import pytest

from depesha.api import Wait
from depesha.delivery.clock import Clock
from depesha.delivery.sockets import Sockets


@pytest.fixture
def sockets():
    made = Sockets(Clock())
    yield made
    made.close()


@pytest.fixture
def pairs():
    made = [socket.socketpair() for _n in range(3)]
    yield made
    for one, other in made:
        one.close()
        other.close()


def until_blocked(one, work):
    one.setblocking(False)
    with suppress(BlockingIOError):
        while True:
            work()


def test_those_are_found_that_have_something_to_read(sockets, pairs):
    for name, (here, _there) in zip("abc", pairs, strict=True):
        sockets.add(name, Wait(here.fileno(), 5.0))
    assert sockets.ready() == []
    pairs[1][1].send(b"x")
    assert sockets.ready() == [("b", True)]
    assert sockets.ready() == [], "who was found waits no longer"
    sockets.add("b", Wait(pairs[1][0].fileno(), 5.0))
    assert sockets.sleep() == [("b", True)], "it was not read yet"


def test_a_socket_that_takes_more_is_ready_to_write(sockets, pairs):
    here, there = pairs[0]
    until_blocked(here, lambda: here.send(b"x" * 65536))
    sockets.add("a", Wait(here.fileno(), 5.0, to_write=True))
    assert sockets.ready() == []
    until_blocked(there, lambda: there.recv(65536))
    assert sockets.sleep() == [("a", True)]


def test_who_hung_up_is_ready_so_that_it_is_noticed(sockets, pairs):
    sockets.add("a", Wait(pairs[0][0].fileno(), 5.0))
    pairs[0][1].close()
    assert sockets.sleep() == [("a", True)]


def test_who_waited_too_long_is_told_so_and_the_others_wait_on(sockets, pairs):
    sockets.add("late", Wait(pairs[0][0].fileno(), 0.05))
    sockets.add("patient", Wait(pairs[1][0].fileno(), 5.0))
    began = time.monotonic()
    assert sockets.sleep() == [("late", False)]
    assert 0.05 <= time.monotonic() - began < 2.0
    pairs[1][1].send(b"x")
    assert sockets.sleep() == [("patient", True)]


def test_what_is_ready_is_not_too_late(sockets, pairs):
    sockets.add("a", Wait(pairs[0][0].fileno(), 0.0))
    pairs[0][1].send(b"x")
    assert sockets.sleep() == [("a", True)]


def test_another_thread_ends_the_sleep(sockets, pairs):
    sockets.add("a", Wait(pairs[0][0].fileno(), 30.0))
    sockets.prepare()
    thread = threading.Timer(0.05, sockets.wake)
    thread.start()
    assert sockets.sleep() == []
    thread.join()


def test_a_call_just_before_the_sleep_is_not_missed(sockets):
    sockets.prepare()
    sockets.wake()
    assert sockets.sleep() == [], "it would never end"


def test_nobody_asleep_is_not_called(sockets):
    sockets.wake()
    sockets.prepare()
    thread = threading.Timer(0.05, sockets.wake)
    thread.start()
    began = time.monotonic()
    sockets.sleep()
    assert time.monotonic() - began >= 0.04
    thread.join()


def test_who_calls_too_late_hears_nothing(sockets):
    sockets.prepare()
    sockets.close()
    sockets.wake()
