"""Apprise in a process of its own: reads jobs as lines of JSON, does them, answers so too.

Apart, because Apprise's plugins take 40 MB and half a second to load, log into one place for all,
hang as they like, and ask neither our proxy nor our trust store. Here they do: the proxy comes by
the environment, the trust store is put in before anything else is imported.

Jobs: `{"urls": […], "deadline": s}` → `{"service": name}`, empty where Apprise knows none of them;
`{"url", "bare", "address", "text", "timeout", "deadline"}` → `{"taken", "kept", "exchanges",
"words"}`. `bare` is the URL without a recipient.
"""

import faulthandler
import json
import logging
import os
import sys
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote


class Words(logging.Handler):
    """What Apprise complains about."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Remember it."""
        self.said.append(record.getMessage()[:2000])


class Worker:
    """Does the jobs, one after another."""

    def __init__(self) -> None:
        import apprise

        self._apprise = apprise
        self._asset = apprise.AppriseAsset(
            async_mode=False, storage_mode="memory", app_id="Depesha"
        )
        self._exchanges: list[dict[str, Any]] = []
        self._words = Words()
        log = logging.getLogger("apprise")
        log.handlers = [self._words]
        log.propagate = False
        tap(self._exchanges)

    def do(self, job: dict[str, Any]) -> dict[str, Any]:
        """The answer to a job."""
        if "urls" in job:
            known = filter(None, map(self._known, job["urls"]))
            return {"service": next((str(one.service_name) for one in known), "")}
        self._exchanges.clear()
        self._words.said.clear()
        taken = kept = False
        target = self._known(job["url"])
        if target is not None and self._keeps(target, job["address"], job["bare"]):
            kept = True
            taken = self._send(target, job["text"], job["timeout"])
        return {
            "taken": taken,
            "kept": kept,
            "exchanges": list(self._exchanges),
            "words": " ".join(self._words.said[-1:]),
        }

    def _known(self, url: str) -> Any:
        found = self._apprise.Apprise.instantiate(url, asset=self._asset)
        if found is None:
            return None
        # One try, told as it ended, no stranger in between, whatever the URL says.
        found.retry, found.optional = 0, False
        found.verify_certificate, found.redirects = True, False
        return found

    def _keeps(self, target: Any, address: str, bare: str) -> bool:
        """Whether the address is the one recipient. A service that does not like it leaves it out,
        and would write to whomever it writes to by default."""
        if len(target) != 1:
            return False
        nobody = self._known(bare)
        core = address.strip("@+#!:.~$-").casefold()
        without = unquote(nobody.url() if nobody is not None else bare).casefold()
        return unquote(target.url()).casefold().count(core) > without.count(core)

    def _send(self, target: Any, text: str, timeout: float) -> bool:
        target.socket_connect_timeout = target.socket_read_timeout = timeout
        one = self._apprise.Apprise(asset=self._asset)
        one.add(target)
        return bool(one.notify(body=text, body_format="text"))


def tap(exchanges: list[dict[str, Any]]) -> None:
    """Note every HTTP exchange: Apprise says that a message failed, this says how far it came."""
    import requests
    from requests.adapters import HTTPAdapter

    send: Callable[..., Any] = HTTPAdapter.send

    def noting(self: HTTPAdapter, request: Any, **options: Any) -> Any:
        try:
            response = send(self, request, **options)
            page = response.content[:200].lstrip().lower().startswith((b"<!doctype html", b"<html"))
        except (requests.RequestException, OSError) as error:
            exchanges.append({"failed": failure(error)})
            raise
        exchanges.append(
            {
                "status": response.status_code,
                "after": response.headers.get("Retry-After", ""),
                "page": page,
            }
        )
        return response

    HTTPAdapter.send = noting  # type: ignore[assignment,method-assign]


def failure(error: BaseException) -> str:
    """`untrusted`, `unopened` (the request never left), or `lost`."""
    kinds = {type(one).__name__ for one in chain(error)}
    if kinds & {"SSLCertVerificationError", "CertificateError"}:
        return "untrusted"
    unopened = {"NewConnectionError", "NameResolutionError", "ConnectTimeoutError", "ProxyError"}
    if kinds & {*unopened, "ConnectTimeout", "InvalidSchema", "InvalidURL", "InvalidProxyURL"}:
        return "unopened"
    return "lost"


def chain(error: BaseException) -> list[BaseException]:
    """The exception, and those that it holds or came from."""
    found: list[BaseException] = []
    waiting: list[Any] = [error]
    while waiting:
        one = waiting.pop()
        if isinstance(one, BaseException) and one not in found:
            found.append(one)
            waiting += [*one.args, getattr(one, "reason", None), one.__cause__, one.__context__]
    return found


def main() -> None:
    """Until there are no more jobs. A job that takes longer than its deadline ends the process."""
    answers, sys.stdout = sys.stdout, sys.stderr
    import truststore

    truststore.inject_into_ssl()
    worker = Worker()
    with open(os.devnull, "w") as nowhere:  # noqa: PTH123 - no path of ours
        for line in sys.stdin:
            job = json.loads(line)
            faulthandler.dump_traceback_later(job["deadline"], exit=True, file=nowhere)
            answer = worker.do(job)
            faulthandler.cancel_dump_traceback_later()
            answers.write(json.dumps(answer) + "\n")
            answers.flush()


if __name__ == "__main__":
    main()
