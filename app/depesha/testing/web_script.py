"""What a played provider on the web is told to do wrong, and the answers that any may give."""

import threading
from dataclasses import dataclass
from enum import StrEnum

from depesha.testing.provider import Fault
from depesha.testing.web import Reply


class WebFault(StrEnum):
    """What goes wrong with answers over HTTP, whoever gives them."""

    DROP_WITHIN = "drop_within"
    """The message was taken; the line breaks in the middle of the answer."""
    GATEWAY_ERROR = "gateway_error"
    """502 with HTML, from the server in front of the provider."""
    NOT_UTF8 = "not_utf8"
    """Taken, but the answer is no text."""
    HUGE = "huge"
    """Taken, but the answer has ten million bytes."""
    OTHER_JSON = "other_json"
    """Taken, but the answer is JSON of another make."""


_PORTAL = b"<html><head><title>Wi-Fi</title></head><body>Sign in to go online</body></html>"
_JSON = {"Content-Type": "application/json"}
_HTML = {"Content-Type": "text/html"}

INSTEAD: dict[StrEnum, Reply] = {
    Fault.GARBAGE: Reply(_PORTAL, 200, _HTML),
    WebFault.GATEWAY_ERROR: Reply(b"<html>502 Bad Gateway</html>", 502, _HTML),
}
"""Answers in place of the provider's: the message never reached it."""

AFTERWARDS: dict[StrEnum, Reply] = {
    WebFault.DROP_WITHIN: Reply(b'{"message": {"body": {"mid": "m-1"}}}', 200, _JSON, 20),
    WebFault.NOT_UTF8: Reply(b'{"message": "\xff\xfe\xd0"}', 200, _JSON),
    WebFault.HUGE: Reply(b'{"message": "' + b"x" * 10_000_000 + b'"}', 200, _JSON),
    WebFault.OTHER_JSON: Reply(b'{"status": "success", "data": [1, 2, 3]}', 200, _JSON),
}
"""Answers that spoil the news that the message was taken."""


@dataclass(slots=True)
class Planned:
    """A fault that waits for its requests: those to an address, or with a `task` of that name."""

    fault: StrEnum
    times: int = 1
    address: str = ""
    after: float = 1.0
    task: str = ""


class Script:
    """The faults still to come, in the order in which they were told. `usual` is the task that
    a fault without one waits for."""

    def __init__(self, usual: str) -> None:
        self._usual = usual
        self._lock = threading.Lock()
        self._planned: list[Planned] = []

    def add(self, planned: Planned) -> None:
        """One more."""
        with self._lock:
            self._planned.append(planned)

    def next(self, task: str, address: str = "") -> Planned | None:
        """The fault for this request; it counts as played."""
        with self._lock:
            for one in self._planned:
                fits = one.address in {"", address} and (one.task or self._usual) == task
                if one.times > 0 and fits:
                    one.times -= 1
                    return one
        return None
