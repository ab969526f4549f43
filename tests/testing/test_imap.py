"""The played IMAP server, read by the library that reads real ones."""

import ssl
from collections.abc import Iterator

import pytest
from imap_tools import MailBox, MailBoxStartTls, MailBoxUnencrypted
from imap_tools.errors import MailboxLoginError

from depesha.testing.imap import Folder, ImapFeatures, ImapServer

RAW = "Subject: =?utf-8?B?0J/RgNC40LLQtdGC?=\r\nFrom: a@b.ru\r\n\r\nтекст\r\n".encode()


@pytest.fixture
def imap() -> Iterator[ImapServer]:
    with ImapServer() as server:
        yield server


def _open(imap: ImapServer) -> MailBox:
    trust = ssl.create_default_context(cafile=imap.ca)
    return MailBox(imap.host, imap.port, timeout=5, ssl_context=trust)


def test_letters_are_read_and_nothing_is_marked(imap: ImapServer) -> None:
    for _letter in range(3):
        imap.deliver(RAW)
    with _open(imap).login("office", "right", None) as box:
        box.folder.set("INBOX", readonly=True)
        assert box.uids("UID 2:*") == ["2", "3"]
        assert box.uids("UID 9:*") == ["3"], "as real servers do"
        found = list(box.fetch("UID 2:*", mark_seen=False, headers_only=True, bulk=50))
        assert [(one.uid, one.subject) for one in found] == [("2", "Привет"), ("3", "Привет")]
        (one,) = box.fetch("UID 1", mark_seen=False)
        assert one.text == "текст\r\n"
        _status, parts = box.client.uid("fetch", "1", "(BODY.PEEK[]<0.8>)")
        assert parts[0][1] == RAW[:8]
    assert not imap.folder("INBOX").letters[0].flags
    assert imap.changed == []


def test_who_does_mark_is_seen_doing_it(imap: ImapServer) -> None:
    imap.deliver(RAW)
    with _open(imap).login("office", "right") as box:
        list(box.fetch())
    assert imap.folder("INBOX").letters[0].flags == {"\\Seen"}


def test_special_folders_and_appending(imap: ImapServer) -> None:
    with _open(imap).login("office", "right", None) as box:
        names = {one.name: one.flags for one in box.folder.list()}
        assert "\\Sent" in names["Отправленные"]
        box.append(RAW, "Отправленные", flag_set=["\\Seen"])
    (letter,) = imap.folder("Отправленные").letters
    assert (letter.raw, letter.flags) == (RAW, {"\\Seen"})
    assert len(imap.changed) == 1


@pytest.mark.parametrize(("tls", "kind"), [("starttls", MailBoxStartTls), ("none", None)])
def test_other_ways_in(tls, kind) -> None:
    with ImapServer(tls=tls, password="пароль", folders=(Folder("INBOX"),)) as imap:
        if kind is None:
            box = MailBoxUnencrypted(imap.host, imap.port, timeout=5)
        else:
            trust = ssl.create_default_context(cafile=imap.ca)
            box = kind(imap.host, imap.port, timeout=5, ssl_context=trust)
        with box.login_utf8("office", "пароль"):
            pass
        assert "пароль" not in str(imap.commands)


def test_logins_are_checked() -> None:
    features = ImapFeatures(login="office", bearer=lambda token: token == "good")
    with ImapServer(features) as imap:
        with _open(imap).xoauth2("office", "good"):
            pass
        for login in (
            lambda box: box.xoauth2("office", "bad"),
            lambda box: box.login("office", "wrong"),
            lambda box: box.login("other", "right"),
        ):
            box = _open(imap)
            with pytest.raises(Exception, match="AUTHENTICATIONFAILED") as caught:
                login(box)
            assert isinstance(caught.value, MailboxLoginError | box.client.error)
            box.logout()


def test_it_fails_as_told(imap: ImapServer) -> None:
    with _open(imap).login("office", "right", None) as box:
        imap.spoil("EXAMINE", "TAG NO busy")
        with pytest.raises(Exception, match="busy"):
            box.folder.set("INBOX", readonly=True)
    box = _open(imap)
    imap.spoil("LOGIN")
    with pytest.raises((OSError, box.client.abort)):
        box.login("office", "right")
    box.client.shutdown()
