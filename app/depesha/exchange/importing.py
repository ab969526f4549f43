"""The way of every import: open, understand the columns, take row by row, all or nothing."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Protocol

from depesha.api import _
from depesha.domain.errors import InputError
from depesha.exchange.cells import clean
from depesha.exchange.columns import Columns, Layout, choose_columns, find_layout
from depesha.exchange.fields import by_name
from depesha.exchange.log import Log
from depesha.exchange.phones import check_region
from depesha.exchange.readers import open_table
from depesha.exchange.report import Report
from depesha.exchange.row import NumberedRow
from depesha.exchange.table import Row, Table
from depesha.store import contacts, layouts
from depesha.store.database import Connection, Database

"""Field and column as a person told them; the same field may come twice."""

_PROGRESS_ROWS = 500

_NAMES = ("name", "last_name", "first_name")
_NEEDED: dict[str, list[tuple[str, ...]]] = {
    "contacts": [(*_NAMES, "organisation")],
    "employees": [_NAMES],
    "documents": [("number",), ("date",)],
}
"""Any one of each must have a column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class How:
    """How a file is to be imported."""

    mapping: tuple[tuple[str, str], ...] = ()
    """Field and column, as told: they come before what is found out, and are remembered."""
    addresses: tuple[str, ...] = ()
    """Contacts' own fields that a column of that name fills, though nobody has them yet."""
    encoding: str | None = None
    """Instead of what would be found out (text files, dbf, vcf)."""
    delimiter: str | None = None
    region: str = "RU"
    """Country of phone numbers written without one, ISO 3166."""
    dry_run: bool = False
    """Do everything, store nothing."""
    rejected: Path | None = None
    """Where the rows go of which something is to be said, to be mended and imported again."""
    progress: Callable[[int], None] | None = None
    """Called now and then with the number of rows taken."""


class Taker(Protocol):
    """What puts the rows of one kind into the database."""

    def take(self, row: NumberedRow) -> None:
        """One row of the file that is not empty."""

    def finish(self) -> None:
        """After the last row."""


class _RehearsedError(Exception):
    """Takes a dry run's changes back."""


def run(
    db: Database,
    path: Path,
    what: str,
    taker: Callable[[Connection, Layout, Columns, Log], Taker],
    how: How,
) -> Report:
    """Import a file in one transaction. Raises InputError; then nothing was changed."""
    if how.rejected and how.rejected.resolve() == path.resolve():
        raise InputError(_("The rejected rows cannot go into the imported file itself."))
    check_region(how.region)
    table, layout = look(db, path, what, how)
    with suppress(_RehearsedError), db.write() as c:
        columns = arrange(c, what, layout, how)
        _require(what, columns, layout)
        # Its file is in its place before the commit: without it an import is not done.
        with Log(what, table, layout, how.rejected) as log:
            _take_all(taker(c, layout, columns, log), table, layout, how.progress)
            _check_read(log, table)
        if how.mapping and layout.fingerprint(what):
            layouts.put(c, layout.fingerprint(what), columns.as_text())
        if how.dry_run:
            raise _RehearsedError
    return log.report(dry_run=how.dry_run)


def look(db: Database, path: Path, what: str, how: How) -> tuple[Table, Layout]:
    """The file and where its table begins. Raises InputError."""
    table = open_table(path, encoding=how.encoding, delimiter=how.delimiter)
    c = db.reader

    def is_kept(fingerprint: str) -> bool:
        return layouts.get(c, fingerprint) is not None

    return table, find_layout(what, table, how.mapping, is_kept)


def arrange(c: Connection, what: str, layout: Layout, how: How) -> Columns:
    """What the columns are: told, kept for this layout, or understood."""
    fingerprint = layout.fingerprint(what)
    kept = layouts.get(c, fingerprint) if fingerprint else None
    free = (*contacts.custom_names(c), *how.addresses) if what == "contacts" else ()
    return choose_columns(what, layout, how.mapping, kept, free)


def _require(what: str, columns: Columns, layout: Layout) -> None:
    """Raise InputError where no column holds what every record must have."""
    for needed in _NEEDED[what]:
        if not any(field in columns.of for field in needed):
            raise InputError(
                _(
                    "No column is “{field}”. Columns: {columns}. Say which one, for example"
                    " {example}=A."
                ).format(
                    field=_(by_name(what)[needed[0]].title),
                    columns=", ".join(map(layout.title, range(len(layout.headers)))),
                    example=needed[0],
                )
            )


def _take_all(
    taker: Taker, table: Table, layout: Layout, progress: Callable[[int], None] | None
) -> None:
    for count, row in enumerate(_body(table, layout), 1):
        taker.take(row)
        if progress and count % _PROGRESS_ROWS == 0:
            progress(count)
    taker.finish()


def _body(table: Table, layout: Layout) -> Iterator[NumberedRow]:
    """The rows below the header that are neither empty nor the header again."""
    first = layout.first_row
    header = list(layout.headers)
    for number, row in enumerate(islice(table.rows(), first, None), first + 1):
        if any(map(str.strip, row)) and not _repeats(row, header):
            yield NumberedRow(number, row)


def _repeats(row: Row, header: Row) -> bool:
    return len(row) == len(header) and clean(row[0]) == header[0] and [*map(clean, row)] == header


def _check_read(log: Log, table: Table) -> None:
    if not log.read:
        raise InputError(
            _("{file} has column names but no rows below them.").format(file=table.path.name)
        )
