"""Notifications as servers write them, and what they mean for the person."""

from email import message_from_bytes
from email.message import Message

import pytest

from depesha.api import Fate, Reason
from depesha_email.returned import Returned, returned

KEY = "h4k2m9p3q7w5-1f-0"
ORIGINAL = f"""Message-ID: <{KEY}@firma.example>
From: office@firma.example
To: anna@example.org
Subject: =?utf-8?B?0JfQsNC60LDQtw==?=
"""


def _report(fields: str, *, part: str = "message/rfc822", original: str = ORIGINAL) -> Message:
    return message_from_bytes(
        f"""Return-Path: <>
From: Mail Delivery System <MAILER-DAEMON@mx.example.org>
To: office@firma.example
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain; charset=utf-8

Your letter could not be delivered.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.org
Arrival-Date: Thu, 26 Nov 2026 10:00:00 +0300

Final-Recipient: rfc822; anna@example.org
{fields}

--b
Content-Type: {part}

{original}
Text
--b--
""".encode()
    )


def _wild(text: str, **headers: str) -> Message:
    head = {
        "From": "Mail Delivery System <Mailer-Daemon@mx.example.org>",
        "Subject": "Mail delivery failed: returning message to sender",
        **headers,
    }
    lines = "".join(f"{name.replace('_', '-')}: {value}\n" for name, value in head.items())
    return message_from_bytes(f"{lines}To: office@firma.example\n\n{text}\n{ORIGINAL}".encode())


def _said(mail: Message) -> Returned:
    found = returned(mail, "firma.example")
    assert found is not None
    assert found.key == KEY
    return found


@pytest.mark.parametrize(
    ("status", "diagnostic", "reason", "dead"),
    [
        ("5.1.1", "550 5.1.1 <anna@example.org>: User unknown", Reason.ADDRESS_REJECTED, True),
        ("5.1.1", "550-5.1.1 The email account that you tried to reach does not exist",
         Reason.ADDRESS_REJECTED, True),
        ("5.0.0", "550 5.1.1 No such user here", Reason.ADDRESS_REJECTED, True),
        ("5.1.10", "550 5.1.10 RESOLVER.ADR.RecipientNotFound", Reason.ADDRESS_REJECTED, True),
        ("5.2.1", "550 5.2.1 The mailbox is disabled", Reason.ADDRESS_REJECTED, True),
        ("5.0.0", "550 User not found", Reason.ADDRESS_REJECTED, True),
        ("5.1.2", "", Reason.ADDRESS_REJECTED, True),
        # A full mailbox, a rule, a suspicion, a quota: the person is still there.
        ("5.2.2", "552 5.2.2 Mailbox full", Reason.MAILBOX_FULL, False),
        ("5.2.2", "", Reason.MAILBOX_FULL, False),
        ("5.0.0", "550 User quota exceeded", Reason.MAILBOX_FULL, False),
        ("5.7.1", "550 5.7.1 Message rejected by policy", Reason.POLICY, False),
        ("5.7.1", "554 5.7.1 Message rejected under suspicion of SPAM", Reason.SPAM, False),
        ("5.7.26", "550-5.7.26 This mail is unauthenticated", Reason.POLICY, False),
        ("5.0.0", "550 Administrative prohibition", Reason.REFUSED, False),
        ("5.4.4", "Host not found", Reason.UNREACHABLE, False),
        ("5.3.4", "552 5.3.4 Message size exceeds limit", Reason.TOO_LARGE, False),
        # Greylisting and slow servers end so, days later.
        ("4.4.7", "451 4.7.1 Greylisted, try again", Reason.EXPIRED, False),
        ("5.4.7", "Delivery time expired", Reason.EXPIRED, False),
        ("4.2.2", "452 4.2.2 Over quota", Reason.EXPIRED, False),
    ],
)  # fmt: skip
def test_failed(status: str, diagnostic: str, reason: Reason, *, dead: bool) -> None:
    fields = f"Action: failed\nStatus: {status}"
    if diagnostic:
        fields += f"\nDiagnostic-Code: smtp; {diagnostic}"
    found = _said(_report(fields))
    assert (found.reason, found.dead) == (reason, dead)
    assert found.fate is (Fate.EXPIRED if reason is Reason.EXPIRED else Fate.FAILED)
    assert status.endswith(".0.0") or status in found.answer


@pytest.mark.parametrize(
    ("action", "fate"),
    [("delayed", Fate.UNDERWAY), ("relayed", Fate.UNDERWAY), ("delivered", Fate.DELIVERED)],
)
def test_what_did_not_fail(action: str, fate: Fate) -> None:
    found = _said(_report(f"Action: {action}\nStatus: 4.4.1"))
    assert (found.fate, found.reason, found.dead) == (fate, None, False)


def test_headers_alone_are_enough() -> None:
    fields = "Action: failed\nStatus: 5.1.1"
    assert _said(_report(fields, part="text/rfc822-headers")).dead


def test_a_relay_that_changed_the_message_id() -> None:
    original = (
        "Message-ID: <other@relay.example>\n"
        f"List-Unsubscribe: <mailto:o@x.example?subject=unsubscribe-{KEY}.0123456789abcdef0123>\n"
    )
    assert _said(_report("Action: failed\nStatus: 5.1.1", original=original)).dead


EXIM = "A message that you sent could not be delivered.\n\n  anna@example.org\n"
QMAIL = (
    "Hi. This is the qmail-send program at mx.example.org.\n"
    "I'm afraid I wasn't able to deliver your message to the following addresses.\n\n"
    "<anna@example.org>:\n"
)


@pytest.mark.parametrize(
    ("text", "reason", "dead"),
    [
        (EXIM + "    host mx.example.org [192.0.2.1]\n    SMTP error from remote mail server after "
         "RCPT TO:<anna@example.org>:\n    550 5.1.1 no such user\n\n--- This is a copy ---\n",
         Reason.ADDRESS_REJECTED, True),
        (EXIM + "    mailbox is full: retry timeout exceeded\n", Reason.MAILBOX_FULL, False),
        (QMAIL + "Sorry, no mailbox here by that name. (#5.1.1)\n\n--- Below is a copy.\n",
         Reason.ADDRESS_REJECTED, True),
        (QMAIL + "192.0.2.1 failed after I sent the message.\nRemote host said: 554 5.7.1 spam "
         "message rejected\n\n--- Below is a copy.\n", Reason.SPAM, False),
    ],
)  # fmt: skip
def test_the_wild_formats(text: str, reason: Reason, *, dead: bool) -> None:
    found = _said(_wild(text, X_Failed_Recipients="anna@example.org"))
    assert (found.fate, found.reason, found.dead) == (Fate.FAILED, reason, dead)


def test_an_exim_warning_is_no_failure() -> None:
    text = (
        "This message was created automatically by mail delivery software.\n"
        "A message that you sent has not yet been delivered to one or more of its\n"
        "recipients after more than 24 hours on the queue on mx.example.org.\n\n"
        "The address to which the message has not yet been delivered is:\n\n"
        "  anna@example.org\n    Delay reason: connection timed out\n\n"
        "No action is required on your part.\n"
    )
    found = returned(_wild(text, Subject="Warning: message delayed"), "firma.example")
    assert found is None or (found.fate is Fate.UNDERWAY and not found.dead)


@pytest.mark.parametrize(
    "mail",
    [
        _report("Action: failed\nStatus: 5.1.1", original="Message-ID: <x@other.example>\n"),
        _report("Status: 5.1.1"),
        _wild("Just a word from the postmaster, about nothing.\n"),
        message_from_bytes(
            b"From: anna@example.org\n\n550 5.1.1 No such user\n" + ORIGINAL.encode()
        ),
        message_from_bytes(b""),
        message_from_bytes(b"\xff\xfe\x00"),
    ],
)
def test_what_is_none_of_ours(mail: Message) -> None:
    assert returned(mail, "firma.example") is None


def test_a_damaged_notification_breaks_nothing() -> None:
    whole = _report("Action: failed\nStatus: 5.1.1").as_bytes()
    for end in range(0, len(whole), 37):
        returned(message_from_bytes(whole[:end]), "firma.example")
