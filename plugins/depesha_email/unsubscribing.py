"""Tokens that let the one person who got a letter unsubscribe, and nobody in his name.

A token is the letter's key and a keyed hash of it. It stands in the letter's `List-Unsubscribe`;
a letter that brings it back comes from whoever could read that letter.
"""

import hmac
import re
import secrets
import threading
from dataclasses import replace
from pathlib import Path

from depesha.api import Context, Secret
from depesha_email.account import EmailAccount

_TOKEN = re.compile(r"unsubscribe-([A-Za-z0-9-]{1,40})\.([0-9a-f]{20})")
_HASH_BYTES = 10


class OptOuts:
    """The tokens of one account."""

    def __init__(self, key: Secret) -> None:
        self._key = key.reveal().encode()

    def token(self, key: str) -> str:
        """The token for the letter with that key: ASCII letters, digits, `-` and one dot."""
        digest = hmac.digest(self._key, key.encode(), "sha256")[:_HASH_BYTES]
        return f"{key}.{digest.hex()}"

    def find(self, text: str) -> tuple[str, bool] | None:
        """The key of the letter whose token stands in the text after `unsubscribe-`, and whether
        the token is genuine; None where there is none."""
        found = _TOKEN.search(text)
        if found is None:
            return None
        right = self.token(found[1])
        return found[1], bool(self._key) and hmac.compare_digest(right, f"{found[1]}.{found[2]}")


_made: dict[tuple[Path, str], Secret] = {}
_making = threading.Lock()


def keyed(account: EmailAccount, context: Context) -> EmailAccount:
    """The account with a key for its tokens, which is made when first needed and then kept with
    its other secrets."""
    if account.unsubscribe_key or not (account.unsubscribe or account.unsubscribe_url):
        return account
    with _making:
        # Two sessions that are opened at once must not make two keys.
        known = _made.get((context.folder, context.account))
        if known is None:
            known = Secret(secrets.token_urlsafe(32))
            _made[context.folder, context.account] = known
            context.keep("unsubscribe_key", known)
    return replace(account, unsubscribe_key=known)
