"""From what Apprise says, and what was seen on the wire, to the answers of the channel contract.

Apprise says yes or no. Yes means that the service answered with a good HTTP status; a page of HTML
is none, whatever its status. No may mean anything: it is certain only where every exchange that the
service made for this message is seen to have failed, and how.
"""

from typing import Any

from depesha.api import AccountBroken, NotNow, Reason, Receipt, Refused, Scope, SendError, _

_REASONS: dict[int, tuple[type[AccountBroken | Refused], Reason]] = {
    401: (AccountBroken, Reason.LOGIN),
    402: (AccountBroken, Reason.NO_MONEY),
    407: (AccountBroken, Reason.CONFIGURATION),
    413: (Refused, Reason.TOO_LARGE),
}
_UNSURE = (408,)
"""A 4xx after which the message may have gone."""


class UnsureError(Exception):
    """Nobody knows whether the service took the message."""


def verdict(answer: dict[str, Any], words: str) -> Receipt:
    """The Receipt, or what else the worker's answer means. `words` are Apprise's, masked."""
    exchanges: list[dict[str, Any]] = answer["exchanges"]
    if not answer["kept"]:
        raise Refused(
            Reason.ADDRESS_REJECTED, _("The service does not take this as one recipient.")
        )
    if any(one.get("page") for one in exchanges):
        raise UnsureError("a web page answered in place of the service")
    if answer["taken"]:
        status = exchanges[-1].get("status", 0) if exchanges else 0
        return Receipt(answer=f"HTTP {status}" if status else "")
    if exchanges and all(_failed(one) for one in exchanges):
        raise _certain(exchanges[-1], words)
    raise UnsureError(words or "Apprise could not send it, and does not say why")


def _failed(exchange: dict[str, Any]) -> bool:
    if "failed" in exchange:
        return bool(exchange["failed"] != "lost")
    status = int(exchange["status"])
    return 400 <= status < 500 and status not in _UNSURE


def _certain(exchange: dict[str, Any], words: str) -> SendError:
    if exchange.get("failed") == "untrusted":
        return AccountBroken(Reason.TLS, words)
    if "failed" in exchange:
        return NotNow(Reason.CONNECTION, words, scope=Scope.ACCOUNT)
    status = int(exchange["status"])
    said = f"HTTP {status} {words}".rstrip()
    if status == 429:
        return NotNow(
            Reason.THROTTLED, said, after=_seconds(exchange["after"]), scope=Scope.ACCOUNT
        )
    kind, reason = _REASONS.get(status, (Refused, Reason.REFUSED))
    return kind(reason, said)


def _seconds(words: str) -> float | None:
    return float(words) if words.isascii() and words.isdigit() else None
