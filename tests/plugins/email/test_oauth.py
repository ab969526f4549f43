"""Providers of OAuth2 as data, and what the token endpoint's answers mean."""

from typing import Any

import pytest

from depesha.api import AccountBroken, Context, NotNow, Reason
from depesha.testing.web import Reply, Request, WebServer
from depesha_email import presets
from depesha_email.account import EmailAccount
from depesha_email.oauth import ask, provider_of, providers

BODY = "grant_type=refresh_token&refresh_token=rt-secret&client_secret=cs-secret"


def test_every_provider_is_complete_and_safe() -> None:
    for provider in providers().values():
        assert provider.authorize_url.startswith("https://")
        assert provider.token_url.startswith("https://")
        assert provider.page.startswith("https://")
        assert provider.redirect in {"http://localhost", "http://127.0.0.1"}
        assert provider.scope
        assert "[D" in provider.source
    named = {preset.oauth for preset in presets.all_presets().values()} - {""}
    assert named == set(providers())


def test_the_settings_word_wins() -> None:
    account = EmailAccount(
        provider="microsoft365", client_id="mine", authorize_url="https://own.example/authorize"
    )
    found = provider_of(account)
    assert found.authorize_url == "https://own.example/authorize"
    assert found.token_url.startswith("https://login.microsoftonline.com/")
    with pytest.raises(AccountBroken, match="configuration") as caught:
        provider_of(EmailAccount(provider="gmail"))
    assert caught.value.cure.endswith(" https://console.cloud.google.com/auth/clients")
    with pytest.raises(AccountBroken):
        provider_of(EmailAccount(provider="yandex", client_id="mine"))


def _asked(reply: Reply, context: Context) -> Any:
    asked: list[Request] = []

    def answer(request: Request) -> Reply:
        asked.append(request)
        return reply

    server = WebServer(answer)
    server.start()
    try:
        return ask(f"http://127.0.0.1:{server.port}/token", BODY, EmailAccount(), context)
    finally:
        server.stop()
        (request,) = asked
        assert request.method == "POST"
        assert "secret" not in request.target
        assert request.body.decode() == BODY


@pytest.mark.parametrize(
    ("expires", "seconds"), [(600, 600), ("600", 600), (None, 3600), ("soon", 3600), (-5, 0)]
)
def test_a_token_and_how_long_it_lives(context: Context, expires: object, seconds: float) -> None:
    granted = _asked(Reply({"access_token": "t", "expires_in": expires}), context)
    assert granted.access.reveal() == "t"
    assert not granted.refresh
    assert granted.seconds == seconds


@pytest.mark.parametrize(
    ("reply", "kind", "reason"),
    [
        (Reply({}, 503), NotNow, Reason.PROVIDER_ERROR),
        (Reply({"error": "slow_down"}, 429), NotNow, Reason.PROVIDER_ERROR),
        (Reply("<html>hotel</html>"), AccountBroken, Reason.NOT_THE_PROVIDER),
        (Reply(b"\xff\xfe", 400), AccountBroken, Reason.NOT_THE_PROVIDER),
        (Reply([1]), AccountBroken, Reason.NOT_THE_PROVIDER),
        (Reply({"access_token": 5}), AccountBroken, Reason.NOT_THE_PROVIDER),
        (Reply("[" * 100_000), AccountBroken, Reason.NOT_THE_PROVIDER),
        (Reply("x" * 10_000_000), AccountBroken, Reason.NOT_THE_PROVIDER),
        (Reply("", 302, {"Location": "/x"}), AccountBroken, Reason.NOT_THE_PROVIDER),
        (Reply({"error": "invalid_grant"}, 400), AccountBroken, Reason.LOGIN),
    ],
)
def test_anything_else_has_a_reason(
    context: Context, reply: Reply, kind: type[Exception], reason: Reason
) -> None:
    with pytest.raises(kind) as caught:
        _asked(reply, context)
    assert caught.value.reason is reason  # type: ignore[attr-defined]


def test_what_was_sent_is_not_quoted(context: Context) -> None:
    said = {"error": "invalid_grant", "error_description": "rt-secret and cs-secret are bad"}
    with pytest.raises(AccountBroken) as caught:
        _asked(Reply(said, 400), context)
    assert caught.value.answer == "invalid_grant: ••• and ••• are bad"
