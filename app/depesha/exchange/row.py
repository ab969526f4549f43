"""One row of a file while it is read: cells by field, and what is to be said of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from depesha.exchange.cells import clean, clean_lines
from depesha.exchange.report import Problem
from depesha.exchange.table import Row

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class NumberedRow:
    """A row with its number as table programs show it, from 1."""

    number: int
    cells: Row


@dataclass(slots=True)
class Cells:
    """A row seen through the mapping of columns."""

    row: Row
    columns: Mapping[str, tuple[int, ...]]
    problems: list[Problem] = field(default_factory=list)

    def texts(self, name: str) -> list[tuple[int, str]]:
        """The filled cells of a field, cleaned, with their columns."""
        columns = self.columns.get(name)
        if not columns:
            return []
        row = self.row
        return [
            (column, text)
            for column in columns
            if column < len(row) and (text := clean(row[column]))
        ]

    def text(self, name: str) -> str:
        """The first filled cell of a field, cleaned, or empty."""
        row = self.row
        for column in self.columns.get(name, ()):
            if column < len(row) and (text := clean(row[column])):
                return text
        return ""

    def lines(self, name: str) -> str:
        """As `text`, with the line feeds kept."""
        for column in self.columns.get(name, ()):
            if column < len(self.row) and (text := clean_lines(self.row[column])):
                return text
        return ""

    def parsed(self, name: str, parse: Callable[[str], T]) -> T | None:
        """The field's value, or None with a problem noted where the cell cannot be read."""
        for column, text in self.texts(name):
            try:
                return parse(text)
            except ValueError as error:
                self.lose(str(error), column, text)
        return None

    def lose(self, text: str, column: int = -1, value: str = "") -> None:
        """Say why a cell was not taken."""
        self.problems.append(Problem(text, column, value))

    def note(self, text: str, column: int = -1, value: str = "") -> None:
        """Say how a cell, or the whole row, was taken."""
        self.problems.append(Problem(text, column, value, lost=False))
