"""Excel workbooks, and what to tell people of those that cannot be read."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from depesha.api import _
from depesha.domain.errors import InputError, in_words
from depesha.exchange.apart import first_sheet_apart
from depesha.exchange.sheets import SheetError
from depesha.exchange.table import Row, Table

MOST_CELLS = 40_000_000
"""calamine lays a sheet out as a full rectangle, some 24 bytes a cell, up to the farthest value."""

_PIECE = 1 << 20
_ROW = re.compile(rb'<(?:\w+:)?row [^>]*?\br="(\d{1,7})"')
_FAR_COLUMN = re.compile(rb'<(?:\w+:)?c [^>]*?\br="([A-Z]{2,3})\d{1,7}"(?:[^>]*[^/])?>')
"""A cell with a value beyond column Z: up to there even all rows of Excel fit."""


def open_workbook(path: Path) -> Table:
    """The first visible sheet with anything in it, of xlsx, xlsm or xls. Raises InputError."""
    try:
        if zipfile.is_zipfile(path):
            _refuse_giants(path)
        sheet = first_sheet_apart(path)
    except SheetError as error:
        raise _explained(error, path) from None
    except OSError as error:
        raise unreadable(path, error) from None

    def rows() -> Iterator[Row]:
        try:
            yield from sheet.rows()
        except SheetError as error:
            raise _explained(error, path) from None

    notes = [
        _("Only the sheet “{sheet}” was read; the file also has: {others}.").format(
            sheet=sheet.name, others=", ".join(sheet.others)
        )
    ]
    return Table(path, "excel", rows, notes=tuple(notes if sheet.others else ()))


def _explained(error: SheetError, path: Path) -> InputError:
    if error.trouble == "locked":
        text = _("{file} is protected by a password. Save it without one and import again.")
    elif error.trouble == "empty":
        text = _("{file} has no visible sheet with anything in it.")
    else:
        return damaged(path)
    return InputError(text.format(file=path.name))


def damaged(path: Path) -> InputError:
    """For a workbook that is none, or is cut off."""
    return InputError(
        _(
            "{file} is damaged or is no Excel workbook. Open it in Excel, save it as xlsx and"
            " import it again."
        ).format(file=path.name)
    )


def unreadable(path: Path, error: OSError) -> InputError:
    """For a file the system does not let us read."""
    return InputError(
        _(
            "{file} cannot be read: {error}. If it is open in another program, close it there."
        ).format(file=path.name, error=in_words(error))
    )


def _refuse_giants(path: Path) -> None:
    """Raise for a sheet whose rectangle would not fit into memory."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            if "xl/workbook.xml" not in names:
                raise SheetError("damaged")
            for name in names:
                if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                    _refuse_giant(archive, name)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, RuntimeError):
        raise SheetError("damaged") from None


def _refuse_giant(archive: zipfile.ZipFile, name: str) -> None:
    rows, column, rest = 0, b"Z", b""
    with archive.open(name) as xml:
        while piece := xml.read(_PIECE):
            text = rest + piece
            rest = text[-256:]
            rows = max([rows, *map(int, _ROW.findall(text))])
            column = max([column, *_FAR_COLUMN.findall(text)], key=_column_number)
            if rows * _column_number(column) > MOST_CELLS:
                raise InputError(
                    _(
                        "A sheet reaches as far as row {row}, column {column}. Delete the stray"
                        " cells far from the table and import again."
                    ).format(row=rows, column=column.decode())
                )


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
