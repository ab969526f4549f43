"""Signing in with a browser (RFC 8252): the provider sends the browser back to this computer.

PKCE (RFC 7636) and `state` make sure that what comes back is the answer to what was asked here.
"""

import secrets
import socket
import time
from collections.abc import Callable, Mapping
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from urllib.parse import urlsplit

from depesha.api import AccountBroken, Context, NotNow, Reason, Scope, Secret, _
from depesha_email.account import EmailAccount
from depesha_email.cures import cure
from depesha_email.oauth import Granted, Provider, ask, provider_of

_PATIENCE = 600.0
"""Seconds for a person to sign in, with a second factor and a password to be looked up."""
_STALL = 5.0
"""Seconds for a browser to say what it wants."""


def sign_in(
    account: EmailAccount, context: Context, show: Callable[[str], None]
) -> Mapping[str, Secret]:
    """The refresh token, by its field. `account` is in force (`in_force.checked`)."""
    from oauthlib.oauth2 import WebApplicationClient

    if account.auth != "oauth2":
        raise AccountBroken(Reason.CONFIGURATION, cure=cure("auth"))
    provider = provider_of(account)
    client = WebApplicationClient(account.client_id)
    verifier = client.create_code_verifier(96)
    state = secrets.token_urlsafe(24)
    with _Redirect(("127.0.0.1", 0), _Handler) as redirect:
        back = f"{provider.redirect}:{redirect.server_port}"
        address = client.prepare_request_uri(
            provider.authorize_url,
            redirect_uri=back,
            scope=provider.scope.split(),
            state=state,
            code_challenge=client.create_code_challenge(verifier, "S256"),
            code_challenge_method="S256",
            login_hint=account.login or account.sender,
            **provider.extra,
        )
        redirect.state = state
        show(address)
        said = redirect.wait()
    granted = _exchanged(client, said, back, verifier, account, context, provider)
    if not granted.refresh:
        raise AccountBroken(Reason.LOGIN, "no refresh_token", cure=cure("no_refresh"))
    return {"refresh_token": granted.refresh}


def _exchanged(
    client: Any,
    said: str,
    back: str,
    verifier: str,
    account: EmailAccount,
    context: Context,
    provider: Provider,
) -> Granted:
    from oauthlib.oauth2 import OAuth2Error

    try:
        # The library insists on https; between browser and program on one computer there is none.
        client.parse_request_uri_response(f"https://localhost{said}")
    except OAuth2Error as error:
        name = "declined" if error.error == "access_denied" else "sign_in"
        words = f"{error.error}: {error.description or ''}"
        raise AccountBroken(Reason.LOGIN, words[:300], cure=cure(name)) from None
    more = {"client_secret": account.client_secret.reveal()} if account.client_secret else {}
    body = client.prepare_request_body(redirect_uri=back, code_verifier=verifier, **more)
    return ask(provider.token_url, body, account, context)


class _Redirect(HTTPServer):
    """Waits for the one request that carries our `state`; all others hear that it is not here."""

    allow_reuse_address = False
    """On Windows it would let another program take the same port."""
    state = ""
    said = ""

    def wait(self) -> str:
        """Path and query of that request. Raises NotNow where nobody comes."""
        end = time.monotonic() + _PATIENCE
        while not self.said:
            self.timeout = end - time.monotonic()
            if self.timeout <= 0:
                raise NotNow(Reason.TIMEOUT, _("nobody signed in"), scope=Scope.ACCOUNT)
            self.handle_request()
        return self.said

    def get_request(self) -> tuple[socket.socket, Any]:
        line, peer = super().get_request()
        line.settimeout(_STALL)
        return line, peer

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that opens a line and says nothing is no error of ours."""


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        server = self.server
        assert isinstance(server, _Redirect)
        query = urlsplit(self.path).query.split("&")
        mine = f"state={server.state}" in query
        if mine:
            server.said = self.path
        page = _("You can close this page and go back to Depesha.") if mine else "404"
        content = f"<!doctype html><meta charset=utf-8><title>Depesha</title><p>{page}".encode()
        self.send_response(200 if mine else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        # The address of this page holds the code: nobody else is to hear of it.
        self.send_header("Referrer-Policy", "no-referrer")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name it overrides
        """Not to standard error: it would show the code."""
