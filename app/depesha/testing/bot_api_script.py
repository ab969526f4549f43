"""What the played Bot API is told to do wrong, and the answers it then gives."""

import threading
from dataclasses import dataclass
from enum import StrEnum

from depesha.testing.bot_api_markup import ApiError
from depesha.testing.provider import Fault


class BotFault(StrEnum):
    """What the Bot API alone does wrong."""

    DEACTIVATED = "deactivated"
    CANNOT_INITIATE = "cannot_initiate"
    CHAT_NOT_FOUND = "chat_not_found"
    BAD_MARKUP = "bad_markup"
    TOO_LARGE = "too_large"
    CONFLICT = "conflict"
    """Another program reads the bot's updates."""
    WEBHOOK = "webhook"
    """The updates go to a web site."""
    SERVER_ERROR = "server_error"
    """500 with an envelope: it is being restarted."""
    GATEWAY_ERROR = "gateway_error"
    """502 with HTML, from the server in front of it."""
    NOT_UTF8 = "not_utf8"
    """Taken, but the answer is no text."""
    HUGE = "huge"
    """Taken, but the answer has ten million bytes."""
    OTHER_JSON = "other_json"
    """Taken, but the answer is JSON of another make."""


AnyFault = Fault | BotFault


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer over HTTP."""

    status: int
    content_type: str
    body: bytes


_PORTAL = b"<html><head><title>Wi-Fi</title></head><body>Sign in to go online</body></html>"
_JSON = "application/json"

INSTEAD: dict[AnyFault, Reply] = {
    Fault.GARBAGE: Reply(200, "text/html", _PORTAL),
    BotFault.GATEWAY_ERROR: Reply(502, "text/html", b"<html>502 Bad Gateway</html>"),
}
"""Answers in place of the Bot API's: the message never reached it."""

AFTERWARDS: dict[AnyFault, Reply] = {
    BotFault.NOT_UTF8: Reply(200, _JSON, b'{"ok":true,"result":"\xff\xfe\xd0"}'),
    BotFault.HUGE: Reply(200, _JSON, b'{"ok":true,"result":"' + b"x" * 10_000_000 + b'"}'),
    BotFault.OTHER_JSON: Reply(200, _JSON, b'{"status":"success","data":[1,2,3]}'),
}
"""Answers that spoil the news that the message was taken."""

_REFUSALS: dict[AnyFault, tuple[int, str]] = {
    Fault.REFUSE: (403, "Forbidden: bot was blocked by the user"),
    Fault.BREAK_ACCOUNT: (401, "Unauthorized"),
    BotFault.DEACTIVATED: (403, "Forbidden: user is deactivated"),
    BotFault.CANNOT_INITIATE: (403, "Forbidden: bot can't initiate conversation with a user"),
    BotFault.CHAT_NOT_FOUND: (400, "Bad Request: chat not found"),
    BotFault.BAD_MARKUP: (400, "Bad Request: can't parse entities: Unmatched end tag"),
    BotFault.TOO_LARGE: (413, "Request Entity Too Large"),
    BotFault.CONFLICT: (409, "Conflict: terminated by other getUpdates request"),
    BotFault.WEBHOOK: (409, "Conflict: can't use getUpdates method while webhook is active"),
    BotFault.SERVER_ERROR: (500, "Internal Server Error: restart"),
}


@dataclass(slots=True)
class Planned:
    """A fault that waits for its requests."""

    fault: AnyFault
    times: int
    address: str
    after: float
    method: str

    def fits(self, method: str, address: str) -> bool:
        """Whether the request is one of those that it waits for."""
        if self.times < 1 or self.address not in {"", address}:
            return False
        return method == self.method if self.method else method.startswith("send")

    def refusal(self) -> ApiError | None:
        """The refusal, for a fault that is one."""
        if self.fault is Fault.THROTTLE:
            seconds = int(self.after)
            words = f"Too Many Requests: retry after {seconds}"
            return ApiError(429, words, retry_after=seconds)
        said = _REFUSALS.get(self.fault)
        return ApiError(*said) if said else None


class Script:
    """The faults still to come, in the order in which they were told."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._planned: list[Planned] = []

    def add(self, planned: Planned) -> None:
        """One more."""
        with self._lock:
            self._planned.append(planned)

    def next(self, method: str, address: str) -> Planned | None:
        """The fault for this request; it counts as played."""
        with self._lock:
            for planned in self._planned:
                if planned.fits(method, address):
                    planned.times -= 1
                    return planned
        return None
