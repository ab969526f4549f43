"""The played SMTP provider, driven by another client: the standard library's."""

import os
import signal
import smtplib
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from depesha.testing.provider import Fault, Provider
from depesha.testing.smtp import Act, Features, SmtpProvider, Stage

LETTER = (
    b"Message-ID: <k-7@firma.example>\r\n"
    b"Subject: =?utf-8?b?0J/RgNC40LLQtdGC?=\r\n\r\n.dot\r\nbye\r\n"
)
FROM, TO = "office@firma.example", "anna@example.org"


@pytest.fixture
def plain() -> Iterator[SmtpProvider]:
    with SmtpProvider(tls="none") as provider:
        yield provider


@pytest.fixture
def client() -> Iterator[Callable[[SmtpProvider], smtplib.SMTP]]:
    """Connected clients; whatever state they are in, they are closed."""
    opened: list[smtplib.SMTP] = []

    def connect(provider: SmtpProvider) -> smtplib.SMTP:
        if provider.features.tls == "tls":
            context = ssl.create_default_context(cafile=provider.ca)
            opened.append(smtplib.SMTP_SSL(provider.host, provider.port, "me", context=context))
        else:
            opened.append(smtplib.SMTP(provider.host, provider.port, "me", timeout=5))
        return opened[-1]

    yield connect
    for one in opened:
        one.close()


@pytest.mark.parametrize("tls", ["none", "starttls", "tls"])
def test_a_letter_is_taken_and_shown(client: Any, tls: Any) -> None:
    with SmtpProvider(tls=tls, login="office", password="right") as provider:
        one = client(provider)
        if tls == "starttls":
            one.starttls(context=ssl.create_default_context(cafile=provider.ca))
        one.login("office", "right")
        assert one.sendmail(FROM, [TO], LETTER) == {}
        one.quit()
    [got] = provider.received
    assert (got.address, got.subject, got.key, got.raw) == (TO, "Привет", "k-7", LETTER)
    assert got.text == ".dot\r\nbye\r\n"
    assert provider.connections == 1
    assert provider.asked(Stage.MAIL) == 1
    typed: Provider = provider
    assert typed.received == [got]


def test_nothing_is_taken_without_the_right_login(client: Any) -> None:
    with SmtpProvider(tls="none", login="office", password="right") as provider:
        one = client(provider)
        with pytest.raises(smtplib.SMTPSenderRefused):
            one.sendmail(FROM, [TO], LETTER)
        with pytest.raises(smtplib.SMTPAuthenticationError):
            one.login("office", "wrong")
        assert provider.received == []
        assert all("wrong" not in said for _stage, said in provider.commands)


def test_no_login_is_offered_or_taken_before_starttls(client: Any) -> None:
    with SmtpProvider(tls="starttls", login="office", password="right") as provider:
        one = client(provider)
        one.ehlo()
        assert not one.has_extn("auth")
        assert one.docmd("AUTH", "PLAIN AG9mZmljZQByaWdodA==")[0] == 538


@pytest.mark.parametrize(
    ("features", "has", "lacks"),
    [
        (
            Features(tls="none"),
            {"pipelining", "8bitmime", "smtputf8"},
            {"size", "starttls", "auth"},
        ),
        (
            Features(tls="starttls", size=77, pipelining=False, eight_bit=False, utf8=False),
            {"size", "starttls"},
            {"pipelining", "8bitmime", "smtputf8"},
        ),
    ],
)
def test_features_are_announced(
    client: Any, features: Features, has: set[str], lacks: set[str]
) -> None:
    with SmtpProvider(features) as provider:
        one = client(provider)
        one.ehlo()
        assert all(one.has_extn(name) for name in has)
        assert not any(one.has_extn(name) for name in lacks)
        assert provider.commands[-1] == (Stage.EHLO, "me")


@pytest.mark.parametrize(
    ("letter", "code"),
    [
        (b"a: b\r\n\r\nbare\nfeed\r\n", 521),
        (b"a: b\r\n\r\n" + b"x" * 999 + b"\r\n", 500),
        ("a: b\r\n\r\nпривет\r\n".encode(), 554),
    ],
)
def test_what_real_providers_refuse_is_refused(
    plain: SmtpProvider, letter: bytes, code: int
) -> None:
    with (
        socket.create_connection((plain.host, plain.port), timeout=5) as line,
        line.makefile("rb") as f,
    ):
        said = (
            b"EHLO me\r\nMAIL FROM:<a@b.ru>\r\nRCPT TO:<c@d.ru>\r\nDATA\r\n"
            + letter
            + b".\r\nQUIT\r\n"
        )
        line.sendall(said)
        answers = f.read().splitlines()
    assert answers[-2].startswith(str(code).encode())
    assert answers[-1].startswith(b"221"), "what came after the letter in one write is a command"
    assert plain.received == []


# --- Faults --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fault", "error", "taken"),
    [
        (Fault.REFUSE, smtplib.SMTPRecipientsRefused, 0),
        (Fault.THROTTLE, smtplib.SMTPRecipientsRefused, 0),
        (Fault.BREAK_ACCOUNT, smtplib.SMTPSenderRefused, 0),
        (Fault.DROP_BEFORE, smtplib.SMTPServerDisconnected, 0),
        (Fault.DROP_AFTER, smtplib.SMTPServerDisconnected, 1),
        (Fault.STALL, (TimeoutError, smtplib.SMTPServerDisconnected), 1),
        (Fault.GARBAGE, smtplib.SMTPResponseException, 1),
    ],
)
def test_each_fault_is_played_once_and_for_whom_it_is_meant(
    plain: SmtpProvider, client: Any, fault: Fault, error: Any, taken: int
) -> None:
    plain.fail(fault, address="" if fault is Fault.BREAK_ACCOUNT else TO.upper(), after=7)
    one = client(plain)
    if fault is not Fault.BREAK_ACCOUNT:
        assert one.sendmail(FROM, ["other@example.org"], LETTER) == {}
    before = len(plain.received)
    one.sock.settimeout(0.3 if fault is Fault.STALL else 5)
    with pytest.raises(error) as caught:
        one.sendmail(FROM, [TO], LETTER)
    if fault is Fault.THROTTLE:
        assert caught.value.recipients[TO][1].endswith(b"try again in 7 seconds")
    assert len(plain.received) - before == taken
    assert client(plain).sendmail(FROM, [TO], LETTER) == {}


def test_any_answer_can_be_put_in_anywhere(plain: SmtpProvider, client: Any) -> None:
    plain.answer(Stage.DOT, "554 5.7.1 Spam", times=2)
    one = client(plain)
    for _twice in range(2):
        with pytest.raises(smtplib.SMTPDataError):
            one.sendmail(FROM, [TO], LETTER)
    assert one.sendmail(FROM, [TO], LETTER) == {}
    assert len(plain.received) == 1


def test_421_ends_the_connection(plain: SmtpProvider, client: Any) -> None:
    plain.answer(Stage.MAIL, "421 4.7.0 Busy")
    one = client(plain)
    one.ehlo()
    assert one.docmd("MAIL", "FROM:<a@b.ru>")[0] == 421
    with pytest.raises(smtplib.SMTPServerDisconnected):
        one.noop()


def test_letters_per_connection_are_counted(client: Any) -> None:
    with SmtpProvider(Features(tls="none", letters_per_connection=2)) as provider:
        one = client(provider)
        for _letter in range(2):
            one.sendmail(FROM, [TO], LETTER)
        assert one.docmd("MAIL", f"FROM:<{FROM}>")[0] == 421
        client(provider).sendmail(FROM, [TO], LETTER)
        assert len(provider.received) == 3


def test_a_body_can_be_cut_off(plain: SmtpProvider, client: Any) -> None:
    plain.spoil(Stage.BODY, Act.DROP)
    with pytest.raises((smtplib.SMTPServerDisconnected, ConnectionError)):
        client(plain).sendmail(FROM, [TO], LETTER + b"x\r\n" * 100_000)
    assert plain.received == []


def test_data_without_a_recipient(client: Any) -> None:
    for eager, code in ((True, 354), (False, 503)):
        with SmtpProvider(Features(tls="none", eager_data=eager)) as provider:
            one = client(provider)
            one.ehlo()
            one.docmd("MAIL", f"FROM:<{FROM}>")
            assert one.docmd("DATA")[0] == code
            if eager:
                assert one.docmd(".")[0] == 554
            assert provider.received == []


def test_idle_connections_can_be_closed(plain: SmtpProvider, client: Any) -> None:
    one = client(plain)
    one.ehlo()
    plain.hang_up()
    with pytest.raises(smtplib.SMTPServerDisconnected):
        one.noop()
    assert client(plain).noop()[0] == 250


@pytest.mark.parametrize("certificate", ["expired", "other_name"])
def test_certificates_can_be_bad(certificate: Any) -> None:
    with SmtpProvider(tls="tls", certificate=certificate) as provider:
        context = ssl.create_default_context(cafile=provider.ca)
        with pytest.raises(ssl.SSLCertVerificationError):
            smtplib.SMTP_SSL(provider.host, provider.port, context=context)


def test_letters_can_be_forgotten_and_counted_in_a_file(client: Any, tmp_path: Path) -> None:
    log = tmp_path / "log"
    with SmtpProvider(tls="none", log=log, keep=False) as provider:
        client(provider).sendmail(FROM, [TO], LETTER)
        assert log.read_text() == f"k-7\t{TO}\n", "before the 250 was written"
        assert provider.received == []
        assert provider.commands == []


# --- As a process --------------------------------------------------------------------------------


def test_it_runs_as_a_process_and_what_it_took_survives_its_death(
    client: Any, tmp_path: Path
) -> None:
    files = {name: tmp_path / name for name in ("port-file", "log", "ca-file")}
    options = [word for name, path in files.items() for word in (f"--{name}", str(path))]
    process = subprocess.Popen(
        [
            sys.executable, "-m", "depesha.testing.smtp", *options, "--tls", "tls",
            "--login", "office", "--password", "right", "--fail", f"refuse:2:{TO}",
        ]
    )  # fmt: skip
    try:
        until = time.monotonic() + 30
        while not files["port-file"].exists():
            assert process.poll() is None
            assert time.monotonic() < until
            time.sleep(0.01)
        port = int(files["port-file"].read_text())
        context = ssl.create_default_context(cafile=str(files["ca-file"]))
        with smtplib.SMTP_SSL("127.0.0.1", port, "me", context=context) as one:
            one.login("office", "right")
            for _twice in range(2):
                with pytest.raises(smtplib.SMTPRecipientsRefused):
                    one.sendmail(FROM, [TO], LETTER)
            one.sendmail(FROM, [TO], LETTER)
            os.kill(process.pid, signal.SIGKILL)
            process.wait(10)
    finally:
        process.kill()
        process.wait(10)
    assert files["log"].read_text() == f"k-7\t{TO}\n"
