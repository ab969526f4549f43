"""One request to a service, told apart by what is certain afterwards.

- The line could not be opened, or the service said in plain HTTP that it did nothing: one of the
  certain errors of `depesha.api`.
- The service answered: an `Answer`, for the gateway to read. HTTP 200 says nothing yet.
- Anything else once the request had left: AnswerLostError. Nobody knows.

Exceptions are raised outside of `except`, with words of our own: httpx puts the request, and with
it the password, into its exceptions. Requests carry secrets as `Secret` up to the last function.
"""

from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from depesha.api import AccountBroken, Context, NotNow, Reason, Refused, Scope, Secret, _
from depesha.api.http import MAX_ANSWER, client
from depesha_sms.answers import AT_ONCE, Answer, AnswerLostError
from depesha_sms.settings import HttpSettings
from depesha_sms.shown import Veil, retry_after

if TYPE_CHECKING:
    import httpx
    from httpx import Client  # noqa: TID251 - the type only; `client()` makes it


class Wire:
    """An open client for one session."""

    def __init__(self, opened: "Client", veil: Veil, timeout: float) -> None:
        self._client = opened
        self._veil = veil
        self._timeout = timeout

    def get(self, url: str, params: Mapping[str, str] | None = None) -> Answer:
        """Ask. `url` is relative to the service's address, or absolute."""
        # Empty `params` would cut the query off the address.
        return self._call("GET", url, params=dict(params or {}) or None)

    def post(
        self, url: str, *, form: Mapping[str, str | Secret] | None = None, body: Any = None
    ) -> Answer:
        """Tell, by a form or by JSON (whose strings may be Secret)."""
        if form is not None:
            return self._call("POST", url, data=dict(form))
        return self._call("POST", url, json=body)

    def _call(self, method: str, url: str, **content: Any) -> Answer:
        request = self._prepared(method, url, content)
        outcome = request if isinstance(request, Exception) else self._exchanged(request)
        if isinstance(outcome, Exception):
            raise outcome
        answer, wait = outcome
        if verdict := AT_ONCE.get(answer.status):
            raise verdict.of(answer.brief, wait)
        return answer

    def _prepared(
        self, method: str, url: str, content: dict[str, Any]
    ) -> "httpx.Request | Exception":
        import httpx

        try:
            return self._client.build_request(method, url, **reveal(content))
        except httpx.InvalidURL:
            return _unusable()
        except UnicodeError:
            return Refused(Reason.CONTENT, _("The text has characters that cannot be sent."))

    def _exchanged(self, request: "httpx.Request") -> tuple[Answer, float | None] | Exception:
        import httpx

        try:
            with closing(self._client.send(request, stream=True)) as response:
                return self._read(response)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError) as e:
            return _unreached(e, self._veil)
        except (httpx.UnsupportedProtocol, httpx.LocalProtocolError):
            return _unusable()
        except httpx.TimeoutException:
            words = _("The service did not answer within {seconds} seconds.")
            return AnswerLostError(words.format(seconds=f"{self._timeout:g}"))
        except httpx.HTTPError as error:
            words = _("The line broke before the service answered ({kind}).")
            return AnswerLostError(words.format(kind=type(error).__name__))

    def _read(self, response: "httpx.Response") -> tuple[Answer, float | None] | Exception:
        body = bytearray()
        for piece in response.iter_bytes(65536):
            body += piece
            if len(body) > MAX_ANSWER:
                return AnswerLostError(_("What came back is too long to be the service's answer."))
        text = body.decode("utf-8", "replace")
        answer = Answer(response.status_code, text, self._veil(f"{response.status_code} {text}"))
        return answer, retry_after(response.headers)


@contextmanager
def open_wire(
    settings: HttpSettings,
    context: Context,
    base_url: str,
    *,
    basic: tuple[str, Secret] | None = None,
    headers: Mapping[str, Secret] | None = None,
) -> Iterator[Wire]:
    """A wire to the account's own address of the service, or to `base_url` where it has none.

    `basic` is a login with its password, `headers` go with every request. Nothing is sent yet.
    """
    headers = headers or {}
    own = (getattr(settings, f.name) for f in fields(settings))
    secrets = [one for one in (*own, *headers.values()) if isinstance(one, Secret)]
    opened = _open(settings, context, base_url, basic, headers)
    if isinstance(opened, Exception):
        raise opened
    with opened:
        yield Wire(opened, Veil(secrets, basic), settings.timeout)


def _open(
    settings: HttpSettings,
    context: Context,
    base_url: str,
    basic: tuple[str, Secret] | None,
    headers: Mapping[str, Secret],
) -> "Client | Exception":
    import httpx

    try:
        opened = client(
            base_url=settings.base_url or base_url,
            proxy=context.proxy,
            timeout=settings.timeout,
            headers=reveal(dict(headers)),
        )
    except (httpx.InvalidURL, UnicodeError):
        return _unusable()
    if not opened.base_url.host:
        opened.close()
        return _unusable()
    if basic is not None:
        opened.auth = (basic[0], basic[1].reveal())
    return opened


def _unreached(error: "httpx.TransportError", veil: Veil) -> Exception:
    """The request never left."""
    import ssl

    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return AccountBroken(Reason.TLS, veil(str(cause)))
        cause = cause.__cause__ or cause.__context__
    return NotNow(Reason.CONNECTION, veil(str(error)), scope=Scope.ACCOUNT)


def _unusable() -> AccountBroken:
    cure = _("The address of the service, the login or the key has characters that cannot be sent.")
    return AccountBroken(Reason.CONFIGURATION, cure=cure)


def reveal(value: Any) -> Any:
    """The value with every Secret in it as plain text; for the wire alone."""
    if isinstance(value, Secret):
        return value.reveal()
    if isinstance(value, dict):
        return {key: reveal(one) for key, one in value.items()}
    if isinstance(value, list):
        return [reveal(one) for one in value]
    return value
