"""What servers answer, and what it means. The words are those of real providers."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesha.api import AccountBroken, NotNow, Reason, Refused, Scope, SendError
from depesha_email import presets
from depesha_email.answers import Stage, verdict
from depesha_email.cures import CURES, GUIDES
from depesha_email.wire import Answer

AUTH, MAIL, RCPT, DATA, DOT = Stage.AUTH, Stage.MAIL, Stage.RCPT, Stage.DATA, Stage.DOT


def _judge(stage: Stage, said: str, provider: str = "") -> SendError:
    code, _blank, rest = said.partition(" ")
    status, _blank, text = rest.partition(" ")
    if status.count(".") != 2 or not status.replace(".", "").isdigit():
        status, text = "", rest
    return verdict(stage, Answer(int(code), status, text), presets.find(provider))


@pytest.mark.parametrize(
    ("stage", "said", "reason"),
    [
        # This person, this letter: no.
        (RCPT, "550 5.1.1 No such user here", "address_rejected"),
        (RCPT, "550 5.1.1 The email account does not exist", "address_rejected"),
        (RCPT, "550 User not found", "address_rejected"),
        (RCPT, "550 5.7.1 No such user!", "policy"),
        (RCPT, "553 5.1.3 Bad recipient address syntax", "address_rejected"),
        (RCPT, "501 5.1.3 Bad recipient address syntax", "address_rejected"),
        (RCPT, "550 5.2.1 The email account is disabled for receiving", "address_rejected"),
        (RCPT, "554 5.7.1 Service unavailable; client blocked using zen.spamhaus.org", "spam"),
        (RCPT, "550 5.4.4 Host not found", "unreachable"),
        (RCPT, "552 5.2.2 Mailbox full", "mailbox_full"),
        (RCPT, "552 Requested mail action aborted", "mailbox_full"),
        (RCPT, "550 User quota exceeded", "mailbox_full"),
        (DOT, "552 5.2.2 The recipient's inbox is over quota", "mailbox_full"),
        (DOT, "554 5.7.1 Message rejected under suspicion of SPAM; https://ya.cc/1IrBc", "spam"),
        (DOT, "550 spam message rejected. Please visit http://help.mail.ru", "spam"),
        (DOT, "550 5.7.1 This message is likely unsolicited mail", "spam"),
        (DOT, "552 5.7.0 Blocked, its content presents a potential issue", "content"),
        (DOT, "552 Virus found", "content"),
        (DOT, "552 5.3.4 Message size exceeds fixed limit", "too_large"),
        (MAIL, "552 5.3.4 Message too big for system", "too_large"),
        (DOT, "552 Error: Too much mail data", "too_large"),
        (DOT, "550 5.7.1 This message violates example.com email policy", "policy"),
        (DOT, "554 Transaction failed", "refused"),
        (DOT, "554 5.6.1 Eight-bit letter", "content"),
    ],
)
def test_refused(stage: Stage, said: str, reason: str) -> None:
    error = _judge(stage, said)
    assert isinstance(error, Refused)
    assert error.reason == reason
    assert error.answer == said


@pytest.mark.parametrize(
    ("stage", "said", "reason", "after"),
    [
        (RCPT, "450 4.2.0 Greylisted, see http://postgrey.schweikert.ch", "greylisted", None),
        (RCPT, "451 4.7.1 Greylisting in action, come back in 300 seconds", "greylisted", 300),
        (RCPT, "451 4.7.1 Please try again in 5 minutes", "greylisted", 300),
        (RCPT, "450 4.1.1 unverified address", "greylisted", None),
        (RCPT, "452 4.2.2 The account is over quota", "mailbox_full", None),
        (
            RCPT,
            "450 4.2.1 The user you are trying to contact receives too much",
            "greylisted",
            None,
        ),
        (DOT, "451 Requested action aborted", "greylisted", None),
    ],
)
def test_this_letter_later(stage: Stage, said: str, reason: str, after: float | None) -> None:
    error = _judge(stage, said)
    assert isinstance(error, NotNow)
    assert (error.reason, error.scope, error.after) == (reason, Scope.ROW, after)


@pytest.mark.parametrize(
    ("stage", "said", "reason"),
    [
        (Stage.GREET, "421 4.3.2 Too many connections", "throttled"),
        (AUTH, "454 4.7.0 Too many login attempts, please try again later", "throttled"),
        (AUTH, "421 4.7.0 Temporary System Problem", "throttled"),
        (MAIL, "421 4.7.0 An unusual rate of unsolicited mail", "throttled"),
        (MAIL, "450 4.7.1 Error: too much mail from 203.0.113.9", "throttled"),
        (RCPT, "451 Ratelimit exceeded for mailbox office@mail.ru. Try again later.", "throttled"),
        (RCPT, "450 ratelimit exceeded", "throttled"),
        (RCPT, "452 4.5.3 Too many recipients", "throttled"),
        (DOT, "432 4.3.2 Concurrent connections limit exceeded", "throttled"),
        (MAIL, "452 4.3.1 Insufficient system storage", "provider_error"),
        (DATA, "451 4.3.0 Temporary local problem", "provider_error"),
        (DOT, "421 4.3.0 Temporary System Problem", "throttled"),
    ],
)
def test_the_account_later(stage: Stage, said: str, reason: str) -> None:
    error = _judge(stage, said)
    assert isinstance(error, NotNow)
    assert (error.reason, error.scope) == (reason, Scope.ACCOUNT)


@pytest.mark.parametrize(
    ("stage", "said", "reason", "cure"),
    [
        (AUTH, "535 5.7.8 Error: Invalid user or password!", "login", "password"),
        (AUTH, "535 5.7.8 This user does not have access rights", "login", "mail_programs"),
        (AUTH, "534 5.7.9 Application-specific password required", "login", "app_password"),
        (AUTH, "535 5.7.0 NEOBHODIM parol prilozheniya", "login", "app_password"),
        (AUTH, "535 5.7.139 Basic authentication is disabled", "login", "oauth"),
        (AUTH, "535 5.7.139 Auth failed, the user credentials were incorrect", "login", "oauth"),
        (AUTH, "535 5.7.139 SmtpClientAuthentication is disabled", "login", "smtp_auth"),
        (AUTH, "535 5.7.139 User is locked by security defaults policy", "login", "oauth"),
        (AUTH, "535 5.7.3 Authentication unsuccessful", "login", "password"),
        (MAIL, "530 5.7.0 Must issue a STARTTLS command first", "tls", "starttls"),
        (MAIL, "530 5.7.0 Authentication required", "login", "password"),
        (RCPT, "554 5.7.1 <a@b.ru>: Relay access denied", "configuration", "relay"),
        (RCPT, "550 5.7.1 Unable to relay for a@b.ru", "configuration", "relay"),
        (RCPT, "550 relay not permitted", "configuration", "relay"),
        (MAIL, "553 5.7.1 Sender address rejected: not owned", "sender_rejected", "sender"),
        (RCPT, "553 5.7.1 Sender rejected: not owned by user x", "sender_rejected", "sender"),
        (MAIL, "550 not local sender over smtp", "sender_rejected", "sender"),
        (DOT, "554 5.2.0 STOREDRV:SendAsDeniedException", "sender_rejected", "sender"),
        (MAIL, "550 5.1.8 Access denied, bad outbound sender", "sender_rejected", "sender"),
        (MAIL, "550 message sending for this account is disabled", "sender_rejected", "sender"),
        (MAIL, "501 5.1.7 Bad sender address syntax", "sender_rejected", "sender"),
        (DOT, "550 5.4.5 Daily user sending limit exceeded", "quota", ""),
        (MAIL, "550 5.4.5 Daily sending quota exceeded", "quota", ""),
        (DOT, "550 5.7.233 Your tenant exceeded its limit", "quota", ""),
        (DOT, "550 5.2.252 Sender throttled due to continuous errors", "quota", ""),
        (RCPT, "451 4.7.1 Exceeded the limit of messages per 24 hours", "quota", ""),
        (Stage.GREET, "554 5.7.1 Your IP is blocked", "policy", "unwelcome"),
        (Stage.EHLO, "550 Access denied", "policy", "unwelcome"),
        (MAIL, "554 5.7.1 Sender is on a blacklist", "spam", "unwelcome"),
    ],
)
def test_the_account_is_broken(stage: Stage, said: str, reason: str, cure: str) -> None:
    error = _judge(stage, said)
    assert isinstance(error, AccountBroken)
    assert error.reason == reason
    assert error.cure == CURES.get(cure, "")


def test_a_wrong_password_is_told_as_the_provider_wants_its_passwords() -> None:
    cures: dict[str, str] = {}
    for provider in ("gmail", "brevo", "microsoft365", "rambler"):
        error: Any = _judge(AUTH, "535 5.7.8 Username and Password not accepted", provider)
        cures[provider] = error.cure
    assert cures["gmail"].endswith("https://myaccount.google.com/apppasswords")
    assert cures["brevo"] == CURES["key"]
    assert cures["microsoft365"] == CURES["oauth"]
    assert cures["rambler"] == GUIDES["rambler"]


@given(
    st.sampled_from(Stage),
    st.integers(400, 599),
    st.sampled_from(["", "4.7.1", "5.1.1", "5.999.999", "4.3.2"]),
    st.text(max_size=60),
)
def test_every_refusal_has_a_meaning(stage: Stage, code: int, status: str, text: str) -> None:
    error = verdict(stage, Answer(code, status, text), None)
    assert isinstance(error, Refused | NotNow | AccountBroken)
    assert error.reason in Reason
    if code < 500 and isinstance(error, Refused):
        pytest.fail("a temporary answer ended the row for good")


def test_who_signed_in_is_not_sent_for_a_password() -> None:
    for said, cure in (
        ("535 5.7.8 Username and Password not accepted", "token"),
        ("535 5.7.3 Authentication unsuccessful", "token"),
        ("535 5.7.139 Authentication unsuccessful, basic authentication is disabled", "token"),
        ("535 5.7.139 SmtpClientAuthentication is disabled for the Mailbox", "smtp_auth"),
    ):
        code, status, text = said.split(" ", 2)
        preset = presets.find("microsoft365")
        error = verdict(AUTH, Answer(int(code), status, text), preset, signed_in=True)
        assert isinstance(error, AccountBroken)
        assert error.cure == CURES[cure]
