"""The worker: what it notes of failures, and whom it writes to."""

import logging
import ssl

import pytest
import requests
from urllib3.exceptions import (
    ConnectTimeoutError,
    MaxRetryError,
    NewConnectionError,
    ProtocolError,
)

from depesha.testing import Fault
from depesha_apprise import talk
from depesha_apprise.worker import Words, failure


def retried(reason):
    return requests.ConnectionError(MaxRetryError(None, "/", reason))


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (retried(NewConnectionError(None, "refused")), "unopened"),
        (retried(ConnectTimeoutError(None, "slow")), "unopened"),
        (requests.exceptions.InvalidSchema("no socks"), "unopened"),
        (retried(ssl.SSLCertVerificationError("self-signed")), "untrusted"),
        (requests.ConnectionError(ProtocolError("aborted", OSError())), "lost"),
        (requests.ReadTimeout("slow"), "lost"),
        (OSError("broken"), "lost"),
    ],
)
def test_how_far_it_came(error, kind):
    assert failure(error) == kind


def test_errors_in_a_circle_end():
    one, other = OSError(), OSError()
    one.__context__, other.__context__ = other, one
    assert failure(one) == "lost"


def test_words_are_warnings_and_no_books():
    words = Words()
    logger = logging.getLogger("test.words")
    logger.addHandler(words)
    logger.info("no")
    logger.warning("w" * 9000)
    logger.removeHandler(words)
    assert [len(one) for one in words.said] == [2000]


@pytest.fixture(scope="module")
def worker():
    with talk.worker("") as one:
        yield one


def job(template, address, text="Привет"):
    def to(one):
        return template.replace("{address}", one)

    return {
        "url": to(address), "bare": to(""), "address": address,
        "text": text, "timeout": 0.5, "deadline": 20,
    }  # fmt: skip


def test_which_services_are_known(worker):
    known = worker.do({"urls": ["nosuch://x", "ntfy://host/ivan"], "deadline": 60})
    assert known == {"service": "ntfy"}
    assert worker.do({"urls": ["nosuch://x", "ntfy"], "deadline": 60}) == {"service": ""}


@pytest.mark.parametrize(
    ("template", "address"),
    [
        # A service leaves out what it does not like, and would write to whomever it likes.
        ("mailto://user:password@gmail.com?to={address}", "ivan"),
        ("mmost://127.0.0.1:1/3ccdd113474722377935511fc85d3dd4?channel={address}", "a@b.org"),
        ("tgram://123456789:abcdefg_hijklmnop/{address}", "+79161234567"),
        ("ntfy://127.0.0.1:1/other/{address}", "ivan"),
        ("gotify://127.0.0.1:1/AbCdEfGhIjKlMnO#{address}", "ivan"),
        ("nosuch://127.0.0.1/{address}", "ivan"),
    ],
)
def test_nobody_is_written_to_in_anothers_place(worker, template, address):
    answer = worker.do(job(template, address))
    assert (answer["kept"], answer["taken"], answer["exchanges"]) == (False, False, [])


def test_what_the_url_says_of_trying_again_is_not_heard(worker, ntfy):
    template = f"ntfy://{ntfy.token}@127.0.0.1:{ntfy.port}/{{address}}?retry=3&optional=yes"
    for _ in range(4):
        ntfy.fail(Fault.REFUSE)
    answer = worker.do(job(template, "ivan"))
    assert (answer["kept"], answer["taken"], len(answer["exchanges"])) == (True, False, 1)
    assert "forbidden" in answer["words"]


def test_a_job_without_an_end_ends_the_worker(ntfy):
    template = f"ntfy://{ntfy.token}@127.0.0.1:{ntfy.port}/{{address}}"
    ntfy.fail(Fault.STALL)
    with talk.worker("") as own:
        own.do({"urls": [template.replace("{address}", "ivan")], "deadline": 60})
        with pytest.raises(talk.WorkerGoneError):
            own.do({**job(template, "ivan"), "timeout": 30, "deadline": 0.5})
    assert len(ntfy.received) == 1
