"""The first filled sheet of a workbook, read by calamine."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from depesha.exchange.table import Row

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

_ERRORS = frozenset({"#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NULL!", "#NUM!"})

Trouble = Literal["locked", "damaged", "empty"]


class SheetError(Exception):
    """There is no sheet to read."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble)
        self.trouble = trouble


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """What is read of a workbook."""

    name: str
    others: list[str]
    """Names of the other visible sheets with something in them."""
    rows: Callable[[], Iterator[Row]]


def first_sheet(path: Path) -> Sheet:
    """The first visible sheet with anything in it. Raises SheetError and OSError."""
    from python_calamine import CalamineError

    try:
        filled = _filled(_open(path))
    except CalamineError:
        raise SheetError("damaged") from None
    if not filled:
        raise SheetError("empty")
    return Sheet(filled[0].name, [sheet.name for sheet in filled[1:]], lambda: _rows(filled[0]))


def _open(path: Path) -> "CalamineWorkbook":
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        # By its path it would be judged by its suffix, and suffixes lie.
        with path.open("rb") as file:
            return CalamineWorkbook.from_filelike(file)
    except CalamineError:
        # But only so it tells of a password.
        try:
            return CalamineWorkbook.from_path(path)
        except PasswordError:
            raise SheetError("locked") from None


def _filled(book: "CalamineWorkbook") -> list["CalamineSheet"]:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    visible = [
        book.get_sheet_by_name(about.name)
        for about in book.sheets_metadata
        if about.typ == SheetTypeEnum.WorkSheet and about.visible == SheetVisibleEnum.Visible
    ]
    return [sheet for sheet in visible if sheet.height]


def _rows(sheet: "CalamineSheet") -> Iterator[Row]:
    # Rows above the first filled one are given, columns left of it are not.
    left = [""] * (sheet.start[1] if sheet.start else 0)
    for row in sheet.iter_rows():
        yield left + [as_text(cell) for cell in row]


def as_text(cell: object) -> str:
    """A cell's value as a person would type it; formula errors are empty."""
    if isinstance(cell, str):
        return "" if cell in _ERRORS else cell
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, float):
        # Excel itself keeps 15 digits; the rest is noise of binary fractions.
        return str(int(cell)) if cell.is_integer() else format(Decimal(format(cell, ".15g")), "f")
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ")
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell) if isinstance(cell, int | time | timedelta) else ""
