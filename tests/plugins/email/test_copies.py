"""Copies in the Sent folder: there after acceptance, and never in the way."""

import logging
from collections.abc import Callable
from typing import Any

import pytest

from depesha.api import Refused, Secret
from depesha.testing.imap import Folder, ImapServer
from depesha.testing.provider import Fault
from depesha.testing.smtp import SmtpProvider
from depesha_email.account import EmailAccount
from depesha_email.copies import copies

Make = Callable[..., Any]


@pytest.fixture
def saving(imap: ImapServer, smtp: SmtpProvider) -> dict[str, Any]:
    """What an account needs besides to keep copies in the mailbox; both certificates are of one
    authority."""
    return {
        "save_sent": True,
        "imap_host": imap.host,
        "imap_port": imap.port,
        "imap_login": imap.features.login,
        "imap_password": Secret(imap.features.password),
    }


def _copies(imap: ImapServer) -> list[bytes]:
    return [letter.raw for letter in imap.folder("Отправленные").letters]


def test_what_was_accepted_is_there_as_it_left(
    imap: ImapServer, smtp: SmtpProvider, session_at: Make, a_message: Make, saving: dict[str, Any]
) -> None:
    smtp.fail(Fault.REFUSE, address="gone@example.org")
    with session_at(smtp, **saving) as session:
        for number in range(12):
            session.send(a_message(key=f"k-{number}"))
            assert len(_copies(imap)) == (10 if number > 9 else 0), "in lots, between letters"
        with pytest.raises(Refused):
            session.send(a_message(address="gone@example.org"))
    assert _copies(imap) == [letter.raw for letter in smtp.received]
    assert {"\\Seen"} == set.union(*(one.flags for one in imap.folder("Отправленные").letters))
    assert not [command for command in imap.changed if not command.startswith("APPEND")]


@pytest.mark.parametrize("answer", ["", "TAG NO [OVERQUOTA] the mailbox is full", "TAG BAD what"])
def test_a_mailbox_that_fails_fails_nothing_else(
    imap: ImapServer,
    smtp: SmtpProvider,
    session_at: Make,
    a_message: Make,
    saving: dict[str, Any],
    caplog: pytest.LogCaptureFixture,
    answer: str,
) -> None:
    imap.spoil("APPEND", answer, times=99)
    with session_at(smtp, **saving) as session:
        for number in range(25):
            session.send(a_message(key=f"k-{number}"))
    assert len(smtp.received) == 25
    assert len(imap.changed) == 1, "one try for a session"
    (told,) = [record for record in caplog.records if record.levelno == logging.WARNING]
    assert "Sent folder" in told.getMessage()


def test_a_mailbox_that_is_not_there(
    smtp: SmtpProvider, session_at: Make, a_message: Make, caplog: pytest.LogCaptureFixture
) -> None:
    with session_at(smtp, save_sent=True) as session:
        session.send(a_message())
    assert len(smtp.received) == 1
    assert "mailbox server" in caplog.text


def test_a_mailbox_without_such_a_folder(
    smtp: SmtpProvider,
    session_at: Make,
    a_message: Make,
    saving: dict[str, Any],
    caplog: pytest.LogCaptureFixture,
) -> None:
    with ImapServer(login="office", folders=(Folder("INBOX"),)) as bare:
        where = {"imap_port": bare.port, "imap_password": Secret("right")}
        with session_at(smtp, **saving | where) as session:
            session.send(a_message())
        assert bare.changed == []
    assert "no such folder" in caplog.text


def test_who_keeps_them_anyway_needs_none() -> None:
    log = logging.getLogger()
    assert copies(EmailAccount(), None, log) is None
    assert copies(EmailAccount(provider="gmail", save_sent=True), None, log) is None
    assert copies(EmailAccount(provider="yandex", save_sent=True), None, log) is not None
