"""One call of the Bot API: a request, and the three ways in which it can fail.

The URL holds the token, and httpx's exceptions hold the request with its URL. So nothing of httpx
leaves this module: its exceptions are put into words, and the new ones are raised outside the
`except`, where they chain nothing.

Documented: the envelope `{"ok", "result" | "error_code", "description", "parameters"}`.
"""

import json
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from depesha.api.http import MAX_ANSWER

if TYPE_CHECKING:
    import httpx

Files = dict[str, tuple[str, bytes, str]]
"""Form field → file name, content, media type."""


class NotReachedError(Exception):
    """No connection came about: the request never left. `untrusted`: a wrong certificate."""

    def __init__(self, words: str, *, untrusted: bool = False) -> None:
        super().__init__(words)
        self.untrusted = untrusted


class AnswerLostError(Exception):
    """The request left, and nobody knows what became of it: a time-out, a broken line, an answer
    that is none of the Bot API's. A kept connection which the server closed just before our
    request looks the same, so that is not known either. `status`: of the strange answer, or 0."""

    def __init__(self, words: str, status: int = 0) -> None:
        super().__init__(words)
        self.status = status


class RejectedError(Exception):
    """The Bot API's own no: `ok` is false. `code` is its error_code."""

    def __init__(self, code: int, description: str, parameters: dict[str, Any]) -> None:
        super().__init__(f"{code} {description}")
        self.code = code
        self.description = description
        self.parameters = parameters


@dataclass(frozen=True, slots=True)
class Bot:
    """The Bot API behind a client whose base URL ends with `/bot<token>/`."""

    client: "httpx.Client"  # noqa: TID251 - the type; api.http makes it
    token: str

    def call(self, method: str, params: dict[str, Any], files: Files | None = None) -> Any:
        """The `result`; NotReachedError, AnswerLostError or RejectedError."""
        import httpx

        body: dict[str, Any] = {"json": params}
        if files:
            form = {name: _form_value(value) for name, value in params.items()}
            body = {"data": form, "files": files}
        try:
            with self.client.stream("POST", method, **body) as response:
                return self._result(response)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            failure = _in_words(error)
        raise failure

    def download(self, path: str, write: Callable[[bytes], object]) -> None:
        """The content of a file that getFile named; errors as of `call`."""
        import httpx

        base = str(self.client.base_url).rstrip("/")
        root, _bot, secret = base.rpartition("/bot")
        try:
            with self.client.stream("GET", f"{root}/file/bot{secret}/{quote(path)}") as response:
                if response.status_code == 200:
                    for chunk in response.iter_bytes():
                        write(chunk)
                    return
                failure: Exception = RejectedError(response.status_code, "download", {})
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            failure = _in_words(error)
        raise failure

    def _result(self, response: "httpx.Response") -> Any:
        content = b""
        for chunk in response.iter_bytes():
            content += chunk
            if len(content) > MAX_ANSWER:
                break
        try:
            envelope = json.loads(content)
        except (ValueError, RecursionError):
            envelope = None
        match envelope:
            case {"ok": True, "result": result}:
                return result
            case {"ok": False, "error_code": int(code)}:
                said = str(envelope.get("description", ""))[:500].replace(self.token, "…")
                parameters = envelope.get("parameters")
                found = parameters if isinstance(parameters, dict) else {}
                raise RejectedError(code, said, found)
        # Not a word of the answer itself: a portal's page may quote the URL that was asked for.
        size = f"more than {MAX_ANSWER}" if len(content) > MAX_ANSWER else len(content)
        words = f"not an answer of the Bot API: HTTP {response.status_code}, {size} bytes"
        raise AnswerLostError(words, response.status_code)


def _form_value(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value)


def _in_words(error: Exception) -> NotReachedError | AnswerLostError:
    import httpx

    kind = type(error).__name__
    before = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError)
    if isinstance(error, (*before, httpx.UnsupportedProtocol, httpx.InvalidURL)):
        return NotReachedError(f"no connection ({kind})", untrusted=_untrusted(error))
    return AnswerLostError(f"no answer ({kind})")


def _untrusted(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, ssl.SSLCertVerificationError):
            return True
        error = error.__cause__ or error.__context__
    return False
