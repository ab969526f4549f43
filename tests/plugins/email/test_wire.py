"""Lines, answers, and servers that do not keep to them."""

import base64
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from depesha_email.waiting import finish
from depesha_email.wire import Answer, ClosedError, GarbageError, Wire


@pytest.fixture
def wired(talker: Callable[..., Any]) -> Iterator[Callable[..., Wire]]:
    """A wire to a server that says these things."""
    opened: list[Wire] = []

    def connect(*says: bytes, timeout: float = 5.0, secrets: tuple[str, ...] = ()) -> Wire:
        server = talker(*says)
        opened.append(Wire(server.host, server.port, timeout, secrets))
        return opened[-1]

    yield connect
    for wire in opened:
        wire.close()


@pytest.mark.parametrize(
    ("said", "code", "status", "text"),
    [
        (b"250 Ok\r\n", 250, "", "Ok"),
        (b"250\r\n", 250, "", ""),
        (b"250 Ok\n", 250, "", "Ok"),
        (b"550 5.1.1 No such user\r\n", 550, "5.1.1", "No such user"),
        (b"550-5.4.5 Daily\r\n550 5.4.5 limit\r\n", 550, "5.4.5", "Daily limit"),
        ("554 Отказано\r\n".encode(), 554, "", "Отказано"),
        (b"554 \xcf\xee\xf7\xf2\xe0\x00\x1b[0m\r\n", 554, "", "����� [0m"),
        (b"421 " + b"x" * 5000 + b"\r\n", 421, "", "x" * 500),
    ],
)
def test_answers_are_read(
    wired: Callable[..., Wire], said: bytes, code: int, status: str, text: str
) -> None:
    assert wired(said).read() == Answer(code, status, text)


@pytest.mark.parametrize(
    "said",
    [
        b"HTTP/1.1 400 Bad Request\r\n\r\n",
        b"<html>\r\n",
        b"\xff\xfe\r\n",
        b"25\r\n",
        b"250_Ok\r\n",
        b"999 what\r\n",
        b"250-Ok\r\nno code\r\n",
        b"\r\n",
        b"250 without an end",
        b"x" * 200_000,
        b"250-again\r\n" * 20_000,
    ],
)
def test_what_is_no_answer_is_told_apart(wired: Callable[..., Wire], said: bytes) -> None:
    with pytest.raises(GarbageError) as caught:
        wired(said).command(b"NOOP")
    assert len(str(caught.value)) <= 2000


def test_a_server_that_hangs_up_is_told_apart(wired: Callable[..., Wire]) -> None:
    wire = wired(b"220 hello\r\n")
    wire.read()
    wire.write(b"NOOP\r\n")
    with pytest.raises(ClosedError):
        wire.read()


def test_waiting_has_an_end_and_the_patience_counts(wired: Callable[..., Wire]) -> None:
    wire = wired(b"220 hello\r\n", timeout=0.05)
    wire.read()
    with pytest.raises(TimeoutError):
        wire.read()
    began = time.monotonic()
    with pytest.raises(TimeoutError):
        finish(wire.reading(4))
    assert time.monotonic() - began > 0.15


def test_features_and_name_come_from_ehlo(wired: Callable[..., Wire]) -> None:
    wire = wired(
        b"250-mx.example.org hello\r\n250-size 1000\r\n250-AUTH PLAIN LOGIN\r\n250 8BITMIME\r\n"
    )
    assert wire.hello().good
    assert wire.name == "mx.example.org"
    assert wire.features == {"SIZE": "1000", "AUTH": "PLAIN LOGIN", "8BITMIME": ""}


def test_a_refused_ehlo_announces_nothing(wired: Callable[..., Wire]) -> None:
    wire = wired(b"550-go\r\n550 away\r\n")
    assert wire.hello() == Answer(550, "", "go away")
    assert wire.features == {}


def test_an_idle_connection_is_seen_to_be_alive_or_broken(wired: Callable[..., Wire]) -> None:
    wire = wired(b"220 hello\r\n", b"250 Ok\r\n421 I close\r\n")
    wire.read()
    assert not wire.broken
    assert wire.command(b"NOOP").good
    assert wire.broken, "the 421 that nobody asked for lies in the buffer"


def test_a_connection_that_the_server_closed_is_broken(wired: Callable[..., Wire]) -> None:
    wire = wired(b"220 hello\r\n")
    wire.read()
    wire.write(b"x")
    with pytest.raises(ClosedError):
        wire.read()
    assert wire.broken


def test_answers_sent_ahead_of_tls_are_refused(wired: Callable[..., Wire]) -> None:
    wire = wired(b"220 go ahead\r\n250-injected\r\n")
    wire.read()
    with pytest.raises(GarbageError):
        wire.secure(None, "x")  # type: ignore[arg-type]  # not reached


@pytest.mark.parametrize("secret", ["correct horse", "пароль-41!", "a+b/c=="])
def test_a_secret_that_the_server_echoes_is_hidden(wired: Callable[..., Wire], secret: str) -> None:
    plain = base64.b64encode(b"\0office\0" + secret.encode()).decode()
    alone = base64.b64encode(secret.encode()).decode()
    said = f"535 wrong: {secret} {alone} {plain}\r\n".encode()
    shown = str(wired(said, secrets=(secret,)).read())
    assert secret not in shown
    assert alone.rstrip("=")[:-1] not in shown
    assert shown.count("•••") == 3


def test_an_empty_secret_hides_nothing(wired: Callable[..., Wire]) -> None:
    assert wired(b"250 all of this\r\n", secrets=("",)).read().text == "all of this"


def test_goodbye_does_not_mind_what_happens(wired: Callable[..., Wire]) -> None:
    wired(b"").quit()
    wired(b"220 x\r\n", timeout=0.05).quit()
