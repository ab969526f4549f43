"""How a plugin declares its settings: a frozen dataclass whose fields know their words.

    @dataclass(frozen=True, kw_only=True)
    class Account(AccountSettings):
        host: str = setting("", title=N_("Server"), required=True)
        password: Secret = secret(title=N_("Password"))

File, form, command line and keyring all derive from it. Field types: `str`, `int`, `float`, `bool`,
`Decimal`, `Secret`, `Literal["a", "b"]`, or a `StrEnum`. Secrets live in the OS keyring alone.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, dataclass, field, fields, is_dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any, ClassVar, Literal, get_args, get_origin, get_type_hints

from depesha.api.i18n import N_

_META = "depesha"


class Secret:
    """A string that does not print itself. `reveal()` where the wire needs it, nowhere else."""

    __slots__ = ("_value",)

    def __init__(self, value: str = "") -> None:
        self._value = value

    def reveal(self) -> str:
        """The secret itself."""
        return self._value

    def __bool__(self) -> bool:
        return bool(self._value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and other._value == self._value

    def __hash__(self) -> int:
        return hash(self._value)

    def __repr__(self) -> str:
        return "Secret(…)" if self._value else "Secret()"

    __str__ = __repr__

    def __reduce__(self) -> Any:
        # A pickled secret is a secret in a file.
        raise TypeError("a Secret is not to be written anywhere")


@dataclass(frozen=True, slots=True)
class About:
    """What a form shows of one field. Strings are marked with `N_` and translated when shown."""

    title: str
    help: str = ""
    required: bool = False
    """An account with this field empty is not filled in, and says so."""
    minimum: float | None = None
    maximum: float | None = None
    pattern: str = ""
    """A regular expression that the whole of a non-empty text must match."""
    choices: Callable[[], dict[str, str]] | None = None
    """Value → title, for lists that are known only at run time."""
    titles: tuple[tuple[str, str], ...] = ()
    """Value → title of the values that the type allows; those without one show themselves."""
    rare: bool = False
    """Shown behind *More*: most people leave it as it is."""

    def matches(self, text: str) -> bool:
        """Whether the text has the form that `pattern` asks for."""
        return not text or not self.pattern or re.fullmatch(self.pattern, text) is not None


def setting(
    default: Any,
    *,
    title: str,
    help: str = "",  # noqa: A002 - the word authors expect
    required: bool = False,
    minimum: float | None = None,
    maximum: float | None = None,
    pattern: str = "",
    choices: Callable[[], dict[str, str]] | None = None,
    titles: Mapping[str, str] | None = None,
    rare: bool = False,
) -> Any:
    """A field of a settings class."""
    about = About(
        title,
        help,
        required,
        minimum,
        maximum,
        pattern,
        choices,
        tuple((titles or {}).items()),
        rare,
    )
    return field(default=default, metadata={_META: about})


def secret(
    *,
    title: str,
    help: str = "",  # noqa: A002 - the word authors expect
    required: bool = False,
    rare: bool = False,
) -> Any:
    """A field whose value lives in the OS keyring."""
    return field(default=Secret(), metadata={_META: About(title, help, required, rare=rare)})


def about(declared: "Field[Any]") -> About:
    """What the author said of a field of a settings class."""
    found = declared.metadata.get(_META)
    return found if isinstance(found, About) else About(declared.name.replace("_", " "))


def field_types(settings: type) -> dict[str, Any]:
    """The type of every field of a settings class, by the field's name.

    Raises TypeError with a sentence for the class's author where the class cannot be kept.
    """
    name = settings.__qualname__
    if not is_dataclass(settings) or not settings.__dataclass_params__.frozen:  # type: ignore[attr-defined]
        raise TypeError(f"{name} must be a frozen dataclass")
    declared = {f.name: f for f in fields(settings)}
    types = get_type_hints(settings)
    for key in [key for key, kind in types.items() if get_origin(kind) is ClassVar]:
        del types[key]
    for key, kind in types.items():
        if key not in declared:
            raise TypeError(f"{name} lacks @dataclass(frozen=True, kw_only=True): no field {key}")
        if declared[key].default is MISSING:
            raise TypeError(f"{name}.{key} has no default: declare it with setting() or secret()")
        if not _can_be_kept(kind):
            raise TypeError(f"{name}.{key} has a type that no setting can have")
    return types


def _can_be_kept(kind: Any) -> bool:
    if get_origin(kind) is Literal:
        return all(isinstance(value, str) for value in get_args(kind))
    return kind in {str, int, float, bool, Decimal, Secret} or (
        isinstance(kind, type) and issubclass(kind, StrEnum)
    )


def unfilled(settings: Any) -> tuple[str, ...]:
    """Names of the required fields that are still empty."""
    return tuple(
        f.name for f in fields(settings) if about(f).required and not getattr(settings, f.name)
    )


@dataclass(frozen=True, kw_only=True)
class AccountSettings:
    """What every account of every channel has: how fast it may go. 0 means no limit.

    Limits are kept in any window of that length, across restarts, by all lanes together.
    """

    connections: int = setting(1, title=N_("Connections at once"), minimum=1, maximum=16, rare=True)
    per_minute: int = setting(0, title=N_("Messages per minute, at most"), minimum=0, rare=True)
    per_hour: int = setting(0, title=N_("Messages per hour, at most"), minimum=0, rare=True)
    per_day: int = setting(0, title=N_("Messages per day, at most"), minimum=0, rare=True)
    gap: float = setting(
        0.0, title=N_("Seconds between two messages, at least"), minimum=0, rare=True
    )


@dataclass(frozen=True, kw_only=True)
class ChatSettings(AccountSettings):
    """What every account has through which people and the office talk with one another; a channel
    that can do that derives its settings from these. Texts may hold `<b> <i> <s> <u> <a href="">`.
    """

    chat: bool = setting(
        default=True,
        title=N_("Chat"),
        help=N_("Off: what people write is kept, and answered with the text below."),
    )
    welcome: str = setting(
        "",
        title=N_("Answer to a new subscriber"),
        help=N_("Empty for a short confirmation."),
        rare=True,
    )
    ask: str = setting(
        "",
        title=N_("Answer to a subscriber who is not known"),
        help=N_("Comes with a button that shares the phone number. Empty for the usual request."),
        rare=True,
    )
    away: str = setting(
        "",
        title=N_("Answer while the chat is off"),
        help=N_("Empty for a short note."),
        rare=True,
    )


@dataclass(frozen=True, kw_only=True)
class GatewaySettings(AccountSettings):
    """What every SMS account has, whatever its gateway; a gateway's own class adds to it."""

    gateway: str = setting("", title=N_("Service"), required=True)
    base_url: str = setting(
        "",
        title=N_("Address of the service"),
        help=N_("Begins with https://. Empty for the service's own."),
        pattern=r"https?://\S+",
        rare=True,
    )
    sender: str = setting("", title=N_("Sender name"))
    price: Decimal = setting(
        Decimal(0),
        title=N_("Price of one SMS part"),
        help=N_("0: the service is asked, where it tells."),
        minimum=0,
    )
    low_balance: Decimal = setting(
        Decimal(0),
        title=N_("Warn when the balance is below"),
        help=N_("0 for no warning."),
        minimum=0,
    )

    @property
    def delivers(self) -> bool:
        """Whether messages reach people; False in a test mode of the service's own."""
        return True
