"""`depesha accounts test`: who answers, and what to do if nobody does."""

import pytest

import depesha_email.tokens
from depesha.testing.bot_api import BotApi
from depesha.testing.oauth import OAuthProvider
from depesha.testing.provider import Fault
from depesha.testing.sms_gateways import SmsGateways
from depesha.testing.smtp import Features, SmtpProvider


@pytest.fixture
def bot(cli):
    with BotApi() as api:
        cli("settings", "set", "office.secrets=file", f"telegram.main.base_url={api.url}")
        cli("settings", "secret", "telegram.main.token", stdin=api.token + "\n")
        yield api


def test_an_account_that_works(cli, bot):
    ran = cli("accounts", "test", "telegram", "--json")
    assert ran.code == 0, ran.err
    (result,) = ran.json
    assert result["account"] == "telegram.main"
    assert result["works"]
    assert "depesha_bot" in result["said"]
    assert cli("accounts", "test", "telegram.main").out.startswith("+ telegram.main")


def test_a_wrong_token_says_what_to_do(cli, bot):
    cli("settings", "secret", "telegram.main.token", stdin="123456:wrong-secret-token\n")
    ran = cli("accounts", "test", "telegram")
    assert ran.code == 4
    assert ran.out.startswith("! telegram.main: Login refused")
    assert "wrong-secret-token" not in ran.out + ran.err


def test_money_is_shown(cli):
    with SmsGateways() as gateways:
        account = gateways.account("smsc")
        secret = account.pop("password")
        changes = [f"sms.main.{name}={value}" for name, value in account.items()]
        cli("settings", "set", "office.secrets=file", *changes)
        cli("settings", "secret", "sms.main.password", stdin=secret + "\n")
        ran = cli("accounts", "test", "sms")
        assert ran.code == 0, ran.out
        assert "10000.00" in ran.out


def test_nobody_answers(cli, bot):
    bot.fail(Fault.GARBAGE, method="getMe")
    ran = cli("accounts", "test", "telegram")
    assert ran.code == 4
    assert "Somebody else answers" in ran.out


def test_an_account_that_is_not_there(cli):
    assert cli("accounts", "test", "telegram").code == 3
    assert cli("accounts", "test", "fax").code == 2
    ran = cli("accounts", "test", "email.main")
    assert ran.code == 3
    assert "email.main.sender" in ran.err


@pytest.fixture
def oauth(cli):
    with OAuthProvider(client_secret="s3cret") as provider:
        cli(
            "settings", "set", "office.secrets=file", "email.main.auth=oauth2",
            "email.main.client_id=office-app", "email.main.scope=smtp",
            f"email.main.authorize_url={provider.authorize_url}",
            f"email.main.exchange_url={provider.token_url}", f"email.main.ca_file={provider.ca}",
            "email.main.sender=office@firma.example", "email.main.host=127.0.0.1",
        )  # fmt: skip
        cli("settings", "secret", "email.main.client_secret", stdin="s3cret\n")
        yield provider


@pytest.fixture
def person(monkeypatch, oauth):
    """Somebody at a screen, whose browser is the system's."""
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr("webbrowser.open", oauth.browse)


def test_signing_in_once_is_enough(cli, oauth, person, profile):
    ran = cli("accounts", "login", "email")
    assert ran.code == 0, ran.err
    assert "depesha accounts test email.main" in ran.out
    assert oauth.authorize_url in ran.err, "a person without a browser needs the address"
    features = Features(
        tls="starttls", login="office@firma.example", mechanisms=("XOAUTH2",), bearer=oauth.is_good
    )
    with SmtpProvider(features) as smtp:
        cli("settings", "set", f"email.main.port={smtp.port}")
        for _again in range(2):  # each time the provider changes the refresh token
            ran = cli("accounts", "test", "email")
            assert ran.code == 0, ran.out
        oauth.revoke()
        depesha_email.tokens._shared.clear()
        ran = cli("accounts", "test", "email")
        assert ran.code == 4
        assert "depesha accounts login email" in ran.out
    texts = [path.read_text() for path in profile.rglob("*") if path.is_file()]
    found = {t for t in oauth.given for text in texts if t in text}
    kept = (profile / "secrets.toml").read_text()
    assert len(found) == 1, "the refresh token in force, and no other token"
    assert all(token in kept for token in found)


def test_without_a_screen_the_address_is_enough(cli, oauth, monkeypatch):
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("webbrowser.open", lambda _: pytest.fail("opened a browser"))
    shown = []

    def warn(text):
        shown.append(text)
        if text.startswith("https://"):
            oauth.browse(text)

    monkeypatch.setattr("depesha.cli.accounts.warn", warn)
    assert cli("accounts", "login", "email.main", "--json").json["kept"] == {
        "refresh_token": "file"
    }


def test_no_and_what_it_means(cli, oauth, person):
    oauth.declines = True
    ran = cli("accounts", "login", "email")
    assert ran.code == 4
    assert "sign in again and allow it" in ran.err


def test_where_nobody_signs_in(cli, bot, oauth):
    ran = cli("accounts", "login", "telegram")
    assert ran.code == 2
    assert "depesha settings secret telegram.main" in ran.err
    cli("settings", "set", "email.second.sender=b@firma.example", "email.second.host=x")
    ran = cli("accounts", "login", "email")
    assert ran.code == 2
    assert "email.main, email.second" in ran.err
