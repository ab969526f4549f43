"""The contract that every channel keeps."""

import email
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from depesha.api import Secret
from depesha.testing.contract import ChannelContract
from depesha.testing.provider import Fault, Received
from depesha.testing.smtp import SmtpProvider
from depesha_email import session
from depesha_email.account import EmailAccount
from depesha_email.channel import EmailChannel


class TestEmail(ChannelContract):
    channel = EmailChannel
    faults = frozenset(Fault)

    @pytest.fixture
    def provider(self) -> Iterator[SmtpProvider]:
        with SmtpProvider(tls="starttls", login="office", password="пароль-41!") as smtp:
            yield smtp

    @pytest.fixture
    def account(self, provider: SmtpProvider) -> EmailAccount:
        return EmailAccount(
            host=provider.host,
            port=provider.port,
            ca_file=provider.ca,
            login="office",
            password=Secret("пароль-41!"),
            sender="office@firma.example",
            sender_name="ООО «Ромашка»",
        )

    @pytest.fixture(autouse=True)
    def _no_patience(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(session, "_DOT_PATIENCE", 1)

    @contextmanager
    def untrusted(self, account: EmailAccount) -> Iterator[EmailAccount]:
        yield replace(account, ca_file="")

    def good_address(self) -> str:
        return "Anna.Petrova@пример.рф"

    def bad_addresses(self) -> list[str]:
        return ["anna", "anna@", "@example.org", "anna@example", "анна@пример.рф", "a..b@x.ru"]

    def structure(self, received: Received) -> object:
        letter = email.message_from_bytes(received.raw)
        return received.address, [(part.get_content_type(), part.keys()) for part in letter.walk()]
