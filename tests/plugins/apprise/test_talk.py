"""The worker starts, answers, and is gone without harm."""

import subprocess
import sys

import pytest

from depesha.api import AccountBroken, Reason
from depesha_apprise import talk
from depesha_apprise.talk import Worker, WorkerGoneError


def started(code):
    return subprocess.Popen(
        [sys.executable, "-c", code],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )


def test_a_worker_that_ends_leaves_us_in_doubt_and_shows_nothing():
    with started("import sys; sys.stdin.readline()") as process:
        with pytest.raises(WorkerGoneError) as caught:
            Worker(process).do({"url": "ntfy://secret@host"})
        process.wait()
        with pytest.raises(WorkerGoneError):
            Worker(process).do({"url": "x" * 1_000_000})
    assert caught.value.__context__ is None


def test_without_apprise_there_is_a_way_to_get_it(monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    with pytest.raises(AccountBroken) as caught, talk.worker(""):
        pytest.fail("started")
    assert caught.value.reason is Reason.CONFIGURATION
    assert "depesha[apprise]" in caught.value.cure


def test_the_environments_proxy_is_no_way_out(monkeypatch):
    monkeypatch.setenv("HTTPS_PROXY", "http://stranger:1")
    monkeypatch.setenv("all_proxy", "http://stranger:1")
    assert not [v for v in talk._environment("").values() if v == "http://stranger:1"]
    assert talk._environment("http://office:3128")["https_proxy"] == "http://office:3128"
