"""The account's mailbox over IMAP: opened by password or OAuth2, its folders found.

What goes wrong is told as in `opening`: NotNow where it may pass, AccountBroken where a person must
do something.
"""

import imaplib
import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from imap_tools.errors import ImapToolsError
from imap_tools.mailbox import BaseMailBox, MailBox, MailBoxStartTls, MailBoxUnencrypted

from depesha.api import AccountBroken, NotNow, Reason, Scope, SendError, _
from depesha_email.account import EmailAccount
from depesha_email.cures import cure
from depesha_email.opening import lost, roots, unbelieved
from depesha_email.tokens import Tokens

_CONNECT_SECONDS = 30.0
_WORDS_MAX = 300
_READ_MAX = 5000
_BUSY = re.compile(r"\[(UNAVAILABLE|LIMIT|INUSE)\]|too many|try again|temporar", re.IGNORECASE)
"""A login refused for now (RFC 5530, and in words)."""


@contextmanager
def opened(account: EmailAccount, tokens: Tokens | None) -> Iterator[BaseMailBox]:
    """The mailbox, logged in, no folder chosen. `account` is in force (`in_force.checked`).

    Whatever the server does inside the block is a NotNow or an AccountBroken too.
    """
    if not account.imap_host:
        raise AccountBroken(Reason.CONFIGURATION, cure=cure("imap_server"))
    where = f"{account.imap_host}:{account.imap_port}"
    with _told(where):
        box = _connected(account)
    try:
        with _told(where):
            _log_in(box, account, tokens)
            yield box
    finally:
        _leave(box)


def sent_folder(box: BaseMailBox, account: EmailAccount) -> str:
    """The name of the folder for copies: as set, else what the mailbox marks so (RFC 6154), else
    what is usually called so. Raises AccountBroken where there is none."""
    folders = box.folder.list()
    if account.sent_folder:
        if account.sent_folder in {folder.name for folder in folders}:
            return account.sent_folder
        raise AccountBroken(Reason.CONFIGURATION, account.sent_folder, cure=cure("imap_folder"))
    for folder in folders:
        if "\\sent" in {flag.lower() for flag in folder.flags}:
            return folder.name
    usual = ("sent", "sent items", "sent messages", "отправленные")
    for folder in folders:
        if folder.name.rpartition(folder.delim or "/")[2].lower() in usual:
            return folder.name
    raise AccountBroken(Reason.CONFIGURATION, "\\Sent", cure=cure("imap_folder"))


def looked_at(account: EmailAccount, tokens: Tokens | None) -> str:
    """One translated sentence about the mailbox. Raises as `opened` and `sent_folder`."""
    with opened(account, tokens) as box:
        box.folder.set("INBOX", readonly=True)
        said = _("The mailbox {login} at {server} opened for reading.").format(
            login=account.imap_login, server=account.imap_host
        )
        if not account.save_sent:
            return said
        return f"{said} " + _("Copies go to the folder “{folder}”.").format(
            folder=sent_folder(box, account)
        )


class _StartTls(MailBoxStartTls):
    """As the library's, but hangs up where STARTTLS fails."""

    def _get_mailbox_client(self) -> imaplib.IMAP4:
        client = imaplib.IMAP4(self._host, self._port, self._timeout)
        try:
            client.starttls(self._ssl_context)
        except BaseException:
            with suppress(OSError):
                client.shutdown()
            raise
        return client


def _connected(account: EmailAccount) -> BaseMailBox:
    host, port = account.imap_host, account.imap_port
    timeout = min(account.timeout, _CONNECT_SECONDS)
    if account.imap_security == "none":
        return MailBoxUnencrypted(host, port, timeout=timeout)
    if account.imap_security == "starttls":
        return _StartTls(host, port, timeout=timeout, ssl_context=roots(account))
    return MailBox(host, port, timeout=timeout, ssl_context=roots(account))


def _log_in(box: BaseMailBox, account: EmailAccount, tokens: Tokens | None) -> None:
    try:
        if tokens is not None:
            _sign_in(box, account.imap_login, tokens)
            return
        password = account.imap_password.reveal()
        # The command LOGIN carries ASCII alone.
        plain = (account.imap_login + password).isascii()
        login = box.login if plain else box.login_utf8
        login(account.imap_login, password, initial_folder=None)
    except (ImapToolsError, imaplib.IMAP4.error) as error:
        if isinstance(error, imaplib.IMAP4.abort):
            raise
        words = _words(error)
        if account.imap_password:
            words = words.replace(account.imap_password.reveal(), "•••")
        if tokens is not None:
            words = tokens.hidden(words)
        words = words[:_WORDS_MAX]
        if _BUSY.search(words):
            raise NotNow(Reason.THROTTLED, words, scope=Scope.ACCOUNT) from None
        name = "imap_password" if tokens is None else "token"
        raise AccountBroken(Reason.LOGIN, words, cure=cure(name)) from None


def _sign_in(box: BaseMailBox, login: str, tokens: Tokens) -> None:
    token = tokens.access()
    try:
        box.xoauth2(login, token, initial_folder=None)
    except imaplib.IMAP4.abort:
        raise
    except (ImapToolsError, imaplib.IMAP4.error):
        # A token may have ended early: a refused one gets one successor.
        box.xoauth2(login, tokens.access(refused=token), initial_folder=None)


@contextmanager
def _told(where: str) -> Iterator[None]:
    try:
        yield
    except SendError:
        raise
    except ssl.SSLCertVerificationError as error:
        raise unbelieved(error, where) from None
    except (OSError, ValueError, ImapToolsError, imaplib.IMAP4.error) as error:
        raise _judged(error, where) from None


def _judged(error: Exception, where: str) -> SendError:
    hung_up = isinstance(error, ssl.SSLEOFError | ssl.SSLZeroReturnError)
    if isinstance(error, OSError) and (hung_up or not isinstance(error, ssl.SSLError)):
        return lost(error, where)
    if isinstance(error, ValueError):  # no host name can look like that
        return AccountBroken(Reason.CONFIGURATION, cure=cure("imap_server"))
    words = _words(error)
    no_tls = isinstance(error, imaplib.IMAP4.error) and "TLS" in words
    if no_tls or isinstance(error, ssl.SSLError):
        return AccountBroken(Reason.TLS, f"{where}: {words}", cure=cure("imap_starttls"))
    if "unexpected response" in words or "not IMAP4" in words:
        return AccountBroken(Reason.NOT_THE_PROVIDER, where, cure=cure("not_imap"))
    reason = Reason.PROVIDER_ERROR
    if isinstance(error, imaplib.IMAP4.abort):
        reason = Reason.CONNECTION
    return NotNow(reason, f"{where}: {words[:_WORDS_MAX]}", scope=Scope.ACCOUNT)


def _words(error: Exception) -> str:
    """The server's own words, which the library quotes."""
    said: Any = getattr(error, "command_result", None)
    text = " ".join(
        part.decode("utf-8", "replace") if isinstance(part, bytes) else str(part)
        for part in (said[1] if said else error.args)
    )
    return " ".join("".join(c if c.isprintable() else " " for c in text[:_READ_MAX]).split())


def _leave(box: BaseMailBox) -> None:
    """Say goodbye and hang up; nothing that goes wrong matters."""
    with suppress(Exception):
        box.client.sock.settimeout(2.0)
        box.logout()
    with suppress(OSError):
        box.client.shutdown()
