"""Letters that come back to an address of their own."""

from email import message_from_string

import pytest

from depesha.api import Fate
from depesha_email.return_path import ReturnPath, key_in
from depesha_email.returned import returned

BOUNCES = "back+{key}@firma.example"


def test_each_letter_has_its_own_address_or_all_have_the_sender_s() -> None:
    assert ReturnPath("o@firma.example", BOUNCES).of("k-1") == b"back+k-1@firma.example"
    assert ReturnPath("o@firma.example", "").of("k-1") == b"o@firma.example"


@pytest.mark.parametrize(
    ("headers", "key"),
    [
        ("To: back+k-1@firma.example", "k-1"),
        ("To: <undisclosed>\nDelivered-To: Back+k-2@FIRMA.example", "k-2"),
        ("X-Original-To: back+k-3@firma.example\nTo: o@firma.example", "k-3"),
        ("To: o@firma.example", ""),
        ("To: back+@firma.example", ""),
        ("To: back+k_1@firma.example", ""),
        ("To: back+k-1@firma.example.evil", ""),
        ("To: aback+k-1@firma.example", ""),
    ],
)
def test_the_address_tells_which_letter(headers: str, key: str) -> None:
    mail = message_from_string(f"{headers}\n\n")
    assert key_in(mail, BOUNCES) == key
    assert key_in(mail, "") == ""


def test_a_notification_that_quotes_nothing_is_understood() -> None:
    mail = message_from_string(
        "From: MAILER-DAEMON@elsewhere.example\nTo: back+k-1@firma.example\n"
        "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n"
        "--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; x\n\n"
        "Final-Recipient: rfc822; a@elsewhere.example\nAction: failed\nStatus: 5.1.1\n"
        "Diagnostic-Code: smtp; 550 5.1.1 no such user\n\n--b--\n"
    )
    assert returned(mail, "firma.example") is None
    found = returned(mail, "firma.example", BOUNCES)
    assert found is not None
    assert (found.key, found.fate, found.dead) == ("k-1", Fate.FAILED, True)
