"""The played OAuth provider insists on what the standards ask."""

import http.client
import json
import ssl
from collections.abc import Iterator
from urllib.parse import urlencode, urlsplit

import pytest

from depesha.testing.oauth import OAuthProvider

RIGHT = {
    "response_type": "code",
    "client_id": "office-app",
    "redirect_uri": "http://localhost:1",
    "code_challenge": "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
    "code_challenge_method": "S256",
    "state": "st",
}
VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"  # RFC 7636, appendix B


@pytest.fixture
def oauth() -> Iterator[OAuthProvider]:
    with OAuthProvider() as provider:
        yield provider


def _ask(oauth: OAuthProvider, method: str, path: str, form: dict[str, str]) -> tuple[int, str]:
    trust = ssl.create_default_context(cafile=oauth.ca)
    port = urlsplit(oauth.token_url).port
    line = http.client.HTTPSConnection("127.0.0.1", port, timeout=5, context=trust)
    query = urlencode(form)
    if method == "GET":
        line.request("GET", f"{path}?{query}")
    else:
        line.request("POST", path, query)
    answer = line.getresponse()
    body = answer.headers["Location"] or answer.read().decode()
    line.close()
    return answer.status, body


def _code(oauth: OAuthProvider) -> str:
    status, location = _ask(oauth, "GET", "/authorize", RIGHT)
    assert status == 302
    assert location.startswith("http://localhost:1/?code=")
    assert location.endswith("&state=st")
    return location.partition("code=")[2].partition("&")[0]


@pytest.mark.parametrize(
    "wrong",
    [
        {"response_type": "token"},
        {"client_id": "other"},
        {"code_challenge_method": "plain"},
        {"code_challenge": ""},
        {"redirect_uri": "http://evil.example"},
        {"redirect_uri": "https://localhost"},
    ],
)
def test_the_sign_in_page_wants_pkce_and_loopback(
    oauth: OAuthProvider, wrong: dict[str, str]
) -> None:
    assert _ask(oauth, "GET", "/authorize", RIGHT | wrong)[0] == 400


def _exchange(oauth: OAuthProvider, **wrong: str) -> tuple[int, dict[str, object]]:
    right = {
        "grant_type": "authorization_code",
        "client_id": "office-app",
        "code": _code(oauth),
        "redirect_uri": "http://localhost:1",
        "code_verifier": VERIFIER,
    }
    status, body = _ask(oauth, "POST", "/token", right | wrong)
    return status, json.loads(body)


def test_a_code_with_its_verifier_gives_tokens(oauth: OAuthProvider) -> None:
    status, said = _exchange(oauth)
    assert status == 200
    assert oauth.is_good(str(said["access_token"]))
    assert len(str(said["refresh_token"])) > 1280
    oauth.expire()
    assert not oauth.is_good(str(said["access_token"]))


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"code_verifier": "x" * 43}, "invalid_grant"),
        ({"redirect_uri": "http://localhost:2"}, "invalid_grant"),
        ({"code": "made-up"}, "invalid_grant"),
        ({"client_id": "other"}, "invalid_client"),
        ({"client_secret": "wrong"}, "invalid_client"),
    ],
)
def test_and_nothing_else_does(oauth: OAuthProvider, wrong: dict[str, str], error: str) -> None:
    assert _exchange(oauth, **wrong)[1]["error"] == error


def test_a_refresh_token_is_good_once_where_they_rotate(oauth: OAuthProvider) -> None:
    token = oauth.new_refresh_token()
    form = {"grant_type": "refresh_token", "client_id": "office-app", "refresh_token": token}
    assert _ask(oauth, "POST", "/token", form)[0] == 200
    assert _ask(oauth, "POST", "/token", form)[0] == 400
