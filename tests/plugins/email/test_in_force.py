"""Which settings are in force."""

from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesha.api import AccountBroken, Reason, Secret
from depesha.api.settings import unfilled
from depesha_email.account import EmailAccount
from depesha_email.in_force import checked, effective
from depesha_email.presets import all_presets


def _three(**given_: Any) -> tuple[str, int, str]:
    found = effective(EmailAccount(**given_))
    return found.host, found.port, found.security


@pytest.mark.parametrize(
    ("given_", "wanted"),
    [
        ({"provider": "yandex"}, ("smtp.yandex.ru", 465, "tls")),
        ({"provider": "microsoft365"}, ("smtp.office365.com", 587, "starttls")),
        ({"provider": "yandex", "port": 587}, ("smtp.yandex.ru", 587, "starttls")),
        ({"provider": "yandex", "security": "starttls"}, ("smtp.yandex.ru", 587, "starttls")),
        ({"provider": "yandex", "host": "mx.firma.ru"}, ("mx.firma.ru", 587, "starttls")),
        ({"host": "mx.firma.ru"}, ("mx.firma.ru", 587, "starttls")),
        ({"host": "mx.firma.ru", "port": 465}, ("mx.firma.ru", 465, "tls")),
        ({"host": "mx.firma.ru", "port": 2525}, ("mx.firma.ru", 2525, "starttls")),
        ({"host": "mx.firma.ru", "security": "tls"}, ("mx.firma.ru", 465, "tls")),
        ({"host": "mx.firma.ru", "security": "none"}, ("mx.firma.ru", 25, "none")),
        ({"host": "mx.firma.ru", "security": "tls", "port": 587}, ("mx.firma.ru", 587, "tls")),
        ({"provider": "no such"}, ("", 587, "starttls")),
    ],
)
def test_where_the_server_is(given_: dict[str, Any], wanted: tuple[str, int, str]) -> None:
    assert _three(**given_) == wanted


_ACCOUNTS = st.builds(
    EmailAccount,
    provider=st.sampled_from(["", "unknown", *all_presets()]),
    host=st.sampled_from(["", "smtp.yandex.ru", "mx.firma.ru"]),
    port=st.sampled_from([0, 25, 465, 587, 2525]),
    security=st.sampled_from(["auto", "tls", "starttls", "none"]),
    login=st.sampled_from(["", "office"]),
    password=st.sampled_from([Secret(), Secret("x")]),
    sender=st.just("a@firma.example"),
    per_day=st.sampled_from([0, 7]),
    auth=st.sampled_from(["password", "oauth2"]),
    inbox=st.booleans(),
    imap_host=st.sampled_from(["", "imap.firma.ru"]),
    imap_security=st.sampled_from(["tls", "starttls", "none"]),
    gap=st.sampled_from([0.0, 9.0]),
)


@given(_ACCOUNTS)
def test_the_users_word_wins_and_twice_is_once(account: EmailAccount) -> None:
    found = effective(account)
    assert effective(found) == found
    for field in fields(account):
        said = getattr(account, field.name)
        if said and said != "auto":
            assert getattr(found, field.name) == said
    assert found.port > 0
    assert found.security != "auto"
    assert found.security != "none" or account.security == "none", "never clear text by itself"


def test_limits_left_open_are_the_presets() -> None:
    found = effective(EmailAccount(provider="yandex", per_hour=40))
    assert (found.per_hour, found.per_day, found.gap) == (40, 450, 3.0)
    assert effective(EmailAccount(provider="yandex", per_day=9)).per_day == 9
    assert effective(EmailAccount(host="x")).per_day == 0


def test_the_sender_logs_in_where_the_provider_says_so() -> None:
    account = EmailAccount(provider="mailru", sender="a@mail.ru", password=Secret("x"))
    assert effective(account).login == "a@mail.ru"
    assert effective(replace(account, password=Secret())).login == ""
    assert effective(replace(account, provider="brevo")).login == ""


def test_who_signs_in_does_so_as_the_sender() -> None:
    account = EmailAccount(provider="microsoft365", sender="a@firma.ru", auth="oauth2")
    assert effective(account).login == "a@firma.ru"
    assert effective(replace(account, login="b@firma.ru")).login == "b@firma.ru"


def test_the_mailbox_is_that_of_the_sender_unless_said_otherwise() -> None:
    account = EmailAccount(provider="gmail", sender="a@gmail.com", password=Secret("x"))
    found = effective(account)
    assert (found.imap_host, found.imap_port) == ("imap.gmail.com", 993)
    assert (found.imap_login, found.imap_password) == ("a@gmail.com", Secret("x"))
    other = effective(
        replace(
            account, imap_host="mail.firma.ru", imap_security="starttls", imap_login="bounces",
            imap_password=Secret("y"),
        )
    )  # fmt: skip
    assert (other.imap_host, other.imap_port) == ("mail.firma.ru", 143)
    assert (other.imap_login, other.imap_password) == ("bounces", Secret("y"))


def test_who_reads_the_mailbox_takes_opt_outs_there() -> None:
    account = EmailAccount(host="x", sender="a@firma.ru")
    assert effective(account).unsubscribe == ""
    assert effective(replace(account, inbox=True)).unsubscribe == "a@firma.ru"
    assert effective(replace(account, inbox=True, unsubscribe="b@c.ru")).unsubscribe == "b@c.ru"


def test_a_provider_fills_what_is_required() -> None:
    account = EmailAccount(provider="gmail", sender="a@gmail.com")
    assert unfilled(account) == ("host",)
    assert unfilled(effective(account)) == ()


def test_addresses_are_brought_to_their_normal_form() -> None:
    found = checked(EmailAccount(host="x", sender="A@Firma.Example", unsubscribe="b@пример.рф"))
    assert (found.sender, found.reply_to) == ("A@firma.example", "")
    assert found.unsubscribe == "b@xn--e1afmkfd.xn--p1ai"
    for field in ("sender", "reply_to", "unsubscribe"):
        account = EmailAccount(**{"host": "x", "sender": "a@b.ru", field: "office@firma"})
        with pytest.raises(AccountBroken) as caught:
            checked(account)
        assert caught.value.reason is Reason.CONFIGURATION
        assert "office@firma" in caught.value.cure
