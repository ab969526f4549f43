"""Which reader takes a file, and what people are told of files that none can take."""

import os
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from depesha.domain.errors import InputError
from depesha.exchange.readers import SUFFIXES, open_table

Make = Callable[..., Path]
CSV = "Имя;Телефон\nИван;79161234567\n"
ROWS = [["Имя", "Телефон"], ["Иван", "79161234567"]]


@pytest.mark.parametrize(
    "name", ["list.csv", "list.txt", "list.xls", "list.CSV", "list", "list.dat"]
)
def test_text_is_read_as_text_whatever_its_name(csv_file: Make, name: str) -> None:
    table = open_table(csv_file(CSV, "cp1251", name))
    assert (table.format, table.encoding, table.delimiter) == ("csv", "cp1251", ";")
    assert list(table.rows()) == ROWS


@pytest.mark.parametrize("name", ["list.xlsx", "list.xlsm", "list.xls", "list.csv", "list.dbf"])
def test_a_workbook_is_known_by_its_content(xlsx_file: Make, name: str) -> None:
    table = open_table(xlsx_file(ROWS, name))
    assert (table.format, list(table.rows())) == ("excel", ROWS)


@pytest.mark.parametrize("name", ["list.xls", "list.xlsx", "list.csv"])
def test_an_old_workbook_is_known_by_its_content(xls_file: Make, name: str) -> None:
    table = open_table(xls_file(ROWS, name))
    assert (table.format, list(table.rows())) == ("excel", ROWS)


@pytest.mark.parametrize("name", ["list.dbf", "list.DBF", "list.bin"])
def test_a_dbf_is_known_by_its_content(dbf_file: Make, name: str) -> None:
    table = open_table(dbf_file([("NAME", "C", 9)], [["Иван"]], "cp866", 0x65, name))
    assert (table.format, table.headed) == ("dbf", True)
    assert list(table.rows()) == [["NAME"], ["Иван"]]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1251"])
@pytest.mark.parametrize("name", ["list.vcf", "contacts.txt"])
def test_a_card_is_known_by_its_content(csv_file: Make, name: str, encoding: str) -> None:
    path = csv_file("BEGIN:VCARD\nVERSION:3.0\nFN:Иван\nEND:VCARD\n", encoding, name)
    table = open_table(path)
    assert (table.format, table.headed) == ("vcard", True)
    assert [row[0] for row in table.rows()] == ["Name", "Иван"]


def test_a_card_named_in_a_cell_is_no_card(csv_file: Make) -> None:
    assert open_table(csv_file("Имя;Заметка\n;BEGIN:VCARD\n")).format == "csv"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_text_of_excel(csv_file: Make, encoding: str) -> None:
    assert list(open_table(csv_file(CSV, encoding)).rows()) == ROWS


def test_a_stray_control_character_does_not_make_it_binary(csv_file: Make) -> None:
    path = csv_file(CSV.replace("Иван", "Иван\x07") + CSV * 3, "cp1251")
    assert list(open_table(path).rows())[1] == ["Иван\x07", "79161234567"]


def test_override(csv_file: Make) -> None:
    table = open_table(csv_file("a|b;c\n", "koi8-r"), encoding="koi8-r", delimiter="|")
    assert list(table.rows()) == [["a", "b;c"]]


BYTES = {
    "an empty file": ("list.csv", b"", "list.csv is empty."),
    "nothing but a BOM": ("list.csv", b"\xef\xbb\xbf", "list.csv is empty."),
    "nothing but white space": ("list.txt", b" \r\n\t\r\n", "list.txt is empty."),
    "nothing but zeros": ("list.xls", bytes(5000), "list.xls is empty."),
    "a web page as xls": (
        "list.xls",
        b"<html><table><tr><td>1</td></tr></table>",
        "is a web page or XML",
    ),
    "a web page with a BOM": (
        "list.xls",
        b"\xef\xbb\xbf\n<!DOCTYPE html><html>",
        "is a web page or XML",
    ),
    "XML of Excel 2003": (
        "list.xls",
        b'<?xml version="1.0"?><Workbook/>',
        "save it as xlsx and import that",
    ),
    "a PDF": (
        "list.csv",
        b"%PDF-1.7\n...",
        "is not a table. Tables are: xlsx xlsm xls dbf csv txt vcf.",
    ),
    "a PDF as xlsx": (
        "list.xlsx",
        b"%PDF-1.7\n...",
        "list.xlsx is damaged or is no Excel workbook",
    ),
    "a picture": ("list.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "list.csv is not a table"),
    "a gzip": ("list.csv", b"\x1f\x8b\x08\0\0\0\0\0", "list.csv is not a table"),
    "a program": (
        "list.csv",
        b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0\xb8",
        "list.csv is not a table",
    ),
    "garbage as xls": (
        "list.xls",
        b"\x01\x02\x03\x04garbage",
        "list.xls is damaged or is no Excel workbook",
    ),
    "garbage as dbf": (
        "list.dbf",
        b"garbage that is no table at all",
        "list.dbf is damaged or is no dbf",
    ),
    "text as dbf": (
        "list.dbf",
        CSV.encode(),
        "list.dbf is damaged or is no dbf table. Export it again",
    ),
    "an OLE file cut off": (
        "list.xls",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        "is damaged",
    ),
    "a zip cut off": (
        "list.xlsx",
        b"PK\x03\x04" + bytes(100),
        "is damaged or is no Excel workbook",
    ),
}


@pytest.mark.parametrize(("name", "data", "message"), BYTES.values(), ids=BYTES.keys())
def test_files_that_are_no_tables(tmp_path: Path, name: str, data: bytes, message: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(InputError, match=re.escape(message)):
        list(open_table(tmp_path / name).rows())


def test_a_password(xls_file: Make, compound: Make) -> None:
    message = "is protected by a password. Save it without one and import again."
    with pytest.raises(InputError, match=f"list.xls {message}"):
        open_table(xls_file(ROWS, locked=True))
    with pytest.raises(InputError, match=f"locked.xlsx {message}"):
        open_table(compound("EncryptedPackage", b"x" * 5000))


def test_a_zip_of_something_else(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "list.ods", "w") as archive:
        archive.writestr("content.xml", "<x/>")
    with pytest.raises(InputError, match=r"list.ods is damaged or is no Excel workbook"):
        open_table(tmp_path / "list.ods")


def test_an_empty_workbook(xlsx_file: Make) -> None:
    with pytest.raises(InputError, match=r"list.xlsx has no visible sheet with anything in it"):
        open_table(xlsx_file([]))


def test_places_that_are_no_files(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"is a folder. Choose a file in it"):
        open_table(tmp_path)
    with pytest.raises(InputError, match=r"There is no file .*gone.csv"):
        open_table(tmp_path / "gone.csv")
    os.mkfifo(tmp_path / "pipe.csv")
    with pytest.raises(InputError, match=r"pipe.csv is not a file"):
        open_table(tmp_path / "pipe.csv")


def test_a_file_that_may_not_be_read(csv_file: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    path = csv_file(CSV)

    def locked(*_args: object, **_named: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", locked)
    with pytest.raises(
        InputError, match=r"list.csv cannot be read: you are not allowed to. If it is open"
    ):
        open_table(path)


def test_the_suffixes_are_those_of_the_manual() -> None:
    assert {".xlsx", ".xlsm", ".xls", ".dbf", ".csv", ".txt", ".vcf"} == set(SUFFIXES)
