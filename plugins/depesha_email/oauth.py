"""OAuth2 as mail providers use it: a person signs in once, programs get tokens that live an hour.

The words of the protocol are oauthlib's; here is where they are said, and what the answers mean.
Tokens and secrets travel in bodies alone, never in an address.
"""

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import parse_qsl

from depesha.api import AccountBroken, Context, NotNow, Reason, Scope, Secret
from depesha.api.http import MAX_ANSWER, client
from depesha_email import presets
from depesha_email.account import EmailAccount
from depesha_email.cures import cure

_HOUR = 3600.0
_SIGN_IN_AGAIN = frozenset(
    {"invalid_grant", "interaction_required", "consent_required", "login_required", "access_denied"}
)
_SECRET = frozenset({"client_secret", "code", "code_verifier", "refresh_token"})
"""Fields of what is sent that no answer may show."""
_WORDS_MAX = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """Where people sign in and tokens are given."""

    authorize_url: str
    token_url: str
    scope: str
    """Words with blanks between them."""
    redirect: str = "http://127.0.0.1"
    """Where the browser comes back to; the port is added."""
    extra: Mapping[str, str] = field(default_factory=dict)
    """What the address of the sign-in page says besides."""
    page: str = ""
    """Where an office gets a client id of its own."""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Granted:
    """What the provider gave."""

    access: Secret
    refresh: Secret
    """Empty where the one that is known stays good."""
    seconds: float
    """How long the access token lives."""


@cache
def providers() -> dict[str, Provider]:
    """All that are known, by id."""
    text = files(__package__).joinpath("oauth.toml").read_text("utf-8")
    return {key: Provider(**fields) for key, fields in tomllib.loads(text).items()}


def provider_of(account: EmailAccount) -> Provider:
    """Where this account signs in: what its settings say, then what its preset knows. Raises
    AccountBroken where something is missing."""
    preset = presets.find(account.provider)
    known = providers().get(preset.oauth) if preset else None
    found = Provider(
        authorize_url=account.authorize_url or (known.authorize_url if known else ""),
        token_url=account.exchange_url or (known.token_url if known else ""),
        scope=account.scope or (known.scope if known else ""),
        redirect=known.redirect if known else "http://127.0.0.1",
        extra=known.extra if known else {},
        page=known.page if known else "",
    )
    if not (found.authorize_url and found.token_url and found.scope):
        raise AccountBroken(Reason.CONFIGURATION, cure=cure("oauth_provider"))
    if not account.client_id:
        raise AccountBroken(Reason.CONFIGURATION, cure=f"{cure('client_id')} {found.page}".strip())
    return found


def ask(url: str, body: str, account: EmailAccount, context: Context) -> Granted:
    """Post to the token endpoint. Raises NotNow and AccountBroken."""
    import httpx

    headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
    try:
        with (
            client(proxy=context.proxy, timeout=account.timeout, ca_file=account.ca_file) as http,
            http.stream("POST", url, content=body, headers=headers) as answer,
        ):
            content = b""
            for piece in answer.iter_bytes():
                content += piece
                if len(content) > MAX_ANSWER:
                    break
            status = answer.status_code
    except httpx.TimeoutException:
        raise NotNow(Reason.TIMEOUT, _host(url), scope=Scope.ACCOUNT) from None
    except (httpx.HTTPError, OSError) as error:
        words = f"{_host(url)}: {type(error).__name__}"
        raise NotNow(Reason.CONNECTION, words, scope=Scope.ACCOUNT) from None
    sent = [value for name, value in parse_qsl(body) if name in _SECRET]
    return _granted(status, content, sent, _host(url))


def _host(url: str) -> str:
    return url.partition("//")[2].partition("/")[0]


def _granted(status: int, content: bytes, sent: list[str], host: str) -> Granted:
    if status == 429 or status >= 500:
        raise NotNow(Reason.PROVIDER_ERROR, f"{host}: HTTP {status}", scope=Scope.ACCOUNT)
    said = _object(content)
    access = said.get("access_token")
    if status == 200 and isinstance(access, str) and access:
        refresh = said.get("refresh_token")
        return Granted(
            Secret(access), Secret(refresh if isinstance(refresh, str) else ""), _seconds(said)
        )
    error = said.get("error")
    if not isinstance(error, str):
        raise AccountBroken(
            Reason.NOT_THE_PROVIDER, f"{host}: HTTP {status}", cure=cure("not_oauth")
        )
    words = f"{error}: {said.get('error_description', '')}"
    for secret in sent:
        words = words.replace(secret, "•••")
    if error in _SIGN_IN_AGAIN:
        raise AccountBroken(Reason.LOGIN, words[:_WORDS_MAX], cure=cure("sign_in"))
    raise AccountBroken(Reason.CONFIGURATION, words[:_WORDS_MAX], cure=cure("client_id"))


def _object(content: bytes) -> dict[str, Any]:
    try:
        found = json.loads(content)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _seconds(said: dict[str, Any]) -> float:
    try:
        return max(0.0, float(said.get("expires_in", _HOUR)))
    except (TypeError, ValueError):
        return _HOUR
