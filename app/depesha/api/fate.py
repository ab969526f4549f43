"""What became of a message after a provider accepted it."""

from enum import StrEnum


class Fate(StrEnum):
    """What became of a message after it was accepted."""

    UNDERWAY = "underway"
    DELIVERED = "delivered"
    READ = "read"
    FAILED = "failed"
    EXPIRED = "expired"
    NOT_FOUND = "not_found"
    """The provider has never heard of it: an unknown delivery did not go."""
