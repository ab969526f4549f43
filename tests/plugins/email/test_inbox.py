"""Looking into the INBOX: everything once, nothing changed, whatever the server does between."""

import logging
from collections.abc import Callable
from typing import Any

import pytest

from depesha.api import NotNow
from depesha.testing.imap import ImapServer
from depesha_email import inbox as module
from depesha_email.inbox import Look, Place, look
from depesha_email.sorting import Reply

Make = Callable[..., Any]
LOG = logging.getLogger("depesha.email")


def _letter(number: int, more: str = "") -> bytes:
    return (
        f"From: anna@example.org\nMessage-ID: <{number}@example.org>\n"
        f"In-Reply-To: <k-{number}@firma.example>\nSubject: Re: Order\n{more}\nyes {number}\n"
    ).encode()


def _keys(found: Look) -> list[str]:
    return [one.key for _uid, one in found.found]


def test_everything_once_and_nothing_is_touched(imap: ImapServer, mailbox_at: Make) -> None:
    account = mailbox_at(imap)
    first = look(account, None, Place(), LOG)
    assert first == Look((), Place(1, 0), more=False)
    for number in range(1, 4):
        imap.deliver(_letter(number))
    imap.deliver(b"From: friend@example.org\nSubject: lunch\n\nsecret\n")
    second = look(account, None, first.place, LOG)
    assert _keys(second) == ["k-1", "k-2", "k-3"]
    uid, one = second.found[0]
    assert isinstance(one, Reply)
    assert (uid, one.text) == (1, "yes 1")
    again = look(account, None, second.place, LOG)
    assert again == Look((), second.place, more=False)
    assert imap.changed == []
    assert not any(letter.flags for letter in imap.folder("INBOX").letters)
    fetched = [one for one in imap.commands if one.startswith("UID FETCH") and "HEADER" not in one]
    assert len(fetched) == 3, "bodies of replies alone"
    assert not [one for one in imap.commands if one.startswith("SELECT")]


def test_a_full_mailbox_is_read_in_pieces(
    imap: ImapServer, mailbox_at: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_AT_ONCE", 5)
    monkeypatch.setattr(module, "_HEADS", 2)
    for number in range(1, 14):
        imap.deliver(_letter(number))
    account = mailbox_at(imap)
    place, seen, more = Place(1, 0), [], True
    while more:
        found = look(account, None, place, LOG)
        place, more = found.place, found.more
        seen += _keys(found)
    assert seen == [f"k-{number}" for number in range(1, 14)]
    # The first look of all goes back a little: letters may have come back before it.
    assert _keys(look(account, None, Place(), LOG)) == [f"k-{n}" for n in range(9, 14)]


def test_a_restored_mailbox_is_read_anew(imap: ImapServer, mailbox_at: Make) -> None:
    account = mailbox_at(imap)
    for number in range(1, 4):
        imap.deliver(_letter(number))
    found = look(account, None, Place(), LOG)
    del imap.folder("INBOX").letters[0]
    imap.folder("INBOX").renumber()
    found = look(account, None, found.place, LOG)
    assert _keys(found) == ["k-2", "k-3"]
    assert found.place == Place(2, 2)


def test_a_line_that_breaks_loses_nothing(imap: ImapServer, mailbox_at: Make) -> None:
    imap.deliver(_letter(1))
    for command in ("UID SEARCH", "UID FETCH"):
        imap.spoil(command)
        with pytest.raises(NotNow):
            look(mailbox_at(imap), None, Place(), LOG)
    assert _keys(look(mailbox_at(imap), None, Place(), LOG)) == ["k-1"]


def test_large_letters_are_not_fetched_whole(imap: ImapServer, mailbox_at: Make) -> None:
    imap.deliver(_letter(1) + b"> x\n" + b"attachment " * 1_000_000)
    ((_uid, found),) = look(mailbox_at(imap), None, Place(), LOG).found
    assert isinstance(found, Reply)
    assert found.text == "yes 1"
    assert imap.commands[-2].endswith("(BODY.PEEK[]<0.300000>)")


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\xff\xfe\x00\x01",
        b"From: \xff\nIn-Reply-To: <k-1@firma.example>\nSubject: =?utf-8?Q?=FF?=\n\n\xff",
        b"In-Reply-To: <k-1@firma.example>\nContent-Type: text/plain; charset=\xff\n\nx",
        b"In-Reply-To: <k-1@firma.example>\nContent-Type: multipart/mixed\n\nx",
        b"Content-Type: multipart/report; report-type=delivery-status\n\n<k-1@firma.example>",
        b"From: mailer-daemon\nX-Failed-Recipients: \xff\n\n<k-1@firma.example> 550 \xff",
        b"Subject: " + b"a" * 100_000 + b"\n\n",
        b"a" * 100_000,
        b"In-Reply-To: <k-1@firma.example>\n"
        + b"".join(b"Content-Type: multipart/mixed; boundary=%d\n\n--%d\n" % (n, n)
                   for n in range(3000)),
    ],
)  # fmt: skip
def test_a_damaged_letter_hides_no_other(imap: ImapServer, mailbox_at: Make, raw: bytes) -> None:
    imap.deliver(raw)
    imap.deliver(_letter(2))
    found = look(mailbox_at(imap), None, Place(), LOG)
    assert _keys(found)[-1] == "k-2"
    assert found.place == Place(1, 2)


def test_a_place_is_remembered_as_text() -> None:
    assert Place.parse(str(Place(1695373012, 4711))) == Place(1695373012, 4711)
    for bad in ("", "x", "1", "1.", ".1", "-1.2", "1.2.3"):
        assert Place.parse(bad) == Place()
