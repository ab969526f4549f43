"""Letters over real connections, and every place where those can end."""

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from depesha.api import AccountBroken, Attachment, Context, NotNow, Reason, Refused, Scope, Secret
from depesha.testing.imap import ImapServer
from depesha.testing.smtp import Act, SmtpProvider, Stage
from depesha_email import presets
from depesha_email import session as session_module
from depesha_email.account import EmailAccount
from depesha_email.session import EmailSession, LostAnswerError

Make = Callable[..., Any]


@pytest.fixture(autouse=True)
def _no_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """A stalled server need not be waited for five times as long."""
    monkeypatch.setattr(session_module, "_DOT_PATIENCE", 1)


@pytest.fixture(params=[True, False], ids=["pipelining", "in turn"])
def provider(request: pytest.FixtureRequest, provided: Make) -> SmtpProvider:
    """One that pipelines, one that does not."""
    made: SmtpProvider = provided(pipelining=request.param)
    return made


_HELLO = (b"220 x\r\n", b"250-x\r\n250 PIPELINING\r\n")


def _session(server: Any) -> EmailSession:
    where = {"host": server.host, "port": server.port}
    account = EmailAccount(**where, security="none", sender="a@firma.example")
    return EmailSession(account, Context("main", Path(), logging.getLogger()))


def test_many_letters_share_a_connection(
    provider: SmtpProvider, session_at: Make, a_message: Make
) -> None:
    with session_at(provider) as session:
        receipts = [session.send(a_message(key=f"k-{n}")) for n in range(5)]
    assert [one.key for one in provider.received] == [f"k-{n}" for n in range(5)]
    assert provider.connections == 1
    assert receipts[4].provider_id == "000005"
    assert receipts[4].answer == "250 2.0.0 Ok: queued as 000005"


def test_a_refused_address_does_not_disturb_the_next_letter(
    provider: SmtpProvider, session_at: Make, a_message: Make
) -> None:
    provider.answer(Stage.RCPT, "550 5.1.1 No such user", address="gone@example.org")
    with session_at(provider) as session:
        with pytest.raises(Refused) as caught:
            session.send(a_message(address="gone@example.org"))
        session.send(a_message(key="k-2"))
    assert caught.value.reason is Reason.ADDRESS_REJECTED
    assert caught.value.answer == "550 5.1.1 No such user"
    assert [one.key for one in provider.received] == ["k-2"]
    assert provider.connections == 1


def test_a_server_that_asks_for_data_without_a_recipient_gets_a_lone_dot(
    provided: Make, session_at: Make, a_message: Make
) -> None:
    provider = provided(eager_data=True)
    provider.answer(Stage.RCPT, "550 5.1.1 No such user")
    with session_at(provider) as session:
        with pytest.raises(Refused):
            session.send(a_message())
        session.send(a_message(key="k-2"))
    assert [one.key for one in provider.received] == ["k-2"]
    assert provider.connections == 1


def test_an_incoherent_server_gets_no_empty_letter(talker: Make, a_message: Make) -> None:
    """MAIL refused, RCPT and DATA taken: a lone dot would be a letter to somebody."""
    server = talker(b"220 x\r\n", b"250-x\r\n250 PIPELINING\r\n", b"451 no\r\n250 ok\r\n354 go\r\n")
    with _session(server) as session, pytest.raises(NotNow) as caught:
        session.send(a_message())
    assert caught.value.reason is Reason.THROTTLED
    server.close()
    assert len(server.heard) == 2, f"said after that: {server.heard[2:]}"


def test_an_answer_too_many_is_not_taken_for_the_answer_to_the_letter(
    talker: Make, a_message: Make
) -> None:
    server = talker(*_HELLO, b"250 a\r\n250 b\r\n354 c\r\n250 d\r\n", b"")
    with _session(server) as session, pytest.raises(NotNow):
        session.send(a_message())


def test_a_refusal_stays_one_when_the_server_hangs_up_after_it(
    talker: Make, a_message: Make
) -> None:
    server = talker(*_HELLO, b"250 ok\r\n550 5.1.1 no\r\n354 go\r\n")
    with _session(server) as session, pytest.raises(Refused):
        session.send(a_message())
    server.close()
    assert server.heard[2:] == [b".\r\n"]


def test_size_is_checked_before_anything_is_said(
    provided: Make, session_at: Make, a_message: Make
) -> None:
    provider = provided(size=5000)
    with session_at(provider) as session:
        with pytest.raises(Refused) as caught:
            session.send(a_message(text="x y\n" * 2000))
        session.send(a_message())
    assert caught.value.reason is Reason.TOO_LARGE
    assert provider.asked(Stage.MAIL) == 1
    assert "SIZE=" in next(said for stage, said in provider.commands if stage is Stage.MAIL)


# --- Connections that end between two letters


def test_a_server_that_counts_letters_costs_no_attempt(
    provided: Make, session_at: Make, a_message: Make
) -> None:
    provider = provided(letters_per_connection=3)
    with session_at(provider) as session:
        for number in range(10):
            session.send(a_message(key=f"k-{number}"))
    assert [one.key for one in provider.received] == [f"k-{n}" for n in range(10)]
    assert provider.connections == 4


def test_a_connection_is_left_before_the_server_counts_to_its_end(
    provided: Make, session_at: Make, a_message: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(presets, "LETTERS_PER_CONNECTION", 4)
    provider = provided()
    with session_at(provider) as session:
        for number in range(9):
            session.send(a_message(key=f"k-{number}"))
    assert len(provider.received) == 9
    assert provider.connections == 3


def test_an_idle_connection_that_was_closed_costs_no_attempt(
    provider: SmtpProvider, session_at: Make, a_message: Make
) -> None:
    with session_at(provider) as session:
        provider.hang_up()
        session.send(a_message(key="k-1"))
        provider.hang_up()
        session.send(a_message(key="k-2"))
    assert [one.key for one in provider.received] == ["k-1", "k-2"]


def test_a_used_connection_that_ends_at_mail_costs_no_attempt(
    provider: SmtpProvider, session_at: Make, a_message: Make
) -> None:
    with session_at(provider) as session:
        session.send(a_message(key="k-1"))
        provider.spoil(Stage.MAIL, Act.DROP)
        session.send(a_message(key="k-2"))
        provider.answer(Stage.MAIL, "421 4.4.2 Idle for too long")
        session.send(a_message(key="k-3"))
    assert [one.key for one in provider.received] == ["k-1", "k-2", "k-3"]


def test_421_on_a_new_connection_holds_up_the_account(
    provider: SmtpProvider, session_at: Make, a_message: Make
) -> None:
    provider.answer(Stage.MAIL, "421 4.7.0 Try again in 5 minutes")
    with session_at(provider) as session, pytest.raises(NotNow) as caught:
        session.send(a_message())
    assert (caught.value.reason, caught.value.scope) == (Reason.THROTTLED, Scope.ACCOUNT)
    assert caught.value.after == 300.0


# --- The last moment at which one is sure


@pytest.mark.parametrize("stage", [Stage.MAIL, Stage.RCPT, Stage.DATA])
@pytest.mark.parametrize("act", [Act.DROP, Act.STALL, "garbage"])
def test_up_to_the_letter_every_end_is_certain(
    provider: SmtpProvider, session_at: Make, a_message: Make, stage: Stage, act: Any
) -> None:
    if act == "garbage":
        provider.answer(stage, "<html>Sign in!</html>")
    else:
        provider.spoil(stage, act)
    with session_at(provider, timeout=0.5) as session:
        with pytest.raises(NotNow):
            session.send(a_message(key="k-1"))
        session.send(a_message(key="k-2"))
    assert [one.key for one in provider.received] == ["k-2"]


@pytest.mark.parametrize("act", [Act.DROP, Act.STALL, "garbage", "354 go on", "250"])
def test_after_the_dot_only_an_answer_is_certain(
    provider: SmtpProvider, session_at: Make, a_message: Make, act: Any
) -> None:
    if isinstance(act, Act):
        provider.spoil(Stage.DOT, act)
    else:
        provider.answer(Stage.DOT, act)
    with session_at(provider, timeout=0.5) as session:
        if act == "250":
            session.send(a_message(key="k-1"))
        else:
            with pytest.raises(LostAnswerError):
                session.send(a_message(key="k-1"))
        session.send(a_message(key="k-2"))
    assert [one.key for one in provider.received] == ["k-1", "k-2"]


def test_under_tls_the_answer_to_the_dot_is_waited_for_patiently(
    smtp: SmtpProvider, session_at: Make, a_message: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session_module, "_DOT_PATIENCE", 2)
    smtp.spoil(Stage.DOT, Act.STALL)
    with session_at(smtp, timeout=0.5) as session:
        with pytest.raises(LostAnswerError, match="TimeoutError"):
            session.send(a_message(key="k-1"))
        session.send(a_message(key="k-2"))
    assert [one.key for one in smtp.received] == ["k-1", "k-2"]


def test_a_line_cut_in_the_middle_of_a_large_letter_is_certain(
    provider: SmtpProvider, session_at: Make, a_message: Make, tmp_path: Path
) -> None:
    path = tmp_path / "large"
    path.write_bytes(bytes(30_000_000))
    provider.spoil(Stage.BODY, Act.DROP)
    with session_at(provider) as session:
        with pytest.raises(NotNow) as caught:
            session.send(a_message(attachments=(Attachment("large.bin", "a/b", path),)))
        session.send(a_message(key="k-2"))
    assert caught.value.reason is Reason.CONNECTION
    assert [one.key for one in provider.received] == ["k-2"]


def test_a_line_cut_in_the_middle_of_a_small_letter_is_not(
    provider: SmtpProvider, session_at: Make, a_message: Make
) -> None:
    provider.spoil(Stage.BODY, Act.DROP)
    with session_at(provider) as session, pytest.raises(LostAnswerError):
        session.send(a_message())
    assert provider.received == []


@pytest.mark.parametrize(
    ("answer", "kind", "reason"),
    [
        ("451 4.3.0 Try later", NotNow, Reason.PROVIDER_ERROR),
        ("552 5.3.4 Message too big", Refused, Reason.TOO_LARGE),
        ("554 5.7.1 Message rejected under suspicion of SPAM", Refused, Reason.SPAM),
        ("550 5.4.5 Daily user sending limit exceeded", AccountBroken, Reason.QUOTA),
        ("421 4.3.2 Shutting down", NotNow, Reason.THROTTLED),
    ],
)
def test_a_refusal_after_the_dot_is_certain(
    provider: SmtpProvider,
    session_at: Make,
    a_message: Make,
    answer: str,
    kind: type[Exception],
    reason: Reason,
) -> None:
    provider.answer(Stage.DOT, answer)
    with session_at(provider) as session:
        with pytest.raises(kind) as caught:
            session.send(a_message(key="k-1"))
        session.send(a_message(key="k-2"))
    assert caught.value.reason is reason  # type: ignore[attr-defined]
    assert caught.value.answer == answer  # type: ignore[attr-defined]
    assert [one.key for one in provider.received] == ["k-2"]


def test_three_spam_answers_in_a_row_stop_the_account(
    provider: SmtpProvider, session_at: Make, a_message: Make
) -> None:
    with session_at(provider) as session:
        for kinds in ((Refused, Refused), (Refused, Refused, AccountBroken)):
            provider.answer(Stage.DOT, "554 5.7.1 spam message rejected", times=len(kinds))
            for kind in kinds:
                with pytest.raises(kind) as caught:
                    session.send(a_message())
            session.send(a_message())
    assert caught.value.reason is Reason.SPAM
    assert len(provider.received) == 2


# --- What else a session says


def test_it_says_who_answered(smtp: SmtpProvider, session_at: Make, provided: Make) -> None:
    with session_at(smtp) as session:
        assert session.test() == "smtp.example.org answered and took the login office."
    with session_at(provided()) as session:
        assert session.test() == "smtp.example.org answered; no login was needed."


def test_it_says_how_the_mailbox_does(
    smtp: SmtpProvider, session_at: Make, imap: ImapServer
) -> None:
    mailbox = {"imap_host": imap.host, "imap_port": imap.port, "inbox": True}
    with session_at(smtp, **mailbox) as session:  # login and password are those for sending
        assert session.test().endswith("The mailbox office at 127.0.0.1 opened for reading.")
    with session_at(smtp, **mailbox, imap_password=Secret("wrong")) as session:
        with pytest.raises(AccountBroken) as caught:
            session.test()
        assert caught.value.reason is Reason.LOGIN


def test_each_letter_may_come_back_to_an_address_of_its_own(
    provider: SmtpProvider, session_at: Make, a_message: Make
) -> None:
    with session_at(provider, bounces="back+{key}@firma.example") as session:
        for key in ("k-1", "k-2"):
            session.send(a_message(key=key))
    senders = [said for stage, said in provider.commands if stage is Stage.MAIL]
    assert [one.split(">")[0] for one in senders] == [
        "FROM:<back+k-1@firma.example", "FROM:<back+k-2@firma.example",
    ]  # fmt: skip
