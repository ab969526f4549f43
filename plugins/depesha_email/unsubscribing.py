"""Tokens that let the one person who got a letter unsubscribe, and nobody in his name.

A token is the letter's key and a keyed hash of it. It stands in the letter's `List-Unsubscribe`;
a letter that brings it back comes from whoever could read that letter.
"""

import base64
import hmac
import re
import secrets

from depesha.api import Secret

_TOKEN = re.compile(r"unsubscribe-([A-Za-z0-9-]{1,40})\.([a-z2-7]{16})")
_HASH_BYTES = 10


def new_key() -> Secret:
    """A key for the tokens of one account."""
    return Secret(secrets.token_urlsafe(32))


class Tokens:
    """The tokens of one account."""

    def __init__(self, key: Secret) -> None:
        self._key = key.reveal().encode()

    def token(self, key: str) -> str:
        """The token for the letter with that key: ASCII letters, digits, `-` and one dot."""
        digest = hmac.digest(self._key, key.encode(), "sha256")[:_HASH_BYTES]
        return f"{key}.{base64.b32encode(digest).decode().lower()}"

    def find(self, text: str) -> tuple[str, bool] | None:
        """The key of the letter whose token stands in the text after `unsubscribe-`, and whether
        the token is genuine; None where there is none."""
        found = _TOKEN.search(text)
        if found is None:
            return None
        right = self.token(found[1])
        return found[1], bool(self._key) and hmac.compare_digest(right, f"{found[1]}.{found[2]}")
