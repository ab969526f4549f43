"""Keeps the account of an import: figures, issues, and the file of rows to be mended."""

import csv
from collections import Counter
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from depesha.api import N_, _
from depesha.exchange.atomic import replacing
from depesha.exchange.columns import Layout
from depesha.exchange.formulas import guard
from depesha.exchange.report import MOST_ISSUES, Issue, Outcome, Problem, Report
from depesha.exchange.row import NumberedRow
from depesha.exchange.table import Table

REASON = N_("Why not accepted")
"""Header of the column that the file of rejected rows has more."""


class Log:
    """A context: entering makes the file of rejected rows, leaving well puts it in its place."""

    def __init__(self, what: str, table: Table, layout: Layout, rejected: Path | None) -> None:
        self._what = what
        self._table = table
        self._layout = layout
        self._path = rejected
        self._files = ExitStack()
        self._writer: Any = None
        self._outcomes: Counter[Outcome] = Counter()
        self._warned = 0
        self._issues: list[Issue] = []
        self._issue_count = 0
        self._notes = list(table.notes)

    def __enter__(self) -> Self:
        if self._path:
            part = self._files.enter_context(replacing(self._path))
            # A text file closes before the part takes its place.
            file = self._files.enter_context(part.open("w", encoding="utf-8-sig", newline=""))
            self._writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
            if self._layout.header_row >= 0:
                self._write(self._layout.headers, _(REASON))
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._files.__exit__(kind, error, trace)

    @property
    def read(self) -> int:
        """Records so far."""
        return self._outcomes.total()

    def note(self, text: str) -> None:
        """Say something of the file as a whole, once."""
        if text not in self._notes:
            self._notes.append(text)

    def settle(
        self, outcome: Outcome, rows: Sequence[NumberedRow], problems: Sequence[Problem]
    ) -> None:
        """Book a record: the rows it came from, and what is to be said of it."""
        self._outcomes[outcome] += 1
        if problems:
            self._say(rows, problems, rejected=outcome is Outcome.REJECTED)

    def tell(self, row: NumberedRow, problem: Problem) -> None:
        """Say something of a row that is already booked."""
        self._say([row], [problem], rejected=False)

    def _say(
        self, rows: Sequence[NumberedRow], problems: Sequence[Problem], *, rejected: bool
    ) -> None:
        self._warned += not rejected
        self._issue_count += len(problems)
        for problem in problems[: max(0, MOST_ISSUES - len(self._issues))]:
            column = self._layout.title(problem.column) if problem.column >= 0 else ""
            issue = Issue(rows[0].number, column, problem.value, problem.text, rejected)
            self._issues.append(issue)
        if self._writer and (rejected or any(problem.lost for problem in problems)):
            reason = " ".join(dict.fromkeys(problem.text for problem in problems))
            if not rejected:
                reason = _("Accepted, but: {reason}").format(reason=reason)
            for row in rows:
                self._write(row.cells, reason)

    def _write(self, cells: Sequence[str], reason: str) -> None:
        """The reason behind the last column that has a name; cells without one behind it."""
        width = len(self._layout.headers)
        padded = [*cells[:width], *[""] * (width - len(cells)), reason, *cells[width:]]
        self._writer.writerow([guard(cell) for cell in padded])

    def report(self, *, dry_run: bool) -> Report:
        """The account of what was done."""
        figures = {outcome.value: self._outcomes[outcome] for outcome in Outcome}
        return Report(
            what=self._what,
            file=self._table.path,
            encoding=self._table.encoding,
            delimiter=self._table.delimiter,
            read=self.read,
            **figures,
            warned=self._warned,
            issues=tuple(self._issues),
            issue_count=self._issue_count,
            notes=tuple(self._notes),
            rejected_file=self._path,
            dry_run=dry_run,
        )
