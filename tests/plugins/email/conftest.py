"""Accounts and letters for a played provider, and a server that says what it is told."""

import logging
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from depesha.api import Context, Message, Secret
from depesha.testing.imap import ImapServer
from depesha.testing.oauth import OAuthProvider
from depesha.testing.smtp import Features, SmtpProvider
from depesha_email.account import EmailAccount
from depesha_email.in_force import effective
from depesha_email.session import EmailSession

PASSWORD = "пароль-41!"


@pytest.fixture
def smtp() -> Iterator[SmtpProvider]:
    """A provider that wants STARTTLS and a login."""
    with SmtpProvider(tls="starttls", login="office", password=PASSWORD) as provider:
        yield provider


@pytest.fixture
def provided() -> Iterator[Callable[..., SmtpProvider]]:
    """Start providers in clear text with other features: `provided(pipelining=False)`."""
    running: list[SmtpProvider] = []

    def start(**features: Any) -> SmtpProvider:
        provider = SmtpProvider(Features(**{"tls": "none", **features}))
        running.append(provider.__enter__())
        return provider

    yield start
    for provider in running:
        provider.__exit__()


@pytest.fixture
def account_at() -> Callable[..., EmailAccount]:
    """Settings that reach a provider."""

    def account(provider: SmtpProvider, **changes: Any) -> EmailAccount:
        known = EmailAccount(
            host=provider.host,
            port=provider.port,
            security=provider.features.tls,
            ca_file=provider.ca,
            login=provider.features.login,
            password=Secret(provider.features.password),
            sender="office@firma.example",
            sender_name="ООО «Ромашка»",
            timeout=5.0,
        )
        return replace(known, **changes)

    return account


class Kept(dict[str, str]):
    """Secrets that a session gave to the host."""

    def keep(self, field: str, value: Secret) -> None:
        self[field] = value.reveal()


@pytest.fixture
def kept() -> Kept:
    """What the host was given to keep."""
    return Kept()


@pytest.fixture
def context(tmp_path: Path, kept: Kept) -> Context:
    """What the host lends."""
    return Context("main", tmp_path, logging.getLogger("depesha.email"), keep=kept.keep)


@pytest.fixture
def oauth() -> Iterator[OAuthProvider]:
    """Somebody who gives tokens."""
    with OAuthProvider(client_secret="s3cret-of-the-app") as provider:
        yield provider


@pytest.fixture
def signing_in(oauth: OAuthProvider) -> dict[str, Any]:
    """The settings of an account of which nobody has signed in yet."""
    return {
        "auth": "oauth2",
        "client_id": "office-app",
        "client_secret": Secret("s3cret-of-the-app"),
        "authorize_url": oauth.authorize_url,
        "exchange_url": oauth.token_url,
        "scope": "smtp imap",
        "ca_file": oauth.ca,
        "login": "office@firma.example",
        "sender": "office@firma.example",
        "timeout": 5.0,
    }


@pytest.fixture
def imap() -> Iterator[ImapServer]:
    """The office's mailbox."""
    with ImapServer(login="office", password=PASSWORD) as server:
        yield server


@pytest.fixture
def mailbox_at() -> Callable[..., EmailAccount]:
    """Settings that reach a mailbox."""

    def account(server: ImapServer, **changes: Any) -> EmailAccount:
        known = EmailAccount(
            inbox=True,
            imap_host=server.host,
            imap_port=server.port,
            imap_security=server.features.tls,
            imap_login=server.features.login,
            imap_password=Secret(server.features.password),
            ca_file=server.ca,
            host="smtp.firma.example",
            sender="office@firma.example",
            timeout=3.0,
        )
        return effective(replace(known, **changes))

    return account


@pytest.fixture
def session_at(
    account_at: Callable[..., EmailAccount], context: Context
) -> Callable[..., EmailSession]:
    """A session at a provider, not yet entered."""

    def session(provider: SmtpProvider, **changes: Any) -> EmailSession:
        return EmailSession(account_at(provider, **changes), context)

    return session


@pytest.fixture
def a_message() -> Callable[..., Message]:
    """A letter to Anna."""
    known = Message(
        key="k-1",
        address="anna@example.org",
        name="Анна",
        subject="Заказ № 5 готов",
        text="Здравствуйте!\n",
    )
    return lambda **changes: replace(known, **changes)


class Talker:
    """A server that answers the n-th thing it hears with the n-th thing it was told to say."""

    def __init__(self, *says: bytes) -> None:
        self._says = says
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.host, self.port = self._listener.getsockname()
        self.heard: list[bytes] = []
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        try:
            line, _peer = self._listener.accept()
        except OSError:
            return
        with line:
            for said in self._says:
                line.sendall(said)
                if not (heard := line.recv(65536)):
                    return
                self.heard.append(heard)

    def close(self) -> None:
        self._listener.close()
        self._thread.join(5)


@pytest.fixture
def talker() -> Iterator[Callable[..., Talker]]:
    """Start talkers: `talker(b"220 hello\\r\\n", b"250 ok\\r\\n")`; they hang up after the last."""
    running: list[Talker] = []

    def start(*says: bytes) -> Talker:
        running.append(Talker(*says))
        return running[-1]

    yield start
    for one in running:
        one.close()
