"""The channel as the host sees it, beyond the contract."""

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import depesha_email
from depesha.api import AccountBroken, Context, Picture
from depesha.testing.smtp import SmtpProvider
from depesha_email.account import EmailAccount
from depesha_email.channel import EmailChannel

Make = Callable[..., Any]


def test_a_rehearsal_is_what_would_be_sent(
    provided: Make, account_at: Make, a_message: Make, tmp_path: Path
) -> None:
    provider: SmtpProvider = provided()
    account = account_at(provider)
    message = a_message(html="<p>Привет</p>\n.", pictures=(Picture("a", "image/png", b"x" * 99),))
    suffix, content = EmailChannel.rehearse(account, message)
    with EmailChannel.connect(account, Context("main", tmp_path, logging.getLogger())) as session:
        session.send(message)
    assert suffix == ".eml"
    assert _but_the_date(content) == _but_the_date(provider.received[0].raw)


def _but_the_date(raw: bytes) -> bytes:
    assert raw.startswith(b"Date: ")
    return raw.partition(b"\r\n")[2]


def test_a_rehearsal_needs_no_server(a_message: Make) -> None:
    _suffix, letter = EmailChannel.rehearse(EmailAccount(sender="a@firma.example"), a_message())
    assert b"\r\nFrom: a@firma.example\r\n" in letter
    with pytest.raises(AccountBroken):
        EmailChannel.rehearse(EmailAccount(sender="no address"), a_message())


def test_a_rehearsal_needs_no_account(a_message: Make, tmp_path: Path) -> None:
    _suffix, letter = EmailChannel.rehearse(EmailAccount(), a_message())
    assert b"\r\nFrom: sender@office.invalid\r\n" in letter
    nobody = EmailAccount(host="127.0.0.1", sender="sender@office.invalid")
    with pytest.raises(AccountBroken, match="configuration"):
        EmailChannel.connect(nobody, Context("main", tmp_path, logging.getLogger())).__enter__()


def test_the_presets_are_in_force() -> None:
    assert EmailChannel.effective(EmailAccount(provider="yandex")).host == "smtp.yandex.ru"


def test_the_plugin_offers_its_checks() -> None:
    checks = depesha_email.message_checks()
    assert [check.channel for check in checks] == [EmailChannel.id] * 2
