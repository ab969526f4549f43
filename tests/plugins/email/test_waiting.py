"""Steps taken by who has nothing else to do: sockets, calls, and what is raised on the way."""

import socket
from collections.abc import Iterator
from typing import Any

import pytest

from depesha.api import Wait
from depesha_email.waiting import finish


@pytest.fixture
def pair() -> Iterator[tuple[socket.socket, socket.socket]]:
    here, there = socket.socketpair()
    yield here, there
    here.close()
    there.close()


def test_it_waits_calls_and_returns(pair: tuple[socket.socket, socket.socket]) -> None:
    here, there = pair

    def steps() -> Any:
        yield Wait(here.fileno(), 5.0, to_write=True)
        there.send(b"x")
        yield Wait(here.fileno(), 5.0)
        return (yield lambda: here.recv(1))

    assert finish(steps()) == b"x"


def test_what_fails_is_raised_where_it_was_asked(
    pair: tuple[socket.socket, socket.socket],
) -> None:
    seen: list[type[BaseException]] = []

    def fail() -> None:
        raise ConnectionRefusedError

    def steps() -> Any:
        for asked in (Wait(pair[0].fileno(), 0.01), fail):
            try:
                yield asked
            except OSError as error:
                seen.append(type(error))
        raise LookupError

    with pytest.raises(LookupError):
        finish(steps())
    assert seen == [TimeoutError, ConnectionRefusedError]
