"""From nothing to a login, and every way in which that fails."""

import ssl
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from depesha.api import AccountBroken, Context, NotNow, Reason, Scope, Secret
from depesha.testing.contract_base import closed_port
from depesha.testing.oauth import OAuthProvider
from depesha.testing.smtp import Act, Features, SmtpProvider, Stage
from depesha_email.account import EmailAccount
from depesha_email.cures import CURES
from depesha_email.opening import open_wire, trust, xoauth2
from depesha_email.tokens import Tokens

Make = Callable[..., Any]
_BEFORE = (Stage.GREETING, Stage.EHLO, Stage.STARTTLS, Stage.AUTH)


def _open(account: EmailAccount) -> Any:
    wire = open_wire(account, trust(account))
    wire.quit()
    return wire


def _broken(account: EmailAccount) -> tuple[Reason, str]:
    with pytest.raises(AccountBroken) as caught:
        _open(account)
    cure = next((name for name, text in CURES.items() if text == caught.value.cure), "?")
    return caught.value.reason, cure


@pytest.mark.parametrize("tls", ["tls", "starttls", "none"])
def test_the_three_ways_in(account_at: Make, tls: Any) -> None:
    with SmtpProvider(tls=tls, login="office", password="пароль") as provider:
        wire = _open(account_at(provider))
        assert wire.name == "smtp.example.org"
        assert "PIPELINING" in wire.features
        assert provider.asked(Stage.AUTH) == 1


@pytest.mark.parametrize("answer", ["", "454 4.7.0 TLS not available", "502 5.5.1 Unknown command"])
def test_without_starttls_nothing_secret_is_said(
    smtp: SmtpProvider, provided: Make, account_at: Make, answer: str
) -> None:
    provider = smtp if answer else provided(login="office", password="x")
    if answer:
        provider.answer(Stage.STARTTLS, answer)
    assert _broken(account_at(provider, security="starttls")) == (Reason.TLS, "no_starttls")
    assert provider.asked(Stage.AUTH) == 0


@pytest.mark.parametrize(
    ("served", "wanted", "outcome"),
    [
        ("none", "tls", (Reason.TLS, "not_tls")),
        ("starttls", "tls", (Reason.TLS, "not_tls")),
        ("starttls", "none", (Reason.LOGIN, "no_login")),
    ],
)
def test_the_wrong_security_says_what_to_choose(
    account_at: Make, served: Any, wanted: str, outcome: tuple[Reason, str]
) -> None:
    with SmtpProvider(tls=served, login="office", password="x") as provider:
        assert _broken(account_at(provider, security=wanted)) == outcome


@pytest.mark.parametrize(
    ("certificate", "cure"),
    [("expired", "certificate_expired"), ("other_name", "certificate_name"), ("", "certificate")],
)
def test_a_bad_certificate_says_what_is_wrong(
    account_at: Make, certificate: Any, cure: str
) -> None:
    with SmtpProvider(tls="tls", certificate=certificate or "good") as provider:
        changes = {} if certificate else {"ca_file": ""}
        assert _broken(account_at(provider, **changes)) == (Reason.TLS, cure)


def test_an_unreadable_root_file_is_told(
    smtp: SmtpProvider, account_at: Make, tmp_path: Path
) -> None:
    empty = tmp_path / "empty.pem"
    empty.write_text("no certificate")
    for path in (empty, tmp_path / "gone.pem"):
        assert _broken(account_at(smtp, ca_file=str(path))) == (Reason.TLS, "ca_file")


def test_the_system_is_trusted_where_no_root_is_named() -> None:
    account = EmailAccount(host="x", security="tls", sender="a@b.ru")
    context = trust(account)
    assert context is not None
    assert context.verify_mode is ssl.CERT_REQUIRED
    assert context.check_hostname
    assert trust(EmailAccount(security="none")) is None


def test_a_wrong_login_is_told_with_a_cure(smtp: SmtpProvider, account_at: Make) -> None:
    assert _broken(account_at(smtp, password=Secret("no"))) == (Reason.LOGIN, "password")
    assert _broken(account_at(smtp, login="nobody")) == (Reason.LOGIN, "password")
    smtp.answer(Stage.AUTH, "535 5.7.139 Authentication unsuccessful")
    assert _broken(account_at(smtp)) == (Reason.LOGIN, "oauth")


@pytest.mark.parametrize(
    ("mechanisms", "outcome"),
    [
        (("XOAUTH2",), (Reason.LOGIN, "oauth")),
        (("GSSAPI",), (Reason.LOGIN, "no_login")),
        ((), (Reason.LOGIN, "no_login")),
    ],
)
def test_no_login_by_password(
    provided: Make, account_at: Make, mechanisms: tuple[str, ...], outcome: tuple[Reason, str]
) -> None:
    provider = provided(login="office", password="x", mechanisms=mechanisms)
    assert _broken(account_at(provider)) == outcome


@pytest.mark.parametrize(
    ("stage", "said", "reason"),
    [
        *((stage, Act.DROP, Reason.CONNECTION) for stage in _BEFORE),
        *((stage, Act.STALL, Reason.TIMEOUT) for stage in _BEFORE),
        *(
            (stage, "421 4.3.2 Too busy", Reason.THROTTLED)
            for stage in _BEFORE
            if stage is not Stage.STARTTLS
        ),
    ],
)
def test_what_may_pass_by_itself_is_not_now(
    smtp: SmtpProvider, account_at: Make, stage: Stage, said: Any, reason: Reason
) -> None:
    if isinstance(said, Act):
        smtp.spoil(stage, said)
    else:
        smtp.answer(stage, said)
    with pytest.raises(NotNow) as caught:
        _open(account_at(smtp, timeout=0.5))
    assert (caught.value.reason, caught.value.scope) == (reason, Scope.ACCOUNT)
    _open(account_at(smtp))


@pytest.mark.parametrize("stage", [Stage.GREETING, Stage.EHLO, Stage.AUTH])
@pytest.mark.parametrize("said", ["<html>Sign in</html>", "HTTP/1.1 400 Bad Request", "354 what"])
def test_what_is_no_mail_server_is_told(
    smtp: SmtpProvider, account_at: Make, stage: Stage, said: str
) -> None:
    smtp.answer(stage, said)
    assert _broken(account_at(smtp)) == (Reason.NOT_THE_PROVIDER, "not_smtp")


def test_commands_slipped_in_before_tls_are_not_believed(talker: Make) -> None:
    server = talker(
        b"220 x\r\n", b"250-x\r\n250 STARTTLS\r\n", b"220 go\r\n250-x\r\n250 AUTH PLAIN\r\n"
    )
    account = EmailAccount(
        host=server.host, port=server.port, security="starttls", sender="a@b.ru", login="l"
    )
    assert _broken(account) == (Reason.NOT_THE_PROVIDER, "not_smtp")


@pytest.mark.parametrize("host", ["", "a..b", "x" * 64 + ".example"])
def test_a_name_that_is_none_is_told(host: str) -> None:
    account = EmailAccount(host=host, port=1, security="none", sender="a@b.ru")
    assert _broken(account) == (Reason.CONFIGURATION, "server")


def test_nobody_there_is_not_now() -> None:
    port = closed_port()
    account = EmailAccount(host="127.0.0.1", port=port, security="none", sender="a@b.ru")
    with pytest.raises(NotNow) as caught:
        _open(account)
    assert (caught.value.reason, caught.value.scope) == (Reason.CONNECTION, Scope.ACCOUNT)
    assert caught.value.answer == f"127.0.0.1:{port}: Connection refused"


def test_signing_in_says_what_google_and_microsoft_expect(
    account_at: Make, context: Context, oauth: OAuthProvider, signing_in: dict[str, Any]
) -> None:
    refresh = Secret(oauth.new_refresh_token())
    features = Features(tls="starttls", login="office", mechanisms=("PLAIN", "XOAUTH2"))
    with SmtpProvider(replace(features, bearer=oauth.is_good)) as provider:
        signed = {**signing_in, "login": "office", "refresh_token": refresh}
        account = account_at(provider, **signed)
        wire = open_wire(account, trust(account), Tokens(account, context))
        wire.quit()
        provider.answer(Stage.AUTH, "535 5.7.139 SmtpClientAuthentication is disabled", times=2)
        shared = Tokens(replace(account, refresh_token=Secret(oauth.new_refresh_token())), context)
        with pytest.raises(AccountBroken) as caught:
            open_wire(account, trust(account), shared)
        assert caught.value.cure == CURES["smtp_auth"]
    assert xoauth2("a@b.ru", "t0k") == b"user=a@b.ru\x01auth=Bearer t0k\x01\x01"


def test_a_server_without_xoauth2_gets_no_token(
    provided: Make, account_at: Make, context: Context, signing_in: dict[str, Any]
) -> None:
    provider = provided(login="office", password="x")
    account = account_at(provider, **signing_in)
    with pytest.raises(AccountBroken, match="AUTH PLAIN LOGIN"):
        open_wire(account, None, Tokens(account, context))
    assert provider.asked(Stage.AUTH) == 0
