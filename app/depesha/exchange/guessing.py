"""Columns without names, judged by what stands in them."""

import re
from collections.abc import Callable, Sequence

from depesha.exchange.emails import read_emails
from depesha.exchange.phones import read_phones
from depesha.exchange.table import Row

_ENOUGH = 0.6
"""Share of a column's filled cells that must look alike."""


def by_content(rows: Sequence[Row]) -> dict[str, tuple[int, ...]]:
    """Fields of people → columns: what looks like addresses, and the first words as the name."""
    width = max(map(len, rows), default=0)
    of: dict[str, tuple[int, ...]] = {}
    for column in range(width):
        cells = [row[column] for row in rows if column < len(row) and row[column]]
        for field, looks in (("email", is_email), ("phone", is_phone), ("name", _is_words)):
            if _most(cells, looks) and (field != "name" or "name" not in of):
                of[field] = (*of.get(field, ()), column)
                break
    return of


def is_header(row: Row, below: Sequence[Row]) -> bool:
    """Whether the row names columns of addresses below it, and holds none itself."""
    columns = [c for f, found in by_content(below).items() if f != "name" for c in found]
    return bool(columns) and no_values(row)


def no_values(row: Row) -> bool:
    """Whether nothing in the row is an address or a phone."""
    return not any(is_email(cell) or is_phone(cell) for cell in row if cell)


def is_email(cell: str) -> bool:
    """Whether there is an e-mail address in the cell."""
    return "@" in cell and bool(read_emails(cell).found)


def is_phone(cell: str) -> bool:
    """Whether the cell is a phone and not an INN, which has as many digits."""
    if not 7 <= sum(c.isdigit() for c in cell) <= 40 or len(cell) > 60:
        return False
    if cell.isdigit() and len(cell) in {10, 12} and not cell.startswith("9"):
        return False
    return bool(read_phones(cell).found)


def _is_words(cell: str) -> bool:
    return re.search(r"[^\W\d_]{2}", cell) is not None


def _most(cells: Sequence[str], looks: Callable[[str], bool]) -> bool:
    return bool(cells) and sum(map(looks, cells)) >= _ENOUGH * len(cells)
