"""What the tests of a channel tell the contract, and the few tools that its checks share."""

import html
import logging
import socket
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any, ClassVar
from uuid import uuid4

import pytest

from depesha.api import (
    Channel,
    Context,
    Message,
    Receipt,
    Secret,
    SendError,
    Session,
    Style,
)
from depesha.testing.provider import Fault, Received

SAMPLE = 'Здравствуйте, Ёлкин! 🎉 "1 < 2 & 3 > 2" &amp; «№ 5»\nвторая строка'
"""Letters outside ASCII and outside the basic plane, markup that is none, two lines."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How an attempt ended: a receipt, or the exception and where it was raised."""

    receipt: Receipt | None = None
    error: Exception | None = None
    on_entry: bool = False

    @property
    def certain(self) -> bool:
        """Whether the host can tell what became of the message."""
        if self.receipt is not None or isinstance(self.error, SendError):
            return True
        return self.on_entry and isinstance(self.error, OSError)


class ContractBase:
    """Override `channel`, `account`, `good_address`, `bad_addresses`; `provider` and `faults` too
    unless the channel has no server; the rest where the default does not fit."""

    channel: ClassVar[type[Channel[Any]]]

    faults: ClassVar[frozenset[Fault]] = frozenset()
    """What the provider can be told to do wrong. The checks of other faults are skipped."""

    in_doubt: ClassVar[frozenset[Fault]] = frozenset({Fault.DROP_AFTER, Fault.STALL, Fault.GARBAGE})
    """The faults after which nobody can know whether the message went. A protocol of one request
    and one answer (HTTP) adds DROP_BEFORE; one that can ask afterwards may take some away."""

    names_delay: ClassVar[bool] = True
    """Whether the provider's "not now" says for how many seconds (a 429 does, SMTP does not)."""

    @pytest.fixture
    def provider(self) -> Any:
        """A running `depesha.testing.Provider`, new for each test; None for a channel without."""
        return None

    @pytest.fixture
    def account(self, provider: Any) -> Any:
        """Settings that reach the provider."""
        raise NotImplementedError("account: return an instance of the channel's settings")

    @pytest.fixture
    def context(self, tmp_path: Path) -> Context:
        """What the host would lend."""
        folder = tmp_path / "plugin"
        folder.mkdir()
        log = logging.getLogger(f"depesha.plugin.{self.channel.id}")
        return Context(account="main", folder=folder, log=log)

    def good_address(self) -> str:
        """An address that the channel takes, as people write it."""
        raise NotImplementedError("good_address: return one that the provider takes")

    def more_addresses(self) -> Sequence[str]:
        """Two more that the provider takes, where sessions have `send_many`."""
        return ()

    def bad_addresses(self) -> Sequence[str]:
        """Addresses that people mistype. Empty, white, controlling and endless ones are tried
        anyway."""
        return ()

    def wrong_login(self, account: Any) -> Any:
        """The account with secrets that the provider does not know; None where it has none."""
        known = {f.name for f in fields(account) if isinstance(getattr(account, f.name), Secret)}
        wrong = {name: Secret("wr0ng-" + uuid4().hex) for name in known if getattr(account, name)}
        return replace(account, **wrong) if wrong else None

    def unreachable(self, account: Any, port: int) -> Any:
        """The account with a server at 127.0.0.1:`port`, where nobody listens; None for a channel
        without a server."""
        names = {f.name for f in fields(account)}
        if "base_url" in names:
            return replace(account, base_url=f"http://127.0.0.1:{port}")
        if "port" in names:
            return replace(account, port=port)
        raise NotImplementedError("unreachable: return the account with its server at that port")

    def impatient(self, account: Any) -> Any:
        """The account that waits for an answer for half a second only."""
        if any(f.name == "timeout" for f in fields(account)):
            return replace(account, timeout=0.5)
        raise NotImplementedError("impatient: return the account with a time-out of 0.5 s")

    def structure(self, received: Received) -> object:
        """What of a received message must be the same whatever its texts say, e.g. the names of
        its headers or parameters. Compared with `==`."""
        return received.address

    # --- Tools ---------------------------------------------------------------------------------

    def message(self, text: str = SAMPLE, **changes: Any) -> Message:
        """A message in the channel's style, with a key of its own."""
        marked = html.escape(text, quote=False)
        if self.channel.style is Style.LETTER:
            marked = f"<html><body><p>{marked}</p></body></html>"
        plain = Message(
            key=uuid4().hex,
            address=self.channel.address(self.good_address()),
            name="Пётр Ёлкин",
            subject="Заказ № 5 готов" if self.channel.style is Style.LETTER else "",
            text=text,
            html="" if self.channel.style is Style.TEXT else marked,
        )
        return replace(plain, **changes)

    def open(self, account: Any, context: Context) -> AbstractContextManager[Session]:
        """A session of the channel."""
        return self.channel.connect(account, context)

    def attempt(self, account: Any, context: Context, message: Message) -> Outcome:
        """Open a session, send one message, close; whatever is raised comes back."""
        entered = False
        try:
            with self.open(account, context) as session:
                entered = True
                return Outcome(receipt=session.send(message))
        except Exception as error:  # noqa: BLE001 - which ones may come is what is tested
            return Outcome(error=error, on_entry=not entered)

    def arrived(self, provider: Any) -> list[Received]:
        """What the provider took; a channel without one has nothing to look into."""
        if provider is None:
            pytest.skip("the channel has no provider to ask what arrived")
        return list(provider.received)


def same_text(sent: str, received: str) -> bool:
    """Equal but for the line ends and the outer blank lines that transports add."""
    return received.replace("\r\n", "\n").strip() == sent.strip()


def closed_port() -> int:
    """A port of 127.0.0.1 at which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
