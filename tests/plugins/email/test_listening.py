"""The mailbox as the host listens to it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from depesha.api import AccountBroken, Context, Fate, Fated, Incoming, OptOut, Reason, Secret
from depesha.testing.imap import ImapFeatures, ImapServer
from depesha.testing.oauth import OAuthProvider
from depesha_email.channel import EmailChannel
from depesha_email.unsubscribing import OptOuts

Make = Callable[..., Any]
KEY = Secret("a key")
REPLY = (
    b"From: Anna <anna@example.org>\nDate: Thu, 26 Nov 2026 10:00:00 +0300\n"
    b"In-Reply-To: <k-1@firma.example>\nSubject: Re: Order\n\nyes\n"
)
BOUNCE = (
    b"From: MAILER-DAEMON@mx.example.org\n"
    b"Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n"
    b"--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx\n\n"
    b"Action: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 User unknown\n\n"
    b"--b\nContent-Type: message/rfc822\n\nMessage-ID: <k-2@firma.example>\n\n--b--\n"
)


def test_replies_opt_outs_and_returned_letters(
    imap: ImapServer, mailbox_at: Make, context: Context
) -> None:
    account = mailbox_at(imap, unsubscribe_key=KEY)
    token = OptOuts(KEY).token("k-3")
    imap.deliver(REPLY)
    imap.deliver(BOUNCE)
    imap.deliver(f"Message-ID: <m@x>\nSubject: unsubscribe-{token}\n\n".encode())
    opened = EmailChannel.listen(account, context)
    assert opened is not None
    with opened as listener:
        batch = listener.receive("")
        answer, back, leaving = batch.events
        assert answer == Incoming(
            "1.1", "anna@example.org", "yes", 1795676400.0, "Anna", "Re: Order", "k-1"
        )
        assert isinstance(back, Fated)
        assert back.dead
        assert (back.report.key, back.report.fate) == ("k-2", Fate.FAILED)
        assert back.report.reason is Reason.ADDRESS_REJECTED
        assert isinstance(leaving, OptOut)
        assert (leaving.ref, leaving.answers, leaving.certain) == ("m@x", "k-3", True)
        assert listener.receive(batch.cursor).events == ()
    assert imap.changed == []


def test_nobody_is_listened_to_unasked(
    imap: ImapServer, mailbox_at: Make, context: Context
) -> None:
    assert EmailChannel.listen(mailbox_at(imap, inbox=False), context) is None


def test_signed_in(
    mailbox_at: Make, context: Context, oauth: OAuthProvider, signing_in: dict[str, Any]
) -> None:
    with ImapServer(ImapFeatures(login="office@firma.example", bearer=oauth.is_good)) as imap:
        imap.deliver(REPLY)
        account = replace(
            mailbox_at(imap, **signing_in),
            refresh_token=Secret(oauth.new_refresh_token()),
            imap_login="office@firma.example",
        )
        opened = EmailChannel.listen(account, context)
        assert opened is not None
        with opened as listener:
            assert len(listener.receive("").events) == 1
        oauth.revoke()
        opened = EmailChannel.listen(replace(account, client_id="other"), context)
        assert opened is not None
        with opened as listener, pytest.raises(AccountBroken):
            listener.receive("")
