"""The mailbox: the ways in, and every way in which they fail."""

from collections.abc import Callable
from typing import Any

import pytest

from depesha.api import AccountBroken, Context, NotNow, Reason, Secret, SendError
from depesha.testing.contract_base import closed_port
from depesha.testing.imap import Folder, ImapFeatures, ImapServer
from depesha.testing.oauth import OAuthProvider
from depesha_email.account import EmailAccount
from depesha_email.cures import CURES
from depesha_email.mailbox import looked_at, opened, sent_folder
from depesha_email.tokens import Tokens

Make = Callable[..., Any]


def _failed(account: EmailAccount, tokens: Tokens | None = None) -> tuple[Reason, str]:
    with pytest.raises((AccountBroken, NotNow)) as caught, opened(account, tokens) as box:
        box.folder.set("INBOX", readonly=True)
    error = caught.value
    assert isinstance(error, SendError)
    password = account.imap_password.reveal()
    assert not password or password not in f"{error.answer} {error}"
    cure = getattr(error, "cure", "")
    return error.reason, next((name for name, text in CURES.items() if text == cure), cure)


@pytest.mark.parametrize("tls", ["tls", "starttls", "none"])
@pytest.mark.parametrize("password", ["right", "пароль"])
def test_the_ways_in(mailbox_at: Make, tls: Any, password: str) -> None:
    with (
        ImapServer(tls=tls, password=password) as imap,
        opened(mailbox_at(imap), None) as box,
    ):
        assert sent_folder(box, mailbox_at(imap)) == "Отправленные"


def test_signed_in(
    mailbox_at: Make, oauth: OAuthProvider, signing_in: dict[str, Any], context: Context
) -> None:
    features = ImapFeatures(login="office@firma.example", bearer=oauth.is_good)
    with ImapServer(features) as imap:
        signed = {**signing_in, "refresh_token": Secret(oauth.new_refresh_token())}
        account = mailbox_at(imap, **signed, imap_login="office@firma.example")
        tokens = Tokens(account, context)
        for _again in range(2):
            with opened(account, tokens) as box:
                assert box.folder.exists("INBOX")
            oauth.expire()
        with opened(account, tokens):
            pass
        assert len(oauth.asked) == 3
        assert not [token for token in oauth.given if token in str(imap.commands)]
        other = mailbox_at(imap, **signed, imap_login="other@firma.example")
        assert _failed(other, tokens) == (Reason.LOGIN, "token")


def test_what_a_server_repeats_is_not_shown(
    imap: ImapServer,
    mailbox_at: Make,
    oauth: OAuthProvider,
    signing_in: dict[str, Any],
    context: Context,
) -> None:
    imap.spoil("AUTHENTICATE", f"TAG NO you said {imap.features.password}")
    assert _failed(mailbox_at(imap))[0] is Reason.LOGIN
    refresh = Secret(oauth.new_refresh_token())
    account = mailbox_at(imap, **{**signing_in, "refresh_token": refresh})
    tokens = Tokens(account, context)
    tokens.access()
    (first,) = [token for token in oauth.given if oauth.is_good(token)]
    assert tokens.hidden(f"you said {first}") == "you said •••"
    for _twice in range(2):
        imap.spoil("AUTHENTICATE", "TAG NO no")
    assert _failed(account, tokens) == (Reason.LOGIN, "token")


def test_logins_that_are_refused(imap: ImapServer, mailbox_at: Make) -> None:
    wrong = mailbox_at(imap, imap_password=Secret("wrong-41"))
    assert _failed(wrong) == (Reason.LOGIN, "imap_password")
    imap.spoil("AUTHENTICATE", "TAG NO [UNAVAILABLE] too many logins")
    assert _failed(mailbox_at(imap)) == (Reason.THROTTLED, "")


@pytest.mark.parametrize(
    ("changes", "outcome"),
    [
        ({"imap_host": ""}, (Reason.CONFIGURATION, "imap_server")),
        ({"ca_file": ""}, (Reason.TLS, "certificate")),
        ({"imap_security": "starttls"}, (Reason.TIMEOUT, "")),
        ({"imap_host": "a" * 64 + ".ru"}, (Reason.CONFIGURATION, "imap_server")),
        ({"imap_security": "none"}, (Reason.TIMEOUT, "")),
        ({"imap_port": closed_port()}, (Reason.CONNECTION, "")),
    ],
)
def test_settings_that_do_not_fit(
    imap: ImapServer, mailbox_at: Make, changes: dict[str, Any], outcome: tuple[Reason, str]
) -> None:
    assert _failed(mailbox_at(imap, timeout=0.5, **changes)) == outcome


def test_a_server_without_tls_gets_no_password(mailbox_at: Make) -> None:
    with ImapServer(tls="none") as imap:
        for security in ("tls", "starttls"):
            account = mailbox_at(imap, imap_security=security)
            assert _failed(account) == (Reason.TLS, "imap_starttls")
        assert "LOGIN" not in imap.commands


def test_somebody_else_answers(mailbox_at: Make, imap: ImapServer, talker: Make) -> None:
    portal = talker(b"HTTP/1.1 200 OK\r\n\r\n<html>")
    account = mailbox_at(imap, imap_host=portal.host, imap_port=portal.port, imap_security="none")
    assert _failed(account) == (Reason.NOT_THE_PROVIDER, "not_imap")


@pytest.mark.parametrize(
    ("command", "answer", "reason"),
    [
        ("EXAMINE", "", Reason.CONNECTION),
        ("EXAMINE", "* BYE going down", Reason.CONNECTION),
        ("EXAMINE", "TAG NO busy", Reason.PROVIDER_ERROR),
        ("EXAMINE", "TAG BAD what", Reason.PROVIDER_ERROR),
        ("EXAMINE", "\x00\x01 garbage", Reason.NOT_THE_PROVIDER),
        ("AUTHENTICATE", "", Reason.CONNECTION),
    ],
)
def test_what_breaks_in_the_middle(
    imap: ImapServer, mailbox_at: Make, command: str, answer: str, reason: Reason
) -> None:
    imap.spoil(command, answer)
    assert _failed(mailbox_at(imap))[0] is reason


@pytest.mark.parametrize(
    ("folders", "chosen", "found"),
    [
        ([Folder("INBOX"), Folder("Gesendet", ("\\Sent",))], "", "Gesendet"),
        ([Folder("INBOX"), Folder("INBOX/Sent Items")], "", "INBOX/Sent Items"),
        ([Folder("INBOX"), Folder("Sent"), Folder("Мои & копии")], "Мои & копии", "Мои & копии"),
        ([Folder("INBOX")], "", None),
        ([Folder("INBOX"), Folder("Sent")], "Other", None),
    ],
)
def test_the_folder_for_copies(
    mailbox_at: Make, folders: list[Folder], chosen: str, found: str | None
) -> None:
    with ImapServer(folders=tuple(folders)) as imap:
        account = mailbox_at(imap, sent_folder=chosen)
        with opened(account, None) as box:
            if found:
                assert sent_folder(box, account) == found
                return
            with pytest.raises(AccountBroken) as caught:
                sent_folder(box, account)
            assert caught.value.cure == CURES["imap_folder"]


def test_what_a_test_says_of_it(imap: ImapServer, mailbox_at: Make) -> None:
    said = "The mailbox office at 127.0.0.1 opened for reading."
    assert looked_at(mailbox_at(imap), None) == said
    assert looked_at(mailbox_at(imap, save_sent=True), None) == (
        f"{said} Copies go to the folder “Отправленные”."
    )
    assert imap.changed == []
