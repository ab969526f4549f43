"""The conversation with the worker, from this side."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from depesha.api import AccountBroken, Reason, _

_OTHERS = (
    "http_proxy", "https_proxy", "all_proxy", "no_proxy", "requests_ca_bundle", "curl_ca_bundle",
)  # fmt: skip
"""Ways and trust that are the environment's and not the office's."""


class WorkerGoneError(Exception):
    """The worker ended in the middle of a job: nobody knows how far it came."""


class Worker:
    """A running worker."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def do(self, job: dict[str, Any]) -> dict[str, Any]:
        """The answer to a job. The worker keeps the deadline itself, so this does end."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        line = ""
        try:
            self._process.stdin.write(json.dumps(job) + "\n")
            self._process.stdin.flush()
            line = self._process.stdout.readline()
        except OSError:
            pass
        # Outside of the `except`, which would chain what was to be written.
        if not line:
            raise WorkerGoneError("Apprise did not come to an end in time")
        answer: dict[str, Any] = json.loads(line)
        return answer


@contextmanager
def worker(proxy: str) -> Iterator[Worker]:
    """A worker that goes through the office's proxy, or straight. AccountBroken without Apprise."""
    _require()
    # -P: an apprise.py in the folder where the program was started must not be taken for it.
    command = [sys.executable, "-P", "-m", "depesha_apprise.worker"]
    # On Windows a window would flash up.
    flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
        env=_environment(proxy),
        creationflags=flags,
    )
    try:
        yield Worker(process)
    finally:
        process.kill()
        # What a worker that is gone never read cannot be written any more.
        with suppress(OSError):
            process.communicate()


def _require() -> None:
    import importlib.util

    if getattr(sys, "frozen", False) or importlib.util.find_spec("apprise") is None:
        cure = _('Apprise is not installed. Install it with: pip install "depesha[apprise]"')
        raise AccountBroken(Reason.CONFIGURATION, cure=cure)


def _environment(proxy: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name.lower() not in _OTHERS}
    # Plugin folders are on the path of this program alone.
    kept["PYTHONPATH"] = os.pathsep.join(path for path in sys.path if path)
    return kept | ({"http_proxy": proxy, "https_proxy": proxy} if proxy else {})
