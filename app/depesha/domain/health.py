"""How a part of the office is: four colours, each with words."""

from collections.abc import Sequence
from enum import IntEnum
from typing import NamedTuple


class Health(IntEnum):
    """How a service is; the worst is the largest."""

    OFF = 0
    """Not configured."""
    GOOD = 1
    QUIET = 2
    """Works, but nothing was heard of it for long."""
    BAD = 3


class Service(NamedTuple):
    """One line behind the indicator, in words."""

    title: str
    health: Health
    words: str
    page: str = ""
    """The page of the settings where it is mended."""
    notice: str = ""
    """What a person is told of besides, once, where it is to be told."""


def worst(services: Sequence[Service]) -> Health:
    """What the common indicator shows."""
    return max((service.health for service in services), default=Health.OFF)
