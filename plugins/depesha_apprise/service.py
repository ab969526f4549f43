"""The Apprise URL of an account: where the recipient stands in it, and what of it is secret."""

import re
from urllib.parse import quote, unquote

from depesha.api import AccountBroken, Reason, Secret, _

PLACE = "{address}"
SAMPLES = ("123456789", "+79161234567", "ivan", "ivan@example.org", "#sales")
"""Addresses of which every service should take one."""
_LONGEST = 300


class Service:
    """A service by its URL."""

    def __init__(self, url: Secret) -> None:
        """Raises AccountBroken where nobody could be written to by it."""
        self._url = url.reveal().strip()
        self.schema = self._url.partition("://")[0].lower()
        if not re.fullmatch(r"[a-z][a-z0-9+.-]*", self.schema) or "://" not in self._url:
            raise _wrong(
                _("The Apprise URL is not one: it looks like ntfys://user:password@host/{address}.")
            )
        if PLACE not in self._url:
            raise _wrong(
                _("The Apprise URL does not say where the recipient goes: write {address} there.")
            )
        self._secrets = sorted(_secrets(self._url), key=len, reverse=True)

    def to(self, address: str) -> str:
        """The URL for one recipient. Keep it off logs."""
        return self._url.replace(PLACE, quote(address, safe=""))

    def masked(self, words: str) -> str:
        """Words of Apprise or the service in one line, without any part of the URL."""
        for secret in self._secrets:
            words = words.replace(secret, "•••")
        return " ".join(words.split())[:_LONGEST]


def unknown() -> AccountBroken:
    """Apprise makes nothing of the URL."""
    return _wrong(
        _(
            "Apprise does not understand this URL. Its forms are listed in Apprise's documentation,"
            " service by service."
        )
    )


def _wrong(cure: str) -> AccountBroken:
    return AccountBroken(Reason.CONFIGURATION, cure=cure)


def _secrets(url: str) -> set[str]:
    """Everything in a URL but its schema and the names of its parameters: in one service the host
    is a host, in another it is a key."""
    rest = url.partition("://")[2].replace(PLACE, "/")
    values = {part.partition("=")[2] or part for part in re.split(r"[/?&#@,;]", rest)}
    parts = {piece for value in values for piece in (value, *value.split(":"))}
    plain = {unquote(part) for part in parts}
    forms = {form for one in plain for form in (one, quote(one), quote(one, safe=""))} | parts
    return {form for form in forms if len(form) >= 4}
