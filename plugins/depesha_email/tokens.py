"""Access tokens: in memory alone, one for all sessions of an account, renewed before they end."""

import threading
import time
from pathlib import Path

from depesha.api import AccountBroken, Context, Reason, Secret
from depesha_email.account import EmailAccount
from depesha_email.cures import cure
from depesha_email.oauth import Granted, ask, provider_of

_MARGIN = 300.0
"""Seconds before its end at which a token is renewed; a tenth of its life where that is less."""


class Tokens:
    """The tokens of one account."""

    def __init__(self, account: EmailAccount, context: Context) -> None:
        self._account = account
        self._context = context
        self._lock = threading.Lock()
        self._access = Secret()
        self._renew_at = 0.0
        self._refresh = account.refresh_token
        self._known = {account.refresh_token}

    def of(self, account: EmailAccount) -> bool:
        """Whether these are still the account's: nobody changed it or signed in anew."""
        mine = (self._account.client_id, self._account.exchange_url, self._account.provider)
        theirs = (account.client_id, account.exchange_url, account.provider)
        return account.refresh_token in self._known and mine == theirs

    def access(self, refused: str = "") -> str:
        """A token that is good for a while; another one than that which a server refused. Raises
        NotNow and AccountBroken."""
        with self._lock:
            known = self._access.reveal()
            if not known or known == refused or time.monotonic() >= self._renew_at:
                self._renew()
            return self._access.reveal()

    def hidden(self, text: str) -> str:
        """The text without the token, which a server may have repeated."""
        known = self._access.reveal()
        return text.replace(known, "•••") if known else text

    def _renew(self) -> None:
        if not self._refresh:
            raise AccountBroken(Reason.LOGIN, cure=cure("sign_in"))
        granted = _refreshed(self._account, self._context, self._refresh)
        self._access = granted.access
        margin = min(_MARGIN, granted.seconds / 10)
        self._renew_at = time.monotonic() + granted.seconds - margin
        if granted.refresh and granted.refresh != self._refresh:
            self._refresh = granted.refresh
            self._known.add(granted.refresh)
            self._context.keep("refresh_token", granted.refresh)


_shared: dict[tuple[Path, str], Tokens] = {}
_sharing = threading.Lock()


def tokens(account: EmailAccount, context: Context) -> Tokens:
    """The tokens that all sessions of this account share."""
    key = (context.folder, context.account)
    with _sharing:
        found = _shared.get(key)
        if found is None or not found.of(account):
            found = _shared[key] = Tokens(account, context)
        return found


def _refreshed(account: EmailAccount, context: Context, refresh: Secret) -> Granted:
    from oauthlib.oauth2 import WebApplicationClient

    provider = provider_of(account)
    more = {"client_secret": account.client_secret.reveal()} if account.client_secret else {}
    body = WebApplicationClient(account.client_id).prepare_refresh_body(
        refresh_token=refresh.reveal(), client_id=account.client_id, **more
    )
    return ask(provider.token_url, body, account, context)
