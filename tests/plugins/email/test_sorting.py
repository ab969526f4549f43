"""What a letter is to us, and which ones are never opened."""

from email import message_from_bytes
from email.message import Message

import pytest

from depesha.api import Fate, Secret
from depesha_email.returned import Returned
from depesha_email.sorting import Leaving, Reply, Sorter
from depesha_email.unsubscribing import OptOuts

OPT_OUTS = OptOuts(Secret("a key"))
HEAD = (
    "From: =?utf-8?B?0JDQvdC90LA=?= <anna@example.org>\n"
    "Date: Thu, 26 Nov 2026 10:00:00 +0300\nMessage-ID: <their@example.org>\n"
)
ANSWER = HEAD + "In-Reply-To: <k-1@firma.example>\nSubject: Re: Order\n"


def _sorted(raw: str) -> object:
    mail = message_from_bytes(raw.encode())
    head = message_from_bytes(raw.partition("\n\n")[0].encode() + b"\n\n")
    return Sorter("firma.example", OPT_OUTS).sort(head, lambda: mail)


def test_a_reply() -> None:
    found = _sorted(ANSWER + "\nI take two.\n> Order is ready\n")
    assert found == Reply(
        "k-1", "anna@example.org", "Анна", "Re: Order", "I take two.", 1795676400.0,
        "their@example.org",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("token", "certain"), [(OPT_OUTS.token("k-1"), True), ("k-1.aaaaaaaaaaaaaaaaaaaa", False)]
)
def test_an_opt_out_by_token(token: str, *, certain: bool) -> None:
    found = _sorted(HEAD + f"Subject: unsubscribe-{token}\nAuto-Submitted: auto-generated\n\n")
    assert isinstance(found, Leaving)
    assert (found.key, found.certain) == ("k-1", certain)


def test_an_opt_out_in_words() -> None:
    found = _sorted(ANSWER + "\nСТОП\n")
    assert isinstance(found, Leaving)
    assert (found.key, found.certain, found.words) == ("k-1", False, "СТОП")


def test_a_returned_letter() -> None:
    found = _sorted(
        "From: MAILER-DAEMON@mx.example.org\n"
        "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n"
        "--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx\n\n"
        "Action: failed\nStatus: 5.1.1\n\n"
        "--b\nContent-Type: message/rfc822\n\nMessage-ID: <k-1@firma.example>\n\n--b--\n"
    )
    assert isinstance(found, Returned)
    assert (found.key, found.fate, found.dead) == ("k-1", Fate.FAILED, True)


@pytest.mark.parametrize(
    "raw",
    [
        HEAD + "Subject: Lunch?\n",
        ANSWER + "Auto-Submitted: auto-replied\n",
        ANSWER.replace("firma.example", "other.example"),
        HEAD + "Subject: Автоответ: Order\nReferences: <k-1@firma.example>\n",
        "Subject: СТОП\n" + HEAD,
        "",
    ],
)
def test_what_is_no_business_of_ours_is_not_opened(raw: str) -> None:
    def opened() -> Message:
        pytest.fail("opened")

    head = message_from_bytes(raw.encode() + b"\n")
    assert Sorter("firma.example", OPT_OUTS).sort(head, opened) is None


@pytest.mark.parametrize("date", ["", "Date: yesterday\n", "Date: Thu, 99 Nov 99999 10:00:00\n"])
def test_a_date_that_is_none(date: str) -> None:
    raw = ANSWER.replace("Date: Thu, 26 Nov 2026 10:00:00 +0300\n", date)
    found = _sorted(raw + "\nyes")
    assert isinstance(found, Reply)
    assert found.at == 0.0
