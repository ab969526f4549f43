"""Access tokens: when they are renewed, what is kept, and what is said where none can be had."""

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from depesha.api import AccountBroken, Context, NotNow, Reason, Secret
from depesha.testing.oauth import OAuthProvider
from depesha.testing.smtp import Features, SmtpProvider, Stage
from depesha_email import tokens as module
from depesha_email.account import EmailAccount
from depesha_email.cures import CURES
from depesha_email.tokens import tokens

Make = Callable[..., Any]


@pytest.fixture
def account(oauth: OAuthProvider, signing_in: dict[str, Any]) -> Callable[..., EmailAccount]:
    """An account of which somebody has signed in."""

    def make(**changes: Any) -> EmailAccount:
        known = {"refresh_token": Secret(oauth.new_refresh_token())}
        return EmailAccount(**signing_in | known | changes)

    return make


def _turn(monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    import time

    now = time.monotonic()
    monkeypatch.setattr(module.time, "monotonic", lambda: now + seconds)


def test_one_token_for_all_until_it_is_about_to_end(
    oauth: OAuthProvider, account: Make, context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = account()
    first = tokens(one, context).access()
    assert oauth.is_good(first)
    assert tokens(one, context).access() == first
    _turn(monkeypatch, 3600 - 301)
    assert tokens(one, context).access() == first
    _turn(monkeypatch, 3600 - 299)
    assert tokens(one, context).access() != first
    assert len(oauth.asked) == 2


def test_what_the_provider_changes_is_kept(
    oauth: OAuthProvider, account: Make, context: Context, kept: dict[str, str]
) -> None:
    one = account()
    token = tokens(one, context).access()
    new = kept["refresh_token"]
    assert new in oauth.given
    # A session that is opened later knows the new one from the settings: the token stays.
    assert tokens(account(refresh_token=Secret(new)), context).access() == token
    # Somebody signed in anew.
    assert tokens(account(), context).access() != token


def test_a_token_that_the_server_does_not_take_gets_one_successor(
    oauth: OAuthProvider, account: Make, context: Context
) -> None:
    one = account()
    features = Features(
        tls="tls", login="office@firma.example", mechanisms=("XOAUTH2",), bearer=oauth.is_good
    )
    with SmtpProvider(features) as smtp:
        reach = {"host": smtp.host, "port": smtp.port, "security": "tls", "ca_file": smtp.ca}
        from depesha_email.session import EmailSession

        first = tokens(one, context).access()
        oauth.expire()
        with EmailSession(account(refresh_token=one.refresh_token, **reach), context) as session:
            assert "office@firma.example" in session.test()
        assert smtp.asked(Stage.AUTH) == 2
        assert tokens(one, context).access() != first
        smtp.answer(Stage.AUTH, "535 5.7.3 Authentication unsuccessful", times=9)
        with pytest.raises(AccountBroken) as caught, EmailSession(account(**reach), context):
            pass
        assert caught.value.cure == CURES["token"]
        assert smtp.asked(Stage.AUTH) == 4


@pytest.mark.parametrize(
    ("error", "reason", "cure"),
    [
        ("invalid_grant", Reason.LOGIN, "sign_in"),
        ("interaction_required", Reason.LOGIN, "sign_in"),
        ("invalid_client", Reason.CONFIGURATION, "client_id"),
        ("unauthorized_client", Reason.CONFIGURATION, "client_id"),
    ],
)
def test_a_refusal_says_what_to_do(
    oauth: OAuthProvider, account: Make, context: Context, error: str, reason: Reason, cure: str
) -> None:
    oauth.error = error
    with pytest.raises(AccountBroken) as caught:
        tokens(account(), context).access()
    assert (caught.value.reason, caught.value.cure) == (reason, CURES[cure])
    assert error in caught.value.answer


def test_a_permission_taken_back(oauth: OAuthProvider, account: Make, context: Context) -> None:
    one = account()
    oauth.revoke()
    with pytest.raises(AccountBroken) as caught:
        tokens(one, context).access()
    assert caught.value.cure == CURES["sign_in"]


def test_nobody_signed_in_yet(account: Make, context: Context) -> None:
    with pytest.raises(AccountBroken) as caught:
        tokens(account(refresh_token=Secret()), context).access()
    assert caught.value.cure == CURES["sign_in"]


def test_somebody_else_answers(account: Make, context: Context) -> None:
    with OAuthProvider(page="<html>Please sign in to the hotel") as portal:
        one = account(exchange_url=portal.token_url)
        with pytest.raises(AccountBroken) as caught:
            tokens(one, context).access()
    assert caught.value.reason is Reason.NOT_THE_PROVIDER


def test_nobody_answers(account: Make, context: Context) -> None:
    from depesha.testing.contract_base import closed_port

    one = account(exchange_url=f"https://127.0.0.1:{closed_port()}/token")
    with pytest.raises(NotNow) as caught:
        tokens(one, context).access()
    assert caught.value.reason is Reason.CONNECTION
    with pytest.raises(NotNow):  # a certificate that nobody vouches for
        tokens(account(ca_file=""), context).access()


def test_nothing_secret_is_said(
    oauth: OAuthProvider,
    account: Make,
    context: Context,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    one = account()
    shared = tokens(one, context)
    shared.access()
    oauth.error = f"server_error {one.refresh_token.reveal()}"
    with pytest.raises(AccountBroken) as caught:
        shared.access(refused=shared.access())
    seen = (
        caplog.text
        + caught.value.answer
        + repr([shared._access, shared._refresh])
        + "".join(oauth.addresses)
    )
    assert not [token for token in oauth.given if token in seen]
    assert not list(tmp_path.iterdir())
