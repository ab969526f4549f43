"""A provider of OAuth2 on loopback, over TLS, and the browser of a person who signs in there.

    with OAuthProvider(client_id="office-app") as oauth:
        ...  # an account with oauth.authorize_url, oauth.token_url and ca_file=oauth.ca
        oauth.browse(address)  # the person signs in and allows it
        assert oauth.is_good(token)

It insists on what RFC 6749, 7636 (S256) and 8252 (loopback) ask of a client, and answers in the
words of Microsoft's and Google's token endpoints.
"""

import base64
import hashlib
import http.client
import secrets
import ssl
import tempfile
import threading
from pathlib import Path
from typing import Any, Self
from urllib.parse import parse_qsl, urlencode, urlsplit

from depesha.testing.smtp_tls import authority, server_context
from depesha.testing.web import Reply, Request, WebServer


class OAuthProvider:
    """Running inside `with`."""

    host = "127.0.0.1"

    def __init__(
        self,
        *,
        client_id: str = "office-app",
        client_secret: str = "",
        seconds: int = 3600,
        rotates: bool = True,
        refresh_length: int = 1600,
        page: str = "",
    ) -> None:
        """`seconds` is the life of access tokens; with `rotates` each use of a refresh token gives
        a new one and ends the old; refresh tokens of Microsoft are longer than 1280 characters.
        `page` is served for everything instead, as captive portals do."""
        self.asked: list[dict[str, str]] = []
        """The forms that the token endpoint got, in order."""
        self.addresses: list[str] = []
        """Paths and queries of all requests."""
        self.given: set[str] = set()
        """Access and refresh tokens, all that ever were: none is to be seen anywhere else."""
        self.declines = False
        """The person says no."""
        self.error = ""
        """What the token endpoint answers instead of a token, e.g. `invalid_grant`."""
        self._client = (client_id, client_secret)
        self._seconds, self._rotates, self._length = seconds, rotates, refresh_length
        self._page = page
        self._codes: dict[str, dict[str, str]] = {}
        self._access: set[str] = set()
        self._refresh: set[str] = set()
        self._folder = tempfile.TemporaryDirectory(prefix="depesha-oauth-")
        self._web = WebServer(self._answer, tls=server_context(self.host, "good"))
        self._browsers: list[threading.Thread] = []
        base = f"https://{self.host}:{self._web.port}"
        self.authorize_url, self.token_url = f"{base}/authorize", f"{base}/token"
        self.ca = str(Path(self._folder.name) / "ca.pem")
        """PEM file of the authority to trust."""

    def __enter__(self) -> Self:
        authority().cert_pem.write_to_path(self.ca)
        self._web.start()
        return self

    def __exit__(self, *_exc: object) -> None:
        for browser in self._browsers:
            browser.join(10)
        self._web.stop()
        self._folder.cleanup()

    def browse(self, address: str) -> None:
        """Open the address as the person's browser, in the background."""
        browser = threading.Thread(target=self._browse, args=(address,), name="browser")
        self._browsers.append(browser)
        browser.start()

    def is_good(self, token: str) -> bool:
        """Whether an access token opens the mailbox."""
        return token in self._access

    def expire(self) -> None:
        """Access tokens end now."""
        self._access.clear()

    def revoke(self) -> None:
        """The person, or an administrator, takes the permission back."""
        self._access.clear()
        self._refresh.clear()

    def new_refresh_token(self) -> str:
        """As if somebody had signed in."""
        return self._new(self._refresh, self._length)

    # --- In the server's threads ---------------------------------------------------------------

    def _browse(self, address: str) -> None:
        parts = urlsplit(address)
        trust = ssl.create_default_context(cafile=self.ca)
        line = http.client.HTTPSConnection(self.host, self._web.port, timeout=10, context=trust)
        line.request("GET", f"{parts.path}?{parts.query}")
        back = urlsplit(line.getresponse().headers["Location"] or "")
        line.close()
        if back.port:
            local = http.client.HTTPConnection("127.0.0.1", back.port, timeout=10)
            # Browsers ask for this unasked, and open lines on which they say nothing.
            local.request("GET", "/favicon.ico")
            local.getresponse().read()
            local.close()
            local.request("GET", f"{back.path}?{back.query}")
            local.getresponse().read()
            local.close()

    def _answer(self, request: Request) -> Reply:
        self.addresses.append(request.target)
        if self._page:
            return Reply(self._page)
        if request.path == "/authorize":
            return self._authorize(dict(parse_qsl(urlsplit(request.target).query)))
        return self._token(dict(parse_qsl(request.body.decode())))

    def _authorize(self, asked: dict[str, str]) -> Reply:
        back = urlsplit(asked.get("redirect_uri", ""))
        right = (
            asked.get("response_type") == "code"
            and asked.get("client_id") == self._client[0]
            and asked.get("code_challenge_method") == "S256"
            and asked.get("code_challenge")
            and back.scheme == "http"
            and back.hostname in {"localhost", "127.0.0.1"}
        )
        if not right:
            return Reply("AADSTS900144: the request is not complete", 400)
        code = secrets.token_urlsafe(16)
        self._codes[code] = asked
        said = {"error": "access_denied"} if self.declines else {"code": code}
        query = urlencode({**said, "state": asked.get("state", "")})
        return Reply("", 302, {"Location": f"{asked['redirect_uri']}/?{query}"})

    def _token(self, asked: dict[str, str]) -> Reply:
        self.asked.append(asked)
        if self.error:
            return _error(self.error)
        if (asked.get("client_id"), asked.get("client_secret", "")) != self._client:
            return _error("invalid_client", 401)
        if asked.get("grant_type") == "refresh_token":
            return self._refreshed(asked.get("refresh_token", ""))
        begun = self._codes.pop(asked.get("code", ""), {})
        challenge = base64.urlsafe_b64encode(
            hashlib.sha256(asked.get("code_verifier", "").encode()).digest()
        ).rstrip(b"=")
        same = begun.get("redirect_uri") == asked.get("redirect_uri")
        if not begun or not same or begun["code_challenge"] != challenge.decode():
            return _error("invalid_grant")
        return self._grant({"refresh_token": self.new_refresh_token()})

    def _refreshed(self, token: str) -> Reply:
        if token not in self._refresh:
            return _error("invalid_grant")
        if not self._rotates:
            return self._grant({})
        self._refresh.discard(token)
        return self._grant({"refresh_token": self.new_refresh_token()})

    def _grant(self, more: dict[str, Any]) -> Reply:
        access = self._new(self._access, 200)
        return Reply(
            {
                "token_type": "Bearer",
                "access_token": access,
                "expires_in": self._seconds,
                "scope": "narrower",
                **more,
            }
        )

    def _new(self, among: set[str], length: int) -> str:
        token = secrets.token_urlsafe(length)[:length]
        among.add(token)
        self.given.add(token)
        return token


def _error(code: str, status: int = 400) -> Reply:
    return Reply(
        {"error": code, "error_description": f"AADSTS70008: {code}, said in words"}, status
    )
