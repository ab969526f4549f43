"""dbf tables."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from depesha.domain.errors import InputError
from depesha.exchange.dbase import open_dbf

DbfFile = Callable[..., Path]
FIELDS = [
    ("NAME", "C", 40),
    ("PHONE", "C", 20),
    ("DEBT", "N", 12),
    ("BORN", "D", 8),
    ("VIP", "L", 1),
]
ROW = ["Щукин Пётр", "8 916 123-45-67", "48200.50", date(1990, 5, 1), "T"]


@pytest.mark.parametrize(("encoding", "mark"), [("cp866", 0x65), ("cp866", 0x26), ("cp1251", 0xC9)])
def test_the_code_page_stands_in_the_file(dbf_file: DbfFile, encoding: str, mark: int) -> None:
    table = open_dbf(dbf_file(FIELDS, [ROW], encoding, mark), None)
    assert table.encoding == encoding
    assert list(table.rows()) == [
        ["NAME", "PHONE", "DEBT", "BORN", "VIP"],
        ["Щукин Пётр", "8 916 123-45-67", "48200.5", "1990-05-01", "1"],
    ]


@pytest.mark.parametrize("encoding", ["cp866", "cp1251"])
@pytest.mark.parametrize("mark", [0, 0x03, 0x57])
def test_most_programs_leave_it_out(dbf_file: DbfFile, encoding: str, mark: int) -> None:
    rows = [
        [f"{name} {n}", "", "", "", ""]
        for n, name in enumerate(["Иванов", "Петрова Юлия", "Щукин"])
    ]
    table = open_dbf(dbf_file(FIELDS, rows, encoding, mark), None)
    assert table.encoding == encoding
    assert [row[0] for row in table.rows()][1:] == ["Иванов 0", "Петрова Юлия 1", "Щукин 2"]


def test_told_is_told(dbf_file: DbfFile) -> None:
    path = dbf_file(FIELDS, [ROW], "cp1251", 0x65)
    assert list(open_dbf(path, "windows-1251").rows())[1][0] == "Щукин Пётр"
    with pytest.raises(InputError, match="There is no encoding “nope”"):
        open_dbf(path, "nope")


def test_russian_field_names(dbf_file: DbfFile) -> None:
    path = dbf_file([("ИМЯ", "C", 10)], [["Иван"]], "cp866", 0x65)
    assert list(open_dbf(path, None).rows()) == [["ИМЯ"], ["Иван"]]


def test_a_cell_that_is_none_is_text_not_an_end(dbf_file: DbfFile) -> None:
    path = dbf_file(FIELDS, [["Иван", "", "1..2", "99999999", "z"]], "cp866", 0x65)
    assert list(open_dbf(path, None).rows())[1] == ["Иван", "", "1..2", "99999999", "z"]


def test_empty_and_deleted(dbf_file: DbfFile) -> None:
    path = dbf_file(FIELDS, [["Иван", "", "", "", " "], ["Пётр", "", "", "", " "]], "cp866", 0x65)
    data = path.read_bytes()
    path.write_bytes(data.replace(b" " + "Иван".encode("cp866"), b"*" + "Иван".encode("cp866")))
    assert list(open_dbf(path, None).rows())[1:] == [["Пётр", "", "", "", ""]]


@pytest.mark.parametrize("cut", [1, 20, 40, 32 + 32 * 5])
def test_a_file_cut_off(dbf_file: DbfFile, cut: int) -> None:
    path = dbf_file(FIELDS, [ROW], "cp866", 0x65)
    path.write_bytes(path.read_bytes()[:cut])
    with pytest.raises(InputError, match=r"list.dbf is damaged or is no dbf table"):
        list(open_dbf(path, None).rows())


def test_a_record_cut_off_is_noticed(dbf_file: DbfFile) -> None:
    path = dbf_file(FIELDS, [ROW] * 10, "cp866", 0x65)
    path.write_bytes(path.read_bytes()[:-200])
    with pytest.raises(InputError, match=r"list.dbf is damaged"):
        list(open_dbf(path, None).rows())


def test_an_unknown_kind_of_field(dbf_file: DbfFile) -> None:
    with pytest.raises(InputError, match=r"list.dbf is damaged"):
        open_dbf(dbf_file([("NAME", "?", 10)], [["Иван"]]), None)
