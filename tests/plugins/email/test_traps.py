"""One test for each trap in which mailers written in Python are caught."""

import re
import socket
from collections.abc import Callable
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest

from depesha.api import AccountBroken, Attachment, Message, Picture, Reason, Refused, Secret
from depesha.testing.provider import Received
from depesha.testing.smtp import SmtpProvider, Stage
from depesha.testing.smtp_letter import decoded
from depesha_email.account import EmailAccount
from depesha_email.addresses import normal
from depesha_email.letter import Composer
from depesha_email.session import EmailSession

Make = Callable[..., Any]


@pytest.fixture
def delivered(provided: Make, session_at: Make, a_message: Make) -> Callable[..., Received]:
    """What arrives of a letter."""

    def deliver(**changes: Any) -> Received:
        provider: SmtpProvider = provided()
        with session_at(provider) as session:
            session.send(a_message(**changes))
        return provider.received[0]

    return deliver


def test_1_subjects_keep_their_blanks_when_folded(delivered: Callable[..., Received]) -> None:
    subject = "Уважаемый клиент, приглашаем вас на — special offer, до 31.12.2026! ООО №1 " * 4
    got = delivered(subject=subject)
    assert got.subject == subject.strip()
    head = got.raw.partition(b"\r\n\r\n")[0]
    assert b"?==?" not in head, "encoded words side by side: Yahoo answers 554"
    assert max(map(len, head.split(b"\r\n"))) <= 76


def test_2_long_display_names_keep_their_blanks(delivered: Callable[..., Received]) -> None:
    name = "Общество с ограниченной ответственностью «Ромашка и партнёры», отдел продаж"
    raw = delivered(name=name).raw
    line = re.search(rb"(?ms)^To: (.*?) <anna@example.org>\r\n(?!\s)", raw)
    assert line is not None
    assert decoded(line[1].decode().replace("\r\n", "")) == name


@pytest.mark.parametrize("tls", ["tls", "starttls"])
@pytest.mark.parametrize("certificate", ["expired", "other_name", "stranger"])
def test_3_certificates_are_verified(
    account_at: Make, session_at: Make, tls: Any, certificate: Any
) -> None:
    known = "good" if certificate == "stranger" else certificate
    with SmtpProvider(tls=tls, login="o", password="p", certificate=known) as provider:
        trust = {"ca_file": ""} if certificate == "stranger" else {}
        with pytest.raises(AccountBroken) as caught, session_at(provider, **trust):
            pytest.fail("a server that cannot prove who it is was believed")
        assert provider.asked(Stage.AUTH) == 0
    assert caught.value.reason is Reason.TLS
    assert caught.value.cure


def test_3_the_settings_cannot_switch_the_check_off(account_at: Make, smtp: SmtpProvider) -> None:
    fields = set(EmailAccount.__dataclass_fields__)
    assert not {name for name in fields if re.search("verif|insecure|check|trust", name)}


def test_4_the_name_of_the_pc_stays_at_home(
    delivered: Callable[..., Received],
    provided: Make,
    session_at: Make,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for function in ("getfqdn", "gethostname"):
        monkeypatch.setattr(socket, function, lambda *_: "бухгалтер-пк.офис")
    got = delivered(key="k-17")
    assert b"\r\nMessage-ID: <k-17@firma.example>\r\n" in got.raw
    provider = provided()
    with session_at(provider):
        pass
    assert (Stage.EHLO, "[127.0.0.1]") in provider.commands


@pytest.mark.parametrize("eight_bit", [True, False])
@pytest.mark.parametrize("utf8", [True, False])
def test_5_letters_are_seven_bit_whatever_the_server_offers(
    provided: Make, session_at: Make, a_message: Make, eight_bit: Any, utf8: Any
) -> None:
    provider = provided(eight_bit=eight_bit, utf8=utf8)
    with session_at(provider) as session:
        session.send(a_message(html="<p>Здравствуйте</p>"))
    assert provider.received[0].raw.isascii()
    said = " ".join(argument for _stage, argument in provider.commands)
    assert "BODY" not in said
    assert "SMTPUTF8" not in said


def test_6_cyrillic_domains_are_sent_in_ascii(
    provided: Make, session_at: Make, a_message: Make
) -> None:
    provider = provided()
    with session_at(provider, sender="info@ромашка.рф") as session:
        session.send(a_message(address=normal("ivan@пример.рф")))
    [got] = provider.received
    assert got.address == "ivan@xn--e1afmkfd.xn--p1ai"
    assert b"<info@%b>\r\n" % "ромашка.рф".encode("idna") in got.raw


def test_6_cyrillic_names_before_the_at_are_refused_in_a_sentence() -> None:
    with pytest.raises(ValueError, match="Latin letters"):
        normal("иван@example.org")


_EVIL = "x\r\nBcc: victim@example.org\r\n\r\nbody"


@pytest.mark.parametrize("field", ["subject", "name", "attachment", "mime", "cid", "sender_name"])
def test_7_no_text_becomes_a_header(field: str, tmp_path: Path, a_message: Make) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"content")
    changes: dict[str, Any] = {
        "subject": {"subject": _EVIL},
        "name": {"name": _EVIL},
        "attachment": {"attachments": (Attachment(_EVIL, "text/plain", path),)},
        "mime": {"attachments": (Attachment("a.txt", _EVIL, path),)},
        "cid": {"html": "<p>", "pictures": (Picture(_EVIL, "image/png", b"x"),)},
        "sender_name": {},
    }[field]
    sender_name = _EVIL if field == "sender_name" else "Office"
    account = EmailAccount(sender="office@firma.example", sender_name=sender_name)
    raw = Composer(account).letter(a_message(**changes)).content()
    parsed = message_from_bytes(raw, policy=policy.default)
    assert not any(part.get("bcc") for part in parsed.walk())
    assert b"\r\nbcc" not in raw.lower()
    assert b"\n\r\nbody" not in raw


def test_8_file_names_are_not_split_into_continuations(
    delivered: Callable[..., Received], tmp_path: Path
) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"content")
    name = "Прайс-лист на запасные части для грузовых автомобилей, весна 2026.xlsx"
    raw = delivered(attachments=(Attachment(name, "application/pdf", path),)).raw
    assert b"filename*=utf-8''%D0%9F" in raw, "RFC 2231 in one piece"
    assert b"*0" not in raw
    assert re.search(rb'\r\n name="=\?UTF-8\?B\?', raw), "and what old Outlooks look for"
    [attached] = [
        p for p in message_from_bytes(raw, policy=policy.default).walk() if p.get_filename()
    ]
    assert attached.get_filename() == name


def test_9_a_wrong_password_is_tried_once(smtp: SmtpProvider, session_at: Make) -> None:
    with pytest.raises(AccountBroken), session_at(smtp, password=Secret("wrong")):
        pass
    assert smtp.asked(Stage.AUTH) == 1


@pytest.mark.parametrize("mechanism", ["PLAIN", "LOGIN"])
def test_10_passwords_may_have_cyrillic_letters(
    provided: Make, session_at: Make, mechanism: str
) -> None:
    provider = provided(login="офис", password="пароль", mechanisms=(mechanism,))
    with session_at(provider) as session:
        assert isinstance(session, EmailSession)
    assert provider.commands[-1] == (Stage.AUTH, mechanism)


def test_lines_that_begin_with_a_dot_arrive(delivered: Callable[..., Received]) -> None:
    for text in (".\n", "a\n.\nRCPT TO:<victim@example.org>\n", "..\n...\n", "From here\n--x\n"):
        got = delivered(text=text)
        assert got.text.replace("\r\n", "\n").rstrip("\n") == text.rstrip("\n")
        assert got.address == "anna@example.org"


def test_lone_surrogates_and_nul_do_not_stop_a_letter(delivered: Callable[..., Received]) -> None:
    got = delivered(subject="a\ud800b", name="\udfff", text="x\ud800\x00y")
    assert (got.subject, got.text) == ("a b", "x?\x00y")


def test_a_message_that_cannot_be_a_letter_is_refused_not_unknown(a_message: Make) -> None:
    composer = Composer(EmailAccount(sender="office@firma.example"))
    message: Message = a_message()
    for changes in (
        {"key": "a\r\nb"},
        {"key": ""},
        {"address": "a@b.c>\r\nRCPT TO:<d@e.f"},
        {"address": "иван@x.ru"},
        {"attachments": (Attachment("a", "a/b", Path("/nowhere/at/all")),)},
    ):
        with pytest.raises(Refused):
            composer.letter(a_message(**changes))
    assert composer.letter(message).size > 0
