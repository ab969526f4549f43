"""Tables into files."""

import csv
import zipfile
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesha.domain.errors import InputError
from depesha.exchange import export
from depesha.exchange.export import Cell, Column, as_text, chosen, export_table, format_of
from depesha.exchange.readers import open_table


@dataclass(frozen=True)
class _Row:
    name: Cell
    value: Cell = ""


COLUMNS = [
    Column[_Row]("name", "Имя", lambda r: r.name),
    Column[_Row]("value", "=Сумма", lambda r: r.value),
]


def test_csv_as_russian_excel_opens_it(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    rows = [_Row("ООО «Ёж»", Decimal("48200.00")), _Row('Раз; "два"\nтри', date(2026, 5, 1))]
    assert export_table(path, COLUMNS, rows, format="csv") == 2
    assert path.read_bytes().decode("utf-8-sig") == (
        'Имя;\'=Сумма\r\nООО «Ёж»;48200,00\r\n"Раз; ""два""\nтри";01.05.2026\r\n'
    )
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")


def test_tabs(tmp_path: Path) -> None:
    path = tmp_path / "out.txt"
    export_table(path, COLUMNS, [_Row("a;b", 5)], format="tsv")
    assert path.read_text("utf-8-sig").splitlines()[1] == "a;b\t5"


RISKY = ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "+7-916-123-45-67", "=HYPERLINK(1)"]


@pytest.mark.parametrize("format_", ["csv", "tsv"])
def test_no_cell_of_csv_is_a_formula(tmp_path: Path, format_: export.Format) -> None:
    path = tmp_path / "out.csv"
    export_table(path, COLUMNS, [_Row(text, "+79161234567") for text in RISKY], format=format_)
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file, delimiter=";" if format_ == "csv" else "\t"))[1:]
    assert [row[0] for row in rows] == ["'" + text for text in RISKY]
    assert {row[1] for row in rows} == {"+79161234567"}


def test_no_cell_of_xlsx_is_a_formula(tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    export_table(
        path, COLUMNS, [_Row(text) for text in [*RISKY, "{=1}", "https://x.example"]], format="xlsx"
    )
    with zipfile.ZipFile(path) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
        assert "<f>" not in sheet
        assert "hyperlink" not in sheet
        assert 'quotePrefix="1"' in archive.read("xl/styles.xml").decode()
    texts = [row[0] for row in open_table(path).rows()][1:]
    assert texts == [*RISKY, "{=1}", "https://x.example"]


def test_xlsx_has_numbers_and_dates_not_texts(tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    moment = datetime.fromisoformat("2026-05-01T12:30:15")
    values: list[Cell] = [
        5,
        Decimal("48200.50"),
        date(2026, 5, 1),
        moment,
        "00017",
        None,
        79161234567890123,
    ]
    export_table(path, COLUMNS, [_Row("x", value) for value in values], format="xlsx")
    found = [row[1] for row in open_table(path).rows()][1:]
    assert found == [
        "5",
        "48200.5",
        "2026-05-01",
        "2026-05-01 12:30:15",
        "00017",
        "",
        "79161234567890123",
    ]


def test_xlsx_cuts_what_excel_cannot_hold(tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    export_table(path, COLUMNS, [_Row("ж" * 40_000)], format="xlsx")
    (text,) = [row[0] for row in open_table(path).rows()][1:]
    assert (len(text), text[-1]) == (32_767, "…")


def test_more_rows_than_excel_has(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export, "_MOST_ROWS", 4)
    path = tmp_path / "out.xlsx"
    assert export_table(path, COLUMNS, [_Row("x")] * 3, format="xlsx") == 3
    before = path.read_bytes()
    with pytest.raises(InputError, match=r"Excel has no more than 1,048,576 rows: export as csv"):
        export_table(path, COLUMNS, [_Row("x")] * 4, format="xlsx")
    assert path.read_bytes() == before


def test_a_failure_in_the_middle_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_text("old")
    rows = (_Row(1 // n) for n in (1, 0))
    with pytest.raises(ZeroDivisionError):
        export_table(path, COLUMNS, rows, format="csv")
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("format_", ["csv", "xlsx"])
def test_a_place_that_cannot_be_written(tmp_path: Path, format_: export.Format) -> None:
    with pytest.raises(
        InputError, match=r"cannot be written.*If it is open in another program, close it"
    ):
        export_table(tmp_path / "no" / "out", COLUMNS, [], format=format_)


def test_columns_are_chosen_and_ordered() -> None:
    assert [c.name for c in chosen(COLUMNS, None)] == ["name", "value"]
    assert [c.name for c in chosen(COLUMNS, ["value", "name"])] == ["value", "name"]
    assert chosen(COLUMNS, ["value"]) == [COLUMNS[1]]
    with pytest.raises(InputError, match=r"There is no column “nope”. Columns: name, value"):
        chosen(COLUMNS, ["name", "nope"])


@pytest.mark.parametrize(
    ("name", "expected"),
    [("a.csv", "csv"), ("a.CSV", "csv"), ("a.txt", "tsv"), ("a.tsv", "tsv"), ("a.xlsx", "xlsx")],
)
def test_formats_by_name(name: str, expected: str) -> None:
    assert format_of(Path(name)) == expected


@pytest.mark.parametrize("name", ["a.xls", "a", "a.pdf"])
def test_names_that_say_no_format(name: str) -> None:
    with pytest.raises(
        InputError, match=r"says no format: end its name in .csv, .txt \(tab\) or .xlsx"
    ):
        format_of(Path(name))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, ""),
        (5, "5"),
        (Decimal("0.50"), "0,50"),
        (Decimal("1E+5"), "100000"),
        (Decimal("-1200.5"), "-1200,5"),
        (date(2026, 5, 1), "01.05.2026"),
        (datetime.fromisoformat("2026-05-01T12:30:15"), "01.05.2026 12:30:15"),
    ],
)
def test_values_as_an_office_writes_them(value: Cell, expected: str) -> None:
    assert as_text(value) == expected


CELLS = st.text(
    alphabet=st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from("'=+-@\t\r\n;\","),
    max_size=12,
)


@given(st.lists(st.tuples(CELLS, CELLS), max_size=8), st.sampled_from(["csv", "tsv"]))
def test_what_goes_out_as_csv_comes_back(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str]], format_: export.Format
) -> None:
    path = tmp_path_factory.getbasetemp() / "round.csv"
    export_table(path, COLUMNS, [_Row(*row) for row in rows], format=format_)
    table = open_table(path, delimiter=";" if format_ == "csv" else "\t")
    assert [tuple(row) for row in table.rows()][1:] == rows
