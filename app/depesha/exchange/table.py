"""A file of rows, whatever its format: what every reader makes and every importer takes."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

Row = list[str]
"""Cells as text, raw but for their encoding. Dates are ISO, whole numbers have no `.0`."""


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """A file that was recognised."""

    path: Path
    format: str
    """`csv`, `excel`, `dbf` or `vcard`."""
    rows: Callable[[], Iterator[Row]]
    """All rows from the first of the file on, empty ones too, so that numbers are those that a
    table program shows. May be called again. Raises InputError where the file is damaged."""
    headed: bool = False
    """The first row holds column names for certain."""
    encoding: str = ""
    """Empty where the format knows by itself."""
    delimiter: str = ""
    notes: tuple[str, ...] = ()
    """What people should know of the file as a whole, translated."""
