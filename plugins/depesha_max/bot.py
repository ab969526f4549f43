"""One call of the bot API: the result, or the three ways in which it can fail.

Documented: JSON in and out; a failure is an HTTP status with `{"code": …, "message": …}`.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from depesha.api.http import Answer, AnswerLostError, exchange

if TYPE_CHECKING:
    from httpx import Client  # noqa: TID251 - the type only; api.http makes it


class RejectedError(Exception):
    """The bot API's own no."""

    def __init__(self, status: int, code: str, words: str, after: float | None = None) -> None:
        super().__init__(f"{status} {code} {words}".rstrip())
        self.status = status
        self.code = code
        self.words = words
        self.after = after


@dataclass(frozen=True, slots=True)
class Bot:
    """The bot API behind a client that carries the token, and `plain`, one that does not: the
    addresses of uploads are strangers' and get no token."""

    client: "Client"
    plain: "Client"

    def call(self, method: str, path: str, **content: Any) -> dict[str, Any]:
        """The result; NotReachedError, AnswerLostError or RejectedError."""
        return _result(exchange(self.client, method, path, **content))

    def upload(self, url: str, name: str, file: Any, mime: str) -> dict[str, Any]:
        """What the upload server says of the file; raises as `call`."""
        return _result(exchange(self.plain, "POST", url, files={"data": (name, file, mime)}))


def _result(answer: Answer) -> dict[str, Any]:
    match answer.json():
        case dict(found) if answer.status == 200:
            return found
        case {"code": str(code), **rest} if answer.status >= 400:
            words = str(rest.get("message") or "")[:500]
            raise RejectedError(answer.status, code[:100], words, answer.retry_after)
    # Not a word of the answer itself: it is a stranger's.
    words = f"not an answer of MAX: HTTP {answer.status}, {len(answer.body)} bytes"
    raise AnswerLostError(words, answer.status)
