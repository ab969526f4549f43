"""Keys of messages: stable per delivery and round, so that a provider can tell a repetition."""

import re
import secrets

_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"

_MAX_ID = 2**63 - 1
"""The largest number that a row can have."""
_KEY = re.compile(rf"([{_ALPHABET}]{{12}})-([0-9a-f]{{1,16}})-(\d{{1,9}})")


def new_mailing_key() -> str:
    """A random stem for a mailing's keys."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(12))


def message_key(mailing_key: str, delivery_id: int, repetition: int) -> str:
    """The key of one delivery; another one for every repetition that a person ordered."""
    return f"{mailing_key}-{delivery_id:x}-{repetition}"


def parse_key(key: str) -> tuple[str, int, int] | None:
    """Mailing's key, delivery and round of what `message_key` made; None where it made no such."""
    found = _KEY.fullmatch(key)
    if found is None or int(found[2], 16) > _MAX_ID:
        return None
    return found[1], int(found[2], 16), int(found[3])
