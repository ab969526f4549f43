"""The one place that makes HTTP clients, and one request told apart by what is certain afterwards.

Clients trust what the operating system trusts (office roots, national roots), never fetch by
themselves, and never log: provider URLs may carry tokens. The exceptions of httpx hold the request,
and with it URL and headers; those of `exchange` hold words of our own, and chain nothing.
"""

import json
import logging
import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import httpx

MAX_ANSWER = 2_000_000
"""Bytes of an answer that are read at most; no provider's API needs more."""


def client(
    *,
    base_url: str = "",
    proxy: str = "",
    timeout: float = 30.0,
    headers: dict[str, str] | None = None,
    ca_file: str = "",
    extra_ca_file: str = "",
) -> "httpx.Client":
    """A client for one session. `timeout` is in seconds and applies to each phase of a request.
    `ca_file` names the authority (PEM) of a server of the office's own, trusted in place of the
    system's; `extra_ca_file` one that is trusted besides the system's. OSError where a file cannot
    be read or holds no certificate."""
    import httpx

    for name in ("httpx", "httpcore"):
        logging.getLogger(name).setLevel(logging.WARNING)
    return httpx.Client(
        base_url=base_url,
        proxy=proxy or None,
        timeout=timeout,
        headers=headers,
        verify=_trust(ca_file, extra_ca_file),
        trust_env=False,
        follow_redirects=False,
    )


def _trust(ca_file: str, extra_ca_file: str) -> ssl.SSLContext:
    if ca_file:
        return ssl.create_default_context(cafile=ca_file)
    import truststore

    context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    if extra_ca_file:
        context.load_verify_locations(cafile=extra_ca_file)
    return context


class NotReachedError(Exception):
    """No connection came about: the request certainly never left. `untrusted`: the certificate."""

    def __init__(self, words: str, *, untrusted: bool = False) -> None:
        super().__init__(words)
        self.untrusted = untrusted


class AnswerLostError(Exception):
    """The request left, and nobody knows what became of it: a time-out, a broken line, an answer
    that is none of the service's. A kept connection that the server closed just before our request
    looks the same. `status`: of the strange answer, or 0."""

    def __init__(self, words: str, status: int = 0) -> None:
        super().__init__(words)
        self.status = status


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, whatever its status."""

    status: int
    headers: Mapping[str, str]
    """By their names in lower case."""
    body: bytes = field(repr=False)

    def json(self) -> Any:
        """The JSON value of the body; None where it is no JSON."""
        try:
            return json.loads(self.body)
        except (ValueError, RecursionError):
            return None

    @property
    def retry_after(self) -> float | None:
        """Seconds that `Retry-After` names; None where it names none. A date is counted from the
        answer's own `Date`, so that nobody's clock matters."""
        from email.utils import parsedate_to_datetime

        words = self.headers.get("retry-after", "").strip()
        if words.isascii() and words.isdigit():
            return float(words)
        try:
            now = parsedate_to_datetime(self.headers.get("date", ""))
            seconds = (parsedate_to_datetime(words) - now).total_seconds()
        except (ValueError, TypeError):
            return None
        return seconds if seconds >= 0 else None


def exchange(
    by: "httpx.Client",
    method: str,
    url: str,
    **content: Any,
) -> Answer:
    """One request and its answer. `content` as httpx takes it: `params`, `json`, `data`, `files`.

    Raises NotReachedError or AnswerLostError. An answer of more than MAX_ANSWER bytes is lost too.
    """
    import httpx

    failure: Exception
    # An answer may not unpack into more than was sent.
    plain = {"Accept-Encoding": "identity"}
    try:
        with by.stream(method, url, headers=plain, **content) as response:
            body = bytearray()
            for piece in response.iter_bytes():
                body += piece
                if len(body) > MAX_ANSWER:
                    break
            else:
                headers = {name.lower(): value for name, value in response.headers.items()}
                return Answer(response.status_code, headers, bytes(body))
            words = f"HTTP {response.status_code}, more than {MAX_ANSWER} bytes"
            failure = AnswerLostError(words, response.status_code)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        failure = _in_words(error)
    # Outside of the `except`: nothing is chained.
    raise failure


def download(by: "httpx.Client", url: str, write: Callable[[bytes], object]) -> None:
    """Hand the content at that address over, piece by piece.

    Raises NotReachedError, or AnswerLostError, whose `status` is that of a refusal; then a part may
    have been written.
    """
    import httpx

    failure: Exception
    try:
        with by.stream("GET", url, headers={"Accept-Encoding": "identity"}) as response:
            if response.status_code == 200:
                for piece in response.iter_bytes():
                    write(piece)
                return
            failure = AnswerLostError(f"HTTP {response.status_code}", response.status_code)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        failure = _in_words(error)
    raise failure


def _in_words(error: Exception) -> NotReachedError | AnswerLostError:
    import httpx

    kind = type(error).__name__
    unopened = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError)
    unsaid = (httpx.UnsupportedProtocol, httpx.LocalProtocolError, httpx.InvalidURL)
    if isinstance(error, (*unopened, *unsaid)):
        return NotReachedError(f"no connection ({kind})", untrusted=_untrusted(error))
    return AnswerLostError(f"no answer ({kind})")


def _untrusted(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, ssl.SSLCertVerificationError):
            return True
        error = error.__cause__ or error.__context__
    return False
