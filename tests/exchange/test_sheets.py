"""Cells and sheets as calamine gives them."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from depesha.exchange.sheets import SheetError, as_text, first_sheet


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Иван", "Иван"),
        ("#N/A", ""),
        ("#hashtag", "#hashtag"),
        (79161234567.0, "79161234567"),
        (79161234567, "79161234567"),
        (48200.1, "48200.1"),
        (0.1 + 0.2, "0.3"),
        (1e-7, "0.0000001"),
        (1e20, "100000000000000000000"),
        (-0.5, "-0.5"),
        (True, "1"),
        (False, "0"),
        (None, ""),
        (date(2026, 5, 1), "2026-05-01"),
        (datetime.fromisoformat("2026-05-01"), "2026-05-01"),
        (datetime.fromisoformat("2026-05-01T12:30"), "2026-05-01 12:30:00"),
        (time(12, 30), "12:30:00"),
        (timedelta(hours=30), "1 day, 6:00:00"),
    ],
)
def test_a_cell_as_text(cell: object, expected: str) -> None:
    assert as_text(cell) == expected


def test_a_workbook_of_empty_sheets(xlsx_file: Callable[..., Path]) -> None:
    with pytest.raises(SheetError, match="empty"):
        first_sheet(xlsx_file([], Ещё=[]))


def test_rows_can_be_read_twice(xlsx_file: Callable[..., Path]) -> None:
    sheet = first_sheet(xlsx_file([["Имя"], ["Иван"]]))
    assert list(sheet.rows()) == list(sheet.rows()) == [["Имя"], ["Иван"]]
