"""Keys of messages: stable per delivery and round, so that a provider can tell a repetition."""

import secrets

_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"


def new_mailing_key() -> str:
    """A random stem for a mailing's keys."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(12))


def message_key(mailing_key: str, delivery_id: int, repetition: int) -> str:
    """The key of one delivery; another one for every repetition that a person ordered."""
    return f"{mailing_key}-{delivery_id:x}-{repetition}"
