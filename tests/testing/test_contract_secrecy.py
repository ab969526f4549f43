"""Every way in which a secret gets out is noticed, and the report does not repeat it."""

import base64
import logging
from contextlib import contextmanager
from dataclasses import dataclass

import pytest

from depesha.api import AccountSettings, Reason, Refused, Secret, secret, setting
from depesha.testing.contract_secrecy import _disguises

CHECK = "test_no_secret_is_shown"
SECRET = "right-one"


class Leak(Exception):
    def __init__(self, words, **attributes):
        super().__init__(words)
        self.__dict__ |= attributes


def sending(action):
    return {"send": lambda self, message: action()}


def leaking(*args, **attributes):
    def action():
        raise Leak(*args, **attributes)

    return action


def chained():
    try:
        leaking(f"GET /bot{SECRET}/")()
    except Leak as error:
        raise Refused(Reason.REFUSED) from error


def in_context():
    try:
        leaking("plain", request=f"/bot{SECRET}/")()
    except Leak:
        raise Refused(Reason.REFUSED)  # noqa: B904 - the leak that is tested


def cut_off():
    try:
        leaking(f"GET /bot{SECRET}/")()
    except Leak:
        raise Refused(Reason.REFUSED) from None


@pytest.mark.parametrize("case", ["success", "test", "wrong login", "nobody listens", "stall"])
def test_an_honest_channel_passes(judge, case):
    judge(CHECK, case=case)


@pytest.mark.parametrize(
    "action",
    [
        leaking(SECRET),
        leaking("quiet", request=f"/bot{SECRET}/"),
        leaking(base64.b64encode(f"\0user\0{SECRET}".encode()).decode()),
        chained,
        in_context,
        lambda: logging.getLogger("depesha.plugin.played").debug("login %s", SECRET),
        lambda: logging.getLogger("third.party").debug("x", extra={"url": f"/bot{SECRET}/"}),
        lambda: print(SECRET),
    ],
    ids=["message", "attribute", "base64", "cause", "context", "log", "log extra", "output"],
)
def test_a_leak_is_found_and_not_repeated(judge, found, action):
    with found("a secret is shown") as caught:
        judge(CHECK, case="success", session=sending(action))
    assert SECRET not in str(caught.value)


def test_what_was_cut_off_is_not_shown(judge):
    judge(CHECK, case="success", session=sending(cut_off))


def test_the_bots_name_is_looked_at_too(judge, found):
    with found("test: a secret is shown"):
        judge(CHECK, case="test", session={"test": lambda self: f"hello {SECRET}"})


def test_a_wrong_secret_counts_as_one(judge, found):
    @contextmanager
    def connect(settings, context):
        yield leaking(settings.password.reveal())()

    with found("wrong login: a secret is shown"):
        judge(CHECK, case="wrong login", channel={"connect": staticmethod(connect)})


def test_settings_that_show_their_secret(judge, found):
    @dataclass(frozen=True, kw_only=True)
    class Copying(AccountSettings):
        port: int = setting(25, title="Port")
        user: str = setting(SECRET, title="Login")
        password: Secret = secret(title="Password")

    with found("success: a secret is shown"):
        judge(CHECK, case="success", account=Copying(password=Secret(SECRET)))


def test_an_account_without_secrets_has_none_to_show(judge):
    with pytest.raises(RuntimeError, match="no secrets"):
        judge(CHECK, case="success", account=AccountSettings())


@pytest.mark.parametrize("before", ["", "a", "ab", "abc", "user:", "\0user\0"])
@pytest.mark.parametrize("after", ["", "!", "!!", "!!!"])
def test_base64_is_seen_through_at_every_place(before, after):
    wire = base64.b64encode(f"{before}{SECRET}{after}".encode()).decode()
    assert any(form in wire for form in _disguises(SECRET))


def test_other_base64_is_no_leak():
    wire = base64.b64encode(b"something else entirely, long enough to be confused").decode()
    assert not any(form in wire for form in _disguises(SECRET))
