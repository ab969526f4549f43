"""Where letters come back to: the sender, or an address that names the letter (VERP).

A server that returns a letter may quote nothing of it; the address that it writes to is then the
only trace of whom it was for.
"""

import re
from email.message import Message as Mail
from email.utils import getaddresses

KEY = "{key}"
_WRITTEN_TO = ("Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "To")


class ReturnPath:
    """Of one account."""

    def __init__(self, sender: str, bounces: str) -> None:
        """`bounces` is an address with `{key}` in its local part, or empty."""
        self._pattern = bounces
        self._always = sender

    def of(self, key: str) -> bytes:
        """The envelope sender of the letter with that key."""
        return (self._pattern.replace(KEY, key) if self._pattern else self._always).encode("ascii")


def key_in(mail: Mail, bounces: str) -> str:
    """The key in the address that a letter was delivered to; empty where there is none."""
    if not bounces:
        return ""
    before, after = map(re.escape, bounces.split(KEY))
    pattern = re.compile(rf"{before}([A-Za-z0-9-]{{1,40}}){after}", re.IGNORECASE)
    values = [str(value) for name in _WRITTEN_TO for value in mail.get_all(name, [])]
    for _name, address in getaddresses(values):
        if found := pattern.fullmatch(address.strip()):
            return found[1]
    return ""
