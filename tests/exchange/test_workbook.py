"""Excel workbooks of three generations."""

import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest

from depesha.domain.errors import InputError
from depesha.exchange import workbook
from depesha.exchange.workbook import open_workbook

XlsxFile = Callable[..., Path]


def test_cells_are_texts_as_people_type_them(xlsx_file: XlsxFile) -> None:
    path = xlsx_file(
        [
            ["Имя", "Телефон", "Долг", "Рождён", "Когда", "Активен"],
            [
                "Иван",
                79161234567,
                0.1 + 0.2,
                date(1990, 5, 1),
                datetime.fromisoformat("2026-01-02T03:04"),
                True,
            ],
        ]
    )
    assert list(open_workbook(path).rows())[1] == [
        "Иван", "79161234567", "0.3", "1990-05-01", "2026-01-02 03:04:00", "1",
    ]  # fmt: skip


def test_rows_and_columns_keep_their_places(xlsx_file: XlsxFile) -> None:
    path = xlsx_file([[], [], [None, "Имя", "Телефон"], [None, "Иван", 5]])
    assert list(open_workbook(path).rows()) == [
        ["", "", ""], ["", "", ""], ["", "Имя", "Телефон"], ["", "Иван", "5"],
    ]  # fmt: skip


def test_the_first_sheet_with_content_is_read_and_the_others_named(xlsx_file: XlsxFile) -> None:
    table = open_workbook(xlsx_file([], Клиенты=[["Имя"], ["Иван"]], Архив=[["Имя"], ["Пётр"]]))
    assert list(table.rows()) == [["Имя"], ["Иван"]]
    assert table.notes == ("Only the sheet “Клиенты” was read; the file also has: Архив.",)
    assert open_workbook(xlsx_file([["Имя"]])).notes == ()


def test_hidden_sheets_are_left_alone(tmp_path: Path) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(tmp_path / "list.xlsx") as book:
        book.add_worksheet("Видимый").write(0, 0, "Имя")
        hidden = book.add_worksheet("Тайный")
        hidden.write(0, 0, "Секрет")
        hidden.hide()
    table = open_workbook(tmp_path / "list.xlsx")
    assert (list(table.rows()), table.notes) == ([["Имя"]], ())


def test_the_old_format_is_read(xls_file: Callable[..., Path]) -> None:
    rows = [["Имя", "Телефон"], *([f"Иван {n}", 79160000000 + n] for n in range(1200))]
    found = list(open_workbook(xls_file(rows)).rows())
    assert found == [[str(cell) for cell in row] for row in rows]


@pytest.mark.parametrize("cut", [100, 3000, -30])
def test_a_file_cut_off_is_damaged(xlsx_file: XlsxFile, cut: int) -> None:
    path = xlsx_file([["Имя"], ["Иван"]])
    path.write_bytes(path.read_bytes()[:cut])
    with pytest.raises(InputError, match=r"list.xlsx is damaged or is no Excel workbook"):
        open_workbook(path)


def test_an_archive_that_is_no_workbook(tmp_path: Path) -> None:
    path = tmp_path / "letter.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    with pytest.raises(InputError, match=r"letter.xlsx is damaged or is no Excel workbook"):
        open_workbook(path)


def sheet_of(path: Path, cells: str) -> Path:
    """The workbook with other cells in its only sheet."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = "xl/worksheets/sheet1.xml"
    sheet = re.sub(b"<dimension[^>]*>", b"", parts[name])
    parts[name] = re.sub(b"<sheetData.*</sheetData>", cells.encode(), sheet)
    with zipfile.ZipFile(path, "w") as archive:
        for part, data in parts.items():
            archive.writestr(part, data)
    return path


NAME = '<c r="A1" t="inlineStr"><is><t>Имя</t></is></c>'


def test_a_stray_cell_far_away_would_fill_the_memory(xlsx_file: XlsxFile) -> None:
    cells = f'<sheetData><row r="1">{NAME}<c r="XFD1"><v>1</v></c></row>{{}}</sheetData>'
    path = sheet_of(
        xlsx_file([["Имя"]]), cells.format('<row r="1048576"><c r="A1048576"><v>1</v></c></row>')
    )
    with pytest.raises(InputError, match=r"as far as row 1048576, column XFD. Delete the stray"):
        open_workbook(path)
    path = sheet_of(xlsx_file([["Имя"]]), cells.format('<row r="2"><c r="A2"><v>1</v></c></row>'))
    assert len(next(open_workbook(path).rows())) == 16_384


def test_a_format_far_away_fills_nothing(xlsx_file: XlsxFile) -> None:
    far = '<row r="1048576"><c r="XFD1048576" s="1"/></row>'
    cells = f'<sheetData><row r="1">{NAME}</row>{far}</sheetData>'
    assert list(open_workbook(sheet_of(xlsx_file([["Имя"]]), cells)).rows()) == [["Имя"]]


def test_the_limit_counts_cells(xlsx_file: XlsxFile, monkeypatch: pytest.MonkeyPatch) -> None:
    path = xlsx_file([["x"] * 30] * 10)
    monkeypatch.setattr(workbook, "MOST_CELLS", 300)
    open_workbook(path)
    monkeypatch.setattr(workbook, "MOST_CELLS", 299)
    with pytest.raises(InputError, match=r"row 10, column AD"):
        open_workbook(path)
