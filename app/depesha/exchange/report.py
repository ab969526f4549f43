"""What an import did, row by row where something is to be said."""

from dataclasses import dataclass
from enum import Enum
from pathlib import Path

MOST_ISSUES = 1000
"""Issues kept in a report; all of them stand in the file of rejected rows."""


class Outcome(Enum):
    """What became of a record."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to say of one cell, or of a whole row (column -1)."""

    text: str
    """A sentence for people, translated."""
    column: int = -1
    """From 0."""
    value: str = ""
    lost: bool = True
    """Something of the row was not taken; otherwise all was, and people should know how."""


@dataclass(frozen=True, slots=True)
class Issue:
    """A problem with its place in the file."""

    row: int
    """As table programs number rows, from 1."""
    column: str
    """The column's header, or its letter; empty for the whole row."""
    value: str
    text: str
    rejected: bool
    """Whether the row was left out; otherwise it was taken without, or with a corrected, value."""


@dataclass(frozen=True, slots=True)
class Report:
    """Figures are records: rows, or documents of several rows. `read` is the sum of the four."""

    what: str
    """`contacts`, `employees` or `documents`."""
    file: Path
    encoding: str
    delimiter: str
    read: int
    added: int
    updated: int
    unchanged: int
    rejected: int
    warned: int
    """Records taken with something to say."""
    issues: tuple[Issue, ...]
    """In the order of the file, at most MOST_ISSUES."""
    issue_count: int
    notes: tuple[str, ...]
    """What concerns the file as a whole."""
    rejected_file: Path | None
    dry_run: bool
    """Nothing was stored; the figures are what would have been."""
