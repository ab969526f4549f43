"""Between Python's values and the columns of the people and papers tables."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TypeVar

T = TypeVar("T")

CHUNK = 500
"""Values bound in one statement."""


def chunks(items: Sequence[T], size: int = CHUNK) -> Iterator[Sequence[T]]:
    """The items in order, at most `size` at a time."""
    for start in range(0, len(items), size):
        yield items[start : start + size]


def marks(values: Sequence[object]) -> str:
    """`?,?,?` for as many values."""
    return ",".join("?" * len(values))


def list_text(values: Sequence[str]) -> str:
    """A list as JSON; empty text for an empty one, which is nearly always."""
    return json.dumps(list(values), ensure_ascii=False) if values else ""


def text_list(text: str) -> tuple[str, ...]:
    """What `list_text` wrote."""
    return tuple(json.loads(text)) if text else ()


def mapping_text(values: Mapping[str, str]) -> str:
    """A mapping as JSON; empty text for an empty one."""
    return json.dumps(dict(values), ensure_ascii=False) if values else ""


def text_mapping(text: str) -> dict[str, str]:
    """What `mapping_text` wrote."""
    return json.loads(text) if text else {}


def day_text(day: date | None) -> str | None:
    """ISO 8601."""
    return day.isoformat() if day else None


def text_day(text: str | None) -> date | None:
    """What `day_text` wrote."""
    return date.fromisoformat(text) if text else None


def money_text(amount: Decimal) -> str:
    """All digits of the amount. Raises ValueError for infinity and not-a-number."""
    if not amount.is_finite():
        raise ValueError(f"not an amount: {amount}")
    return str(amount)
