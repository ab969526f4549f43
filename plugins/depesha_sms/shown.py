"""What may be shown of an answer: one short line in which no secret is, not even an echoed one."""

import base64
import json
from collections.abc import Iterable, Mapping
from urllib.parse import quote, quote_plus

from depesha.api import Money, Secret, _

_LONGEST = 300
_ENOUGH = 20_000
_DAY = 86_400.0


class Veil:
    """Covers an account's secrets in any text, in all the forms in which they travel."""

    def __init__(self, secrets: Iterable[Secret], basic: tuple[str, Secret] | None = None) -> None:
        known = {secret.reveal() for secret in secrets}
        forms: set[str] = set()
        if basic is not None:
            known.add(basic[1].reveal())
            forms.add(base64.b64encode(f"{basic[0]}:{basic[1].reveal()}".encode()).decode())
        for plain in known - {""}:
            forms |= {plain, quote(plain, safe=""), quote_plus(plain), json.dumps(plain)[1:-1]}
            forms.add(base64.b64encode(plain.encode()).decode())
        self._forms = sorted(forms, key=len, reverse=True)

    def __call__(self, text: str) -> str:
        """One line of at most 300 characters."""
        text = text[:_ENOUGH]
        for form in self._forms:
            text = text.replace(form, "•••")
        line = " ".join(text.split())
        return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds that the service asks to wait (RFC 9110, 10.2.3), a day at most; None if it does not.

    A date is counted from the answer's own `Date`, so that nobody's clock matters.
    """
    asked = headers.get("retry-after", "").strip()
    try:
        seconds = float(asked) if asked.isascii() else -1.0
    except ValueError:
        seconds = _between(headers.get("date", ""), asked)
    return min(seconds, _DAY) if seconds >= 0 else None


def _between(earlier: str, later: str) -> float:
    from email.utils import parsedate_to_datetime

    try:
        return (parsedate_to_datetime(later) - parsedate_to_datetime(earlier)).total_seconds()
    except (ValueError, TypeError):
        return -1.0


def account_known(title: str, balance: Money) -> str:
    """What a successful test says of a service with money on the account."""
    words = _("{service} knows the account. Balance: {balance}.")
    return words.format(service=_(title), balance=balance.amount)
