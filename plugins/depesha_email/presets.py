"""Mail providers as data: `presets.toml`, read when first asked for."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from depesha.api import N_

LETTERS_PER_CONNECTION = 100
"""Where no preset says otherwise. Hosting providers count and hang up (sweb.ru at 100)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preset:
    """What is known of one provider. Limits of 0 are unknown or none."""

    id: str
    title: str
    """Its own name; not translated."""
    domains: tuple[str, ...] = ()
    """Of the mailboxes it gives away; empty where customers bring their own."""
    host: str
    port: int
    security: Literal["tls", "starttls"]
    login: Literal["address", "own"] = "address"
    """`address`: the sender's; `own`: what the provider shows in its cabinet."""
    password: Literal["app", "mailbox", "key", "oauth"]
    """What it takes for a password: an app password, the mailbox's own, an API key; `oauth`: none,
    only OAuth2."""
    page: str = ""
    """Where that password is made."""
    guide: str = ""
    """How it is made: a key of GUIDES in cures.py. Empty: the general words do."""
    oauth: str = ""
    """Where people sign in: a table of oauth.toml. Empty: nowhere."""
    imap: str = ""
    """The server of the mailbox, at port 993 with TLS. Empty: there is no mailbox, or it is not the
    provider's."""
    keeps_sent: bool = False
    """What goes through SMTP lies in the Sent folder by itself."""
    per_minute: int = 0
    per_hour: int = 0
    per_day: int = 0
    gap: float = 0.0
    """Seconds between two letters."""
    letters_per_connection: int = LETTERS_PER_CONNECTION
    max_size: int = 0
    """Bytes of the largest letter, encoded."""
    source: str
    """Where this comes from; `[D: …]` read in a document, `[K]` believed, not confirmed."""


@cache
def all_presets() -> dict[str, Preset]:
    """Every preset by its id, in the order of the file."""
    text = files(__package__).joinpath("presets.toml").read_text("utf-8")
    return {
        key: Preset(id=key, **{**fields, "domains": tuple(fields.get("domains", ()))})
        for key, fields in tomllib.loads(text).items()
    }


def find(provider: str) -> Preset | None:
    """The preset with that id, or None."""
    return all_presets().get(provider) if provider else None


def titles() -> dict[str, str]:
    """Id → title, for a list to choose from."""
    return {"": N_("Another"), **{key: preset.title for key, preset in all_presets().items()}}


def for_address(address: str) -> Preset | None:
    """The provider that gives away mailboxes in the address's domain, or None."""
    domain = address.rpartition("@")[2].strip().lower()
    return next((p for p in all_presets().values() if domain in p.domains), None)
