"""`depesha accounts test`: who answers, and what to do if nobody does."""

import pytest

from depesha.testing.bot_api import BotApi
from depesha.testing.provider import Fault
from depesha.testing.sms_gateways import SmsGateways


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
