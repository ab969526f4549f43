"""The channel contract: what a plugin offers that wants to carry messages.

One colour of function: everything here blocks. The host opens, uses and closes each session on a
thread of its own, and opens as many as the account's `connections` say. Sessions over a bare socket
may also send in `steps`, which is faster.
"""

import logging
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Protocol, TypeVar, runtime_checkable

from depesha.api.fate import Fate
from depesha.api.message import Message, Style
from depesha.api.outcome import Receipt, SendError
from depesha.api.reasons import Reason
from depesha.api.settings import AccountSettings, GatewaySettings, Secret

if TYPE_CHECKING:
    from depesha.api.inbound import Listener

S = TypeVar("S", bound=AccountSettings)


class Session(Protocol):
    """An open way to the provider."""

    def send(self, message: Message, /) -> Receipt:
        """Hand one message over and wait for the answer.

        Returns a Receipt, or raises Refused, NotNow or AccountBroken. Any other exception means
        that nobody knows whether the message went. After a Refused, or a NotNow for the row alone,
        the session goes on; after anything else the host closes it.
        """


def _keep_nothing(_field: str, _value: Secret) -> None:
    """For contexts that are made without a host."""


@dataclass(frozen=True, slots=True)
class Context:
    """What the host lends to a session."""

    account: str
    """The account's name in the settings, e.g. `main`."""
    folder: Path
    """A folder of this plugin's own; it exists."""
    log: logging.Logger
    proxy: str = ""
    """`http://…` or `socks5://…` of the office, or empty."""
    gateways: "Mapping[str, type[Gateway[Any]]]" = field(default_factory=dict)
    """All SMS gateways known to the host, by id, foreign ones included."""
    keep: Callable[[str, Secret], None] = _keep_nothing
    """`keep(field, value)` keeps a secret of this account that the provider has changed, where the
    others are kept, for the sessions to come. Where that fails it is told in the log."""
    wait: Callable[[float], None] = time.sleep  # noqa: TID251 - the host may lend another
    """`wait(seconds)`, for the short pauses that a provider wants between the calls of one message.
    Between messages the account's limits serve; where it takes longer, raise NotNow."""
    patience: float = 0.0
    """Seconds that a listener's `receive` may wait for something to come in."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What a channel makes of a form that is being filled in."""

    values: Mapping[str, str] = field(default_factory=dict)
    """Field's name → text, for fields that the person has left empty."""
    advice: str = ""
    """A sentence for people, translated: say, how this provider's password is made."""
    page: str = ""
    """An https address that belongs to the advice."""


class Channel(ABC, Generic[S]):
    """A way to reach people. The class's docstring is its description for users."""

    id: ClassVar[str]
    """Lower-case ASCII; the first word of its settings' keys."""
    title: ClassVar[str]
    """For lists; marked with `N_`."""
    write_title: ClassVar[str] = ""
    """What the menu *Contact* calls writing this way, e.g. `N_("Send email")`; empty for a name
    made of the title."""
    style: ClassVar[Style]
    settings: ClassVar[type[AccountSettings]]
    """The frozen dataclass of one account."""
    address_field: ClassVar[str]
    """Which address of a person: `email`, `mobile_phone`, `telegram`, or a custom field's name."""
    missing: ClassVar[Reason] = Reason.NO_ADDRESS
    """What to say of a person without an address."""
    metered: ClassVar[bool] = False
    """Priced by SMS segments."""
    live: ClassVar[bool] = False
    """Its listener can wait for what comes in (`Context.patience`): the host gives each account a
    thread that always listens, in one process of the office at a time."""

    @staticmethod
    @abstractmethod
    def address(text: str) -> str:
        """The normal form of an address, or ValueError with a sentence for people."""

    @staticmethod
    def effective(settings: S) -> S:
        """The settings in force: what the user left empty, filled in by the channel, e.g. from a
        provider's preset. The host asks before it looks for empty fields, paces, or connects."""
        return settings

    @staticmethod
    def suggest(known: Mapping[str, str]) -> "Suggestion":  # noqa: ARG004
        """What follows from what was typed so far of an account: field's name → text. Asked while
        a person types, with texts that may be half written; must be quick and ask nobody."""
        return Suggestion()

    @staticmethod
    @abstractmethod
    def connect(settings: S, context: Context) -> AbstractContextManager[Session]:
        """A session, opened on entry and closed on exit.

        On entry NotNow and AccountBroken may be raised; an OSError counts as NotNow: nothing of
        a message has left yet.
        """

    @staticmethod
    def listen(
        settings: S,  # noqa: ARG004
        context: Context,  # noqa: ARG004
    ) -> "AbstractContextManager[Listener] | None":
        """An ear for what comes in, opened on entry; None where there is nothing to be heard, or
        the settings want nothing of it. Raises on entry as `connect` does."""
        return None

    @staticmethod
    def rehearse(settings: S, message: Message) -> tuple[str, bytes] | None:  # noqa: ARG004
        """What test mode keeps of a message: file suffix and content, or None for nothing."""
        return None


class Gateway(ABC, Generic[S]):
    """An SMS service that the sms channel can send through. Offered by the hook `gateways`."""

    id: ClassVar[str]
    title: ClassVar[str]
    settings: ClassVar[type[GatewaySettings]]
    base_url: ClassVar[str] = ""
    """The service's own address, used where the account names none."""
    terms: ClassVar[str] = ""
    """A page of the service with its terms."""

    @staticmethod
    @abstractmethod
    def connect(settings: S, context: Context) -> AbstractContextManager[Session]:
        """As `Channel.connect`."""


# --- What a session may also be able to do -----------------------------------------------------


@dataclass(frozen=True, slots=True)
class Pending:
    """An accepted, or unknown, message whose fate is asked for."""

    key: str
    provider_id: str
    address: str
    accepted_at: float
    """Seconds since the epoch."""


@dataclass(frozen=True, slots=True)
class StatusReport:
    """What the provider says of one message now."""

    key: str
    fate: Fate
    reason: Reason | None = None
    answer: str = ""
    parts: int | None = None
    cost: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Money:
    """An amount as the provider names it."""

    amount: Decimal
    currency: str = ""


@runtime_checkable
class PollsStatus(Protocol):
    """The provider can be asked what became of messages."""

    def poll_status(self, pending: Sequence[Pending], /) -> Iterable[StatusReport]:
        """Reports for those of the pending that the provider knows."""


@runtime_checkable
class SendsMany(Protocol):
    """The provider takes several messages, each with a text of its own, in one request."""

    many: int
    """Messages in one request, at most."""

    def send_many(self, messages: Sequence[Message], /) -> Mapping[str, Receipt | SendError]:
        """Hand them over in one request; what the provider said of each, by the message's key.

        No address comes twice. An error about one message is returned; one that is raised is about
        all of them. Any other exception, or a key that is left out, means that nobody knows.
        """


@runtime_checkable
class HasBalance(Protocol):
    """The account has money on it."""

    def balance(self) -> Money:
        """What is left."""


@runtime_checkable
class HasPrice(Protocol):
    """The provider can say beforehand what a message will cost."""

    def price(self, message: Message, /) -> Money:
        """The price of this message; nothing is sent."""


@runtime_checkable
class TestsConnection(Protocol):
    """The session can say more of itself than that it opened."""

    def test(self) -> str:
        """One translated sentence about what answered, e.g. the bot's name."""


@runtime_checkable
class SignsIn(Protocol):
    """A channel (the class itself) whose accounts can be opened by signing in with a browser."""

    @staticmethod
    def sign_in(
        settings: Any, context: Context, show: Callable[[str], None], /
    ) -> Mapping[str, Secret]:
        """Let a person sign in, and wait for it: the secrets to keep, by the settings' fields.

        `show` brings the provider's page before the person, and returns at once. Raises NotNow
        and AccountBroken as `connect` does.
        """
