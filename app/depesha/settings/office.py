"""What is set for the office as a whole, and for every channel whatever it is."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

from depesha.api import N_, _, setting
from depesha.domain.quiet import parse_quiet
from depesha.domain.states import Mode

CHECK = "depesha.check"
"""Key of a field's metadata: a function that raises ValueError with a sentence for people."""


def checked(declared: Any, check: Callable[[str], object]) -> Any:
    """A setting whose text `check` refuses with a ValueError in words."""
    return field(default=declared.default, metadata={**declared.metadata, CHECK: check})


def _time_zone(name: str) -> None:
    from zoneinfo import ZoneInfo

    try:
        if name:
            ZoneInfo(name)
    except (ValueError, KeyError, OSError):
        raise ValueError(_("Time zones are named like Europe/Moscow or Asia/Almaty.")) from None


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """Settings `office.…`."""

    name: str = setting("", title=N_("Name of the office"))
    language: Literal["", "ru", "en"] = setting(
        "",
        title=N_("Language"),
        titles={"": N_("As the system"), "ru": "Русский", "en": "English"},
        help=N_("Takes effect at the next start."),
    )
    region: str = setting(
        "RU",
        title=N_("Country"),
        help=N_("Two capital letters, such as RU or KZ: whose phone numbers come without a code."),
        pattern="[A-Z]{2}",
    )
    currency: str = setting("р.", title=N_("Currency sign"))
    timezone: str = checked(
        setting("", title=N_("Time zone"), help=N_("Empty for the system's.")), _time_zone
    )
    proxy: str = setting(
        "",
        title=N_("Proxy"),
        help=N_("An address like http://host:port or socks5://host:port, without a password."),
        # Not even a proxy's password belongs in the settings file.
        pattern=r"(https?|socks5)://[^@\s/]+/?",
    )
    plugins_off: str = setting(
        "",
        title=N_("Plugins that are switched off"),
        help=N_("Their names, with a space between them."),
        pattern=r"[\w.-]+( [\w.-]+)*",
        rare=True,
    )
    secrets: Literal["keyring", "file"] = setting(
        "keyring",
        title=N_("Where passwords are kept"),
        titles={"keyring": N_("The system's keyring"), "file": N_("A file of the profile")},
        rare=True,
        help=N_(
            "keyring: the system's own store. file: secrets.toml in the profile, for servers. "
            "Passwords already entered do not move by themselves."
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelSettings:
    """Settings `<channel>.…` that every channel has; its accounts stand beside them."""

    mode: Mode = setting(
        Mode.OFF,
        title=N_("Use"),
        help=N_("In test mode nothing leaves the office; letters are kept as .eml files."),
        titles={
            "off": N_("Do not use"),
            "test": N_("Use in test mode: nothing leaves"),
            "on": N_("Use"),
        },
    )
    quiet: str = checked(
        setting(
            "",
            title=N_("Quiet hours"),
            help=N_("Such as 21:00-09:00: nothing is sent then. Empty for none."),
        ),
        parse_quiet,
    )
    days: str = checked(
        setting(
            "",
            title=N_("Working days"),
            help=N_("Such as 1-5 (1 is Monday): nothing is sent on others. Empty for all."),
        ),
        lambda days: parse_quiet("", days),
    )
