"""The whole circle: a mailing goes out, and what comes back to the mailbox closes it."""

import email
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from depesha import bootstrap
from depesha.delivery import background
from depesha.store import suppressions
from depesha.testing.imap import ImapServer
from depesha.testing.smtp import SmtpProvider

LOGIN, PASSWORD = "office@example.com", "right-password-41"


@pytest.fixture
def imap() -> Iterator[ImapServer]:
    with ImapServer(login=LOGIN, password=PASSWORD) as server:
        yield server


@pytest.fixture
def mailed(office: Any, imap: ImapServer) -> list[Any]:
    """Two people got a letter from an office that reads its mailbox; the letters."""
    with SmtpProvider(tls="starttls", login=LOGIN, password=PASSWORD) as smtp:
        office.fill_in(
            "email.main",
            {
                "host": smtp.host, "port": str(smtp.port), "ca_file": imap.ca, "login": LOGIN,
                "sender": LOGIN, "password": PASSWORD, "inbox": "yes", "save_sent": "yes",
                "imap_host": imap.host, "imap_port": str(imap.port),
            },
        )  # fmt: skip
        ran = office.cli("accounts", "test", "email")
        assert ran.code == 0, ran.out
        assert "mailbox office@example.com" in ran.out
        ran = _send(office, "--yes")
        assert ran.code == 0, ran.err
        return [email.message_from_bytes(one.raw) for one in smtp.received]


def _send(office: Any, *more: str) -> Any:
    text = Path("text.txt")
    text.write_text("Здравствуйте, {КЛИЕНТ.ИМЯ}!", encoding="utf-8")
    words = ("--body", str(text), "--subject", "Новости", "--to", "all", "--json")
    return office.cli("send", "email", *words, *more)


def _bounce(letter: Any, said: str) -> bytes:
    status = said.split()[1]
    return (
        "Return-Path: <>\nFrom: MAILER-DAEMON@mx.example.com\nSubject: Undelivered\n"
        "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n"
        "--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.com\n\n"
        f"Action: failed\nStatus: {status}\nDiagnostic-Code: smtp; {said}\n\n"
        f"--b\nContent-Type: message/rfc822\n\n{letter.as_string()}\n--b--\n"
    ).encode()


def _mailto(letter: Any) -> bytes:
    """What a mail program sends when its button is pressed."""
    subject = letter["List-Unsubscribe"].partition("subject=")[2].rstrip(">")
    return f"From: {letter['To']}\nMessage-ID: <b@x>\nSubject: {subject}\n\n".encode()


def _reply(letter: Any, text: str) -> bytes:
    return (
        f"From: {letter['To']}\nMessage-ID: <{hash(text)}@x>\nSubject: Re: Новости\n"
        f"In-Reply-To: {letter['Message-ID']}\n\n{text}\n"
    ).encode()


def test_a_dead_address_and_an_opt_out_are_not_written_to_again(
    office: Any, imap: ImapServer, mailed: list[Any]
) -> None:
    first, second = mailed
    imap.deliver(b"From: friend@example.com\nSubject: private\n\nlunch?\n")
    imap.deliver(_bounce(first, "550 5.1.1 User unknown"))
    imap.deliver(_mailto(second))
    heard = office.cli("poll", "--json").json["heard"]
    assert (heard["returned"], heard["opt_outs"], heard["failures"]) == (1, 1, {})
    assert office.cli("poll", "--json").json["heard"]["returned"] == 0
    rows = office.cli("journal", "--json").json
    assert sum("550 5.1.1 User unknown" in str(row) for row in rows) == 1
    assert _send(office, "--dry-run").json["ready"] == 0
    assert [one.raw for one in imap.folder("Отправленные").letters] != []
    assert all(one.startswith("APPEND") for one in imap.changed)
    assert not any(letter.flags for letter in imap.folder("INBOX").letters)


@pytest.mark.parametrize("said", ["552 5.2.2 Mailbox full", "550 5.7.1 Rejected by policy"])
def test_who_is_still_there_is_written_to_again(
    office: Any, imap: ImapServer, mailed: list[Any], said: str
) -> None:
    imap.deliver(_bounce(mailed[0], said))
    assert office.cli("poll", "--json").json["heard"]["returned"] == 1
    assert _send(office, "--dry-run").json["ready"] == 2


def test_answers_are_counted_and_stop_waits_for_a_word(
    office: Any, imap: ImapServer, mailed: list[Any]
) -> None:
    first, second = mailed
    holiday = _reply(second, "Я в отпуске").replace(
        b"Subject:", b"Auto-Submitted: auto-replied\nSubject:"
    )
    for raw in (_reply(first, "Беру два"), _reply(second, "СТОП"), holiday):
        imap.deliver(raw)
    shown = office.cli("poll").out
    assert "1 answer came in" in shown
    assert "depesha inbox opt-outs" in shown
    (answer,) = office.cli("inbox", "answers", "1", "--json").json
    assert answer["text"] == "Беру два"
    assert "Беру два" in office.cli("inbox", "answers", "1").out
    assert office.cli("status", "1", "--json").json["answers"] == 1
    (waiting,) = office.cli("inbox", "opt-outs", "--json").json
    assert waiting["text"] == "СТОП"
    assert _send(office, "--dry-run").json["ready"] == 2
    ran = office.cli("inbox", "confirm", str(waiting["number"]))
    assert ran.code == 0
    assert waiting["address"] in ran.out
    assert office.cli("inbox", "dismiss", str(waiting["number"])).code == 2
    assert _send(office, "--dry-run").json["ready"] == 1


def test_a_forged_opt_out_unsubscribes_nobody(
    office: Any, imap: ImapServer, mailed: list[Any]
) -> None:
    first, second = mailed
    stranger = _mailto(first).replace(
        first["Message-ID"].strip("<>").partition("@")[0].encode(),
        second["Message-ID"].strip("<>").partition("@")[0].encode(),
    )
    imap.deliver(stranger)
    heard = office.cli("poll", "--json").json["heard"]
    assert (heard["opt_outs"], heard["to_confirm"]) == (0, 1)
    assert _send(office, "--dry-run").json["ready"] == 2


def test_a_mailbox_that_cannot_be_read_is_told_and_hurts_nothing(
    office: Any, imap: ImapServer, mailed: list[Any]
) -> None:
    imap.spoil("AUTHENTICATE", "TAG NO [AUTHENTICATIONFAILED] no")
    imap.spoil("LOGIN", "TAG NO [AUTHENTICATIONFAILED] no")
    ran = office.cli("poll")
    assert ran.code == 0
    assert "email.main: Login refused" in ran.err
    assert PASSWORD not in ran.err + ran.out
    texts = [path.read_bytes() for path in office.profile.rglob("*") if path.is_file()]
    assert sum(PASSWORD.encode() in text for text in texts) == 1, "secrets.toml alone"


def test_an_open_window_listens_by_itself(
    office: Any, imap: ImapServer, mailed: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(background, "ROUND", 0.05)
    imap.deliver(_mailto(mailed[0]))
    opened = bootstrap.office(office.profile)
    at_work = bootstrap.background(opened, pytest.fail)
    at_work.start()
    end = time.monotonic() + 10
    while not suppressions.everything(opened.database.reader):
        assert time.monotonic() < end
        time.sleep(0.02)
    assert at_work.stop(5)
    opened.close()
    assert _send(office, "--dry-run").json["ready"] == 1
