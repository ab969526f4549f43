"""Tables into files: csv for Excel, xlsx. Whole or not at all, and never a formula."""

import csv
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Generic, Literal, TypeVar

from depesha.api import _
from depesha.domain.errors import InputError
from depesha.domain.masking import Masking
from depesha.exchange.atomic import replacing
from depesha.exchange.formulas import guard

T = TypeVar("T")
Cell = str | int | Decimal | date | datetime | None
Format = Literal["csv", "tsv", "xlsx"]

_LONGEST_TEXT = 32_767
"""Characters that Excel allows in a cell."""
_LARGEST_NUMBER = 1e11
"""Excel shows larger ones as 1E+11."""
_MOST_ROWS = 1_048_576


@dataclass(frozen=True)
class Column(Generic[T]):
    """A column that can be chosen for an export."""

    name: str
    title: str
    """Translated."""
    value: Callable[[T], Cell]


def chosen(columns: Sequence[Column[T]], names: Sequence[str] | None) -> list[Column[T]]:
    """The named columns in the order of the names; all where None. Raises InputError."""
    if names is None:
        return list(columns)
    known = {column.name: column for column in columns}
    for name in names:
        if name not in known:
            raise InputError(
                _("There is no column “{name}”. Columns: {columns}.").format(
                    name=name, columns=", ".join(known)
                )
            )
    return [known[name] for name in names]


def masked(columns: Sequence[Column[T]], masking: Masking) -> list[Column[T]]:
    """The columns with the addresses in them as `masking` shows them."""

    def seen(column: Column[T]) -> Callable[[T], Cell]:
        def value(row: T) -> Cell:
            found = column.value(row)
            return masking.cell(column.name, found) if isinstance(found, str) else found

        return value

    return [replace(column, value=seen(column)) for column in columns]


def format_of(path: Path) -> Format:
    """The format that the file's name asks for. Raises InputError."""
    suffix = path.suffix.lower()
    if suffix == ".xlsx":
        return "xlsx"
    if suffix in {".tsv", ".csv", ".txt"}:
        return "csv" if suffix == ".csv" else "tsv"
    raise InputError(
        _("{file} says no format: end its name in .csv, .txt (tab) or .xlsx.").format(
            file=path.name
        )
    )


def export_table(
    path: Path,
    columns: Sequence[Column[T]],
    rows: Iterable[T],
    *,
    format: Format,  # noqa: A002
) -> int:
    """Write the rows with a line of titles; returns how many. Raises InputError.

    csv has `;`, tsv tabs, both UTF-8 with BOM as Excel expects. An existing file is replaced only
    when all is written.
    """
    with replacing(path) as part:
        return _WRITERS[format](part, columns, rows)


def as_text(value: Cell) -> str:
    """As an office writes it: `48200,00` for money with a fraction, `31.12.2026` for dates."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return format(value, "f").replace(".", ",")
    if isinstance(value, datetime):
        return value.strftime("%d.%m.%Y %H:%M:%S")
    return value.strftime("%d.%m.%Y") if isinstance(value, date) else str(value)


def _write_csv(
    path: Path, columns: Sequence[Column[T]], rows: Iterable[T], delimiter: str = ";"
) -> int:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=delimiter, lineterminator="\r\n")
        writer.writerow([guard(column.title) for column in columns])
        count = 0
        for row in rows:
            writer.writerow([guard(as_text(column.value(row))) for column in columns])
            count += 1
    return count


def _write_tsv(path: Path, columns: Sequence[Column[T]], rows: Iterable[T]) -> int:
    return _write_csv(path, columns, rows, "\t")


def _write_xlsx(path: Path, columns: Sequence[Column[T]], rows: Iterable[T]) -> int:
    import xlsxwriter

    count = 0
    # XlsxWriter judges a file by its name's ending only to warn; the stream has no name.
    with path.open("wb") as file, xlsxwriter.Workbook(file, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, max(len(columns) - 1, 0), 20)
        styles = {
            "title": book.add_format({"bold": True}),
            "text": book.add_format({"quote_prefix": True}),
            "date": book.add_format({"num_format": "dd.mm.yyyy"}),
            "moment": book.add_format({"num_format": "dd.mm.yyyy hh:mm:ss"}),
        }
        for place, column in enumerate(columns):
            sheet.write_string(0, place, column.title, styles["title"])
        for count, row in enumerate(rows, 1):
            if count >= _MOST_ROWS:
                raise InputError(_("Excel has no more than 1,048,576 rows: export as csv."))
            for place, column in enumerate(columns):
                _write_cell(sheet, count, place, column.value(row), styles)
    return count


def _write_cell(sheet: Any, row: int, place: int, value: Cell, styles: dict[str, Any]) -> None:
    if value is None or value == "":
        return
    if isinstance(value, datetime):
        sheet.write_datetime(row, place, value, styles["moment"])
    elif isinstance(value, date):
        sheet.write_datetime(row, place, value, styles["date"])
    elif isinstance(value, int | Decimal) and abs(float(value)) < _LARGEST_NUMBER:
        sheet.write_number(row, place, value)
    else:
        text = as_text(value)
        if len(text) > _LONGEST_TEXT:
            text = text[: _LONGEST_TEXT - 1] + "…"
        # The apostrophe is a property here, so that editing the cell makes no formula of it either.
        sheet.write_string(row, place, text, styles["text"] if guard(text) != text else None)


_WRITERS = {"csv": _write_csv, "tsv": _write_tsv, "xlsx": _write_xlsx}
