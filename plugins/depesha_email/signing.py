"""DKIM signatures (RFC 6376), for offices whose own server does not sign: the extra `dkim`.

Mail providers sign what goes through them; a signature of ours would only be one more.
"""

from pathlib import Path
from typing import Any

from depesha.api import AccountBroken, Reason
from depesha_email.account import EmailAccount
from depesha_email.cures import cure
from depesha_email.letter import Letter

_HEADERS = [
    b"from", b"to", b"subject", b"date", b"message-id", b"reply-to", b"mime-version",
    b"content-type", b"list-id", b"list-unsubscribe", b"list-unsubscribe-post",
]  # fmt: skip
"""What must arrive as it left; one-click opt-outs count only where theirs are among it."""


class Signer:
    """Signs the letters of one account."""

    def __init__(self, account: EmailAccount) -> None:
        """Raises AccountBroken where the library or the key is missing, or no key."""
        try:
            import dkim
        except ImportError:
            raise AccountBroken(Reason.CONFIGURATION, cure=cure("dkim_missing")) from None
        self._dkim: Any = dkim
        self._selector = account.dkim_selector.encode("ascii")
        self._domain = account.sender.rpartition("@")[2].encode("ascii")
        try:
            self._key = Path(account.dkim_key).read_bytes()
            self.sign(Letter((b"From: a\r\n\r\n",), 11))
        except OSError as error:
            words = f"{account.dkim_key}: {error.strerror or error}"
            raise AccountBroken(Reason.CONFIGURATION, words, cure=cure("dkim_key")) from None
        except (dkim.DKIMException, ValueError, TypeError):
            # Not chained: the library quotes what it could not read.
            broken = AccountBroken(Reason.CONFIGURATION, account.dkim_key, cure=cure("dkim_key"))
        else:
            return
        raise broken

    def sign(self, letter: Letter) -> Letter:
        """The letter with its signature in front."""
        header: bytes = self._dkim.sign(
            letter.content(),
            self._selector,
            self._domain,
            self._key,
            canonicalize=(b"relaxed", b"simple"),
            include_headers=_HEADERS,
        )
        return Letter((header, *letter.pieces), len(header) + letter.size)


def signer(account: EmailAccount) -> Signer | None:
    """Who signs the account's letters, or None where nobody is to."""
    if not account.dkim_key and not account.dkim_selector:
        return None
    if not (account.dkim_key and account.dkim_selector):
        raise AccountBroken(Reason.CONFIGURATION, cure=cure("dkim_key"))
    return Signer(account)
