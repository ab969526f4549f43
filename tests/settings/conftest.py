"""An office with two channels and two SMS services, its files, and keyrings good and bad."""

from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import keyring
import pytest

from depesha.api import (
    AccountSettings,
    Channel,
    Gateway,
    GatewaySettings,
    Secret,
    Style,
    secret,
    setting,
)
from depesha.settings.profile import Profile
from depesha.settings.settings import Settings


@dataclass(frozen=True, kw_only=True)
class PostAccount(AccountSettings):
    host: str = setting("", title="Server", required=True)
    port: int = setting(587, title="Port", minimum=1, maximum=65535)
    security: Literal["none", "starttls", "tls"] = setting("starttls", title="Security")
    keep: bool = setting(False, title="Keep copies")
    sender_name: str = setting("", title="Sender name")
    password: Secret = secret(title="Password", required=True)


@dataclass(frozen=True, kw_only=True)
class FastAccount(GatewaySettings):
    login: str = setting("", title="Login", required=True)
    password: Secret = secret(title="Password", required=True)


@dataclass(frozen=True, kw_only=True)
class KeyAccount(GatewaySettings):
    api_key: Secret = secret(title="API key", required=True)


class _Static:
    @staticmethod
    def address(text: str) -> str:
        return text

    @staticmethod
    def connect(settings: Any, context: Any) -> AbstractContextManager[Any]:
        return nullcontext()


class Post(_Static, Channel[PostAccount]):
    id, title, style = "post", "Post", Style.LETTER
    settings, address_field = PostAccount, "email"


class Sms(_Static, Channel[GatewaySettings]):
    id, title, style = "sms", "SMS", Style.TEXT
    settings, address_field = GatewaySettings, "mobile_phone"


class Fast(_Static, Gateway[FastAccount]):
    id, title, settings = "fast", "Fast", FastAccount


class Keyed(_Static, Gateway[KeyAccount]):
    id, title, settings = "keyed", "Keyed", KeyAccount


class Office:
    """Everything a test of settings asks for."""

    def __init__(self, root: Path) -> None:
        self.profile = Profile(root)
        self.file = self.profile.settings_file
        self.asked: list[str] = []
        self.settings = self.another()

    def another(self) -> Settings:
        """Settings as a second process would hold them."""
        return Settings(self.profile, self._channels, self._gateways)

    def write(self, text: str) -> None:
        """The file as somebody typed it."""
        self.profile.root.mkdir(exist_ok=True)
        self.file.write_text(text, encoding="utf-8")

    def _channels(self) -> dict[str, type[Channel[Any]]]:
        self.asked.append("channels")
        return {"post": Post, "sms": Sms}

    def _gateways(self) -> dict[str, type[Gateway[Any]]]:
        self.asked.append("gateways")
        return {"fast": Fast, "keyed": Keyed}


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path / "office")


class MemoryKeyring:
    """A backend as good as an operating system's."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, user: str) -> str | None:
        return self.kept.get((service, user))

    def set_password(self, service: str, user: str, password: str) -> None:
        self.kept[service, user] = password

    def delete_password(self, service: str, user: str) -> None:
        del self.kept[service, user]


@pytest.fixture
def ring(monkeypatch: pytest.MonkeyPatch) -> MemoryKeyring:
    """The system's keyring for this test."""
    backend = MemoryKeyring()
    monkeypatch.setattr(keyring, "get_keyring", lambda: backend)
    return backend


@pytest.fixture
def no_ring(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without a keyring."""
    from keyring.backends.fail import Keyring

    monkeypatch.setattr(keyring, "get_keyring", Keyring)
