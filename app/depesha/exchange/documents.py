"""Import of documents: orders, invoices, payments, with their lines."""

from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from depesha.api import _
from depesha.domain.errors import InputError
from depesha.domain.people import Document
from depesha.exchange.cells import as_date
from depesha.exchange.columns import Columns, Layout
from depesha.exchange.document_values import (
    Types,
    amount_of,
    contact_keys,
    has_line,
    head_of,
    lines_of,
)
from depesha.exchange.importing import How, run
from depesha.exchange.log import Log
from depesha.exchange.references import References
from depesha.exchange.report import Outcome, Problem, Report
from depesha.exchange.row import Cells, NumberedRow
from depesha.exchange.seen import Seen
from depesha.store import documents, matching
from depesha.store.database import Connection, Database

_USUAL = How()


def import_documents(db: Database, path: Path, how: How = _USUAL, *, journal: str = "") -> Report:
    """Add and update documents, all in one transaction; their contacts must be there already.

    Rows of the same number that follow one another, and rows below without a number, are one
    document's lines. `journal` is the key or title of the type where the file has no column for
    it. A stored document is the same by the rules of `store.documents.find_existing`; lines of the
    file take the place of its lines. Raises InputError; then nothing was changed.
    """
    return run(db, path, "documents", partial(_Documents, how.region, journal), how)


class _RejectedError(Exception):
    """Carries the reason why a document cannot be taken."""


@dataclass(slots=True)
class _Group:
    """Rows of one document."""

    key: tuple[str, str, str]
    rows: list[NumberedRow] = field(default_factory=list)
    cells: list[Cells] = field(default_factory=list)


class _Documents:
    def __init__(
        self, region: str, journal: str, c: Connection, _layout: Layout, columns: Columns, log: Log
    ) -> None:
        self._region = region
        self._c = c
        self._of = columns.of
        self._log = log
        self._references = References(c, log)
        self._seen = Seen()
        self._types = Types(documents.types(c))
        self._group: _Group | None = None
        try:
            self._journal = self._types(journal) if journal else ""
        except ValueError as error:
            raise InputError(str(error)) from None
        if not self._journal and "type" not in columns.of:
            raise InputError(
                _(
                    "No column tells the type of the documents. Say which journal they belong to:"
                    " {journals}."
                ).format(journals=", ".join(documents.types(c)))
            )

    def take(self, row: NumberedRow) -> None:
        """One row: it begins a document, or goes on with the one before."""
        cells = Cells(row.cells, self._of)
        key = (cells.text("number"), cells.text("type"), cells.text("date"))
        group = self._group
        if not key[0] and not (group and has_line(cells)):
            cells.lose(_("The row has no number of a document."))
            self._log.settle(Outcome.REJECTED, [row], cells.problems)
            return
        if not group or not all(
            told in {"", known} for told, known in zip(key, group.key, strict=True)
        ):
            self.finish()
            group = self._group = _Group(key)
        group.rows.append(row)
        group.cells.append(cells)

    def finish(self) -> None:
        """The document whose rows have all been seen."""
        group, self._group = self._group, None
        if not group:
            return
        try:
            outcome = self._store(group)
        except _RejectedError as reason:
            outcome = Outcome.REJECTED
            group.cells[0].problems.insert(0, Problem(str(reason)))
        problems = [problem for cells in group.cells for problem in cells.problems]
        self._log.settle(outcome, group.rows, problems)

    def _store(self, group: _Group) -> Outcome:
        values = self._values(group)
        draft = Document(**values)
        id_ = documents.find_existing(self._c, draft)
        if id_ is None:
            self._seen.add(documents.insert(self._c, draft))
            return Outcome.ADDED
        stored = documents.get(self._c, id_)
        assert stored
        if not self._seen.add(id_):
            note = _("Earlier rows are of the same document; they were joined with these.")
            group.cells[0].note(note)
            values = _joined(stored, values)
        new = replace(stored, **values)
        if new == stored:
            return Outcome.UNCHANGED
        documents.update(self._c, new)
        return Outcome.UPDATED

    def _values(self, group: _Group) -> dict[str, Any]:
        first = group.cells[0]
        values = head_of(group.cells)
        values |= {
            "type": self._type(first),
            "number": group.key[0],
            "date": self._date(first),
            "contact_id": self._contact(first),
        }
        if author := self._references.employee_in(first, "author"):
            values["author_id"] = author
        lines = lines_of(group.cells)
        if lines:
            values["lines"] = lines
        if (amount := amount_of(group.cells, lines)) is not None:
            values["amount"] = amount
        return values

    def _type(self, cells: Cells) -> str:
        text = cells.text("type")
        try:
            found = self._types(text) if text else self._journal
        except ValueError as error:
            raise _RejectedError(str(error)) from None
        if not found:
            raise _RejectedError(_("The document has no type."))
        return found

    @staticmethod
    def _date(cells: Cells) -> date:
        found = cells.parsed("date", as_date)
        if found is None:
            raise _RejectedError(_("The document has no date."))
        return found

    def _contact(self, cells: Cells) -> int:
        known = contact_keys(cells, self._region)
        name = cells.text("contact")
        ids = matching.find(self._c, known, name)
        if len(ids) == 1:
            return ids[0]
        said = name or ", ".join(str(value) for value in known.values() if value)
        if not said:
            raise _RejectedError(_("The document names no contact."))
        if ids:
            text = _("Several contacts fit “{name}”. Add a column with their code, phone or INN.")
        else:
            text = _("There is no contact “{name}”. Import the contacts first.")
        raise _RejectedError(text.format(name=said))


def _joined(stored: Document, values: dict[str, Any]) -> dict[str, Any]:
    """What rows apart from one another say together: all their lines, and the sum of sums."""
    lines = values.get("lines", ())
    amount = values.get("amount", stored.amount)
    if lines and amount != stored.amount:
        amount += stored.amount
    return {**values, "lines": stored.lines + lines, "amount": amount}
