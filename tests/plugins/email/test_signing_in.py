"""Signing in: a real listener, a played provider, a played browser."""

import base64
import hashlib
import http.client
import logging
import threading
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from depesha.api import AccountBroken, Context, NotNow, Reason, Secret
from depesha.testing.oauth import OAuthProvider
from depesha_email import signing_in as module
from depesha_email.account import EmailAccount
from depesha_email.cures import CURES
from depesha_email.signing_in import sign_in


def _query(address: str) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(address).query))


def _cure(caught: pytest.ExceptionInfo[AccountBroken]) -> str:
    return next(key for key, text in CURES.items() if text == caught.value.cure)


def test_a_person_signs_in(
    oauth: OAuthProvider,
    signing_in: dict[str, Any],
    context: Context,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    shown: list[str] = []

    def show(address: str) -> None:
        shown.append(address)
        oauth.browse(address)

    kept = sign_in(EmailAccount(**signing_in), context, show)
    assert set(kept) == {"refresh_token"}
    token = kept["refresh_token"].reveal()
    assert len(token) > 1280
    asked = _query(shown[0])
    assert asked["scope"] == "smtp imap"
    assert asked["login_hint"] == "office@firma.example"
    (exchanged,) = oauth.asked
    digest = hashlib.sha256(exchanged["code_verifier"].encode()).digest()
    challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
    assert asked["code_challenge"] == challenge
    secrets = {*oauth.given, "s3cret-of-the-app", exchanged["code"], exchanged["code_verifier"]}
    seen = "".join([*shown, *oauth.addresses, caplog.text])
    assert not [one for one in secrets if one in seen]


def test_no_is_an_answer(
    oauth: OAuthProvider, signing_in: dict[str, Any], context: Context
) -> None:
    oauth.declines = True
    with pytest.raises(AccountBroken) as caught:
        sign_in(EmailAccount(**signing_in), context, oauth.browse)
    assert _cure(caught) == "declined"
    assert oauth.asked == []


def test_what_nobody_asked_for_is_not_taken(
    oauth: OAuthProvider, signing_in: dict[str, Any], context: Context
) -> None:
    statuses: list[int] = []

    def show(address: str) -> None:
        port = urlsplit(_query(address)["redirect_uri"]).port

        def stranger() -> None:
            for path in ("/?code=evil", "/?code=evil&state=guess", "/?state=x"):
                line = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
                line.request("GET", path)
                statuses.append(line.getresponse().status)
                line.close()
            oauth.browse(address)

        threading.Thread(target=stranger).start()

    assert sign_in(EmailAccount(**signing_in), context, show)
    assert statuses == [404, 404, 404]
    assert [one["code"] for one in oauth.asked] != ["evil"]


def test_nobody_comes(
    signing_in: dict[str, Any], context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_PATIENCE", 0.05)
    with pytest.raises(NotNow) as caught:
        sign_in(EmailAccount(**signing_in), context, lambda _address: None)
    assert caught.value.reason is Reason.TIMEOUT


@pytest.mark.parametrize(
    ("changes", "cure"),
    [
        ({"auth": "password"}, "auth"),
        ({"client_id": ""}, "client_id"),
        ({"exchange_url": ""}, "oauth_provider"),
        ({"client_secret": Secret("wrong")}, "client_id"),
    ],
)
def test_what_is_missing_is_told(
    oauth: OAuthProvider,
    signing_in: dict[str, Any],
    context: Context,
    changes: dict[str, Any],
    cure: str,
) -> None:
    with pytest.raises(AccountBroken) as caught:
        sign_in(EmailAccount(**signing_in | changes), context, oauth.browse)
    assert _cure(caught) == cure


@pytest.mark.parametrize(
    ("provider", "host", "back"),
    [
        ("microsoft365", "login.microsoftonline.com", "http://localhost:"),
        ("gmail", "accounts.google.com", "http://127.0.0.1:"),
    ],
)
def test_the_providers_own_pages(
    context: Context, monkeypatch: pytest.MonkeyPatch, provider: str, host: str, back: str
) -> None:
    monkeypatch.setattr(module, "_PATIENCE", 0.0)
    shown: list[str] = []
    account = EmailAccount(provider=provider, auth="oauth2", client_id="mine", sender="a@b.ru")
    with pytest.raises(NotNow):
        sign_in(account, context, shown.append)
    assert urlsplit(shown[0]).hostname == host
    assert _query(shown[0])["redirect_uri"].startswith(back)
    assert ("access_type=offline" in shown[0]) is (provider == "gmail")
    assert ("offline_access" in shown[0]) is (provider == "microsoft365")


def test_a_silent_line_does_not_keep_the_browser_out(
    oauth: OAuthProvider,
    signing_in: dict[str, Any],
    context: Context,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "_STALL", 0.1)
    lines: list[Any] = []

    def show(address: str) -> None:
        import socket

        port = urlsplit(_query(address)["redirect_uri"]).port
        assert port is not None
        lines.append(socket.create_connection(("127.0.0.1", port)))
        oauth.browse(address)

    assert sign_in(EmailAccount(**signing_in), context, show)
    lines[0].close()
