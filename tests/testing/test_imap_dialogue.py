"""The dialogue of the played IMAP server, word by word."""

import base64
import socket
from collections.abc import Iterator
from typing import BinaryIO

import pytest

from depesha.testing.imap import ImapServer


@pytest.fixture
def line() -> Iterator[BinaryIO]:
    with (
        ImapServer(tls="none") as imap,
        socket.create_connection((imap.host, imap.port), timeout=5) as connection,
        connection.makefile("rwb") as file,
    ):
        assert file.readline().startswith(b"* OK")
        yield file


def _ask(line: BinaryIO, *said: bytes) -> list[bytes]:
    """What comes back up to the tagged answer; each further piece after a `+`."""
    first, *more = said
    line.write(b"t " + first + b"\r\n")
    line.flush()
    answers = []
    while not (answer := line.readline()).startswith(b"t "):
        assert answer, "hung up"
        if answer.startswith(b"+"):
            line.write(more.pop(0))
            line.flush()
        answers.append(answer.rstrip())
    return [*answers, answer.rstrip()]


def test_nothing_before_the_login(line: BinaryIO) -> None:
    assert _ask(line, b'SELECT "INBOX"') == [b"t BAD log in first"]
    assert _ask(line, b"CAPABILITY")[-1].startswith(b"t OK")
    assert _ask(line, b'LOGIN office "wrong"')[-1].startswith(b"t NO [AUTHENTICATIONFAILED]")
    plain = base64.b64encode(b"\0office\0right") + b"\r\n"
    assert _ask(line, b"AUTHENTICATE PLAIN", plain)[-1] == b"t OK welcome"


def test_words_in_every_notation(line: BinaryIO) -> None:
    assert _ask(line, b"LOGIN {6}", b'office "right"\r\n')[-1].startswith(b"t NO"), "counted apart"
    assert _ask(line, b'LOGIN "office" right') == [b"t OK welcome"]
    assert _ask(line, b"DANCE") == [b"t BAD unknown command"]
    assert _ask(line, b"UID SEARCH ALL") == [b"t BAD no folder"]
    assert _ask(line, b"UID FETCH 1 (UID)") == [b"t BAD no folder"]
    assert _ask(line, b"EXAMINE Nowhere") == [b"t NO no such folder"]


def test_a_letter_goes_in_and_comes_out(line: BinaryIO) -> None:
    _ask(line, b'LOGIN "office" "right"')
    letter = b"A: b\r\n\r\ntext"
    answer = _ask(line, b"APPEND INBOX (\\Seen) {%d}" % len(letter), letter + b"\r\n")
    assert answer[-1] == b"t OK done"
    assert _ask(line, b"APPEND Nowhere {1}", b"x\r\n")[-1].startswith(b"t NO [TRYCREATE]")
    opened = _ask(line, b"EXAMINE inbox")
    assert b"* 1 EXISTS" in opened
    assert opened[-1] == b"t OK [READ-ONLY] done"
    assert _ask(line, b"UID SEARCH UID 1:*")[0] == b"* SEARCH 1"
    assert _ask(line, b"UID SEARCH FROM anna") == [b"t BAD cannot search for that"]
    found = b"\n".join(_ask(line, b"UID FETCH 1 (UID RFC822.SIZE BODY.PEEK[HEADER])"))
    assert b"UID 1 FLAGS (\\Seen) RFC822.SIZE 12 BODY[HEADER] {8}" in found
    assert _ask(line, b"LOGOUT") == [b"* BYE see you", b"t OK done"]
