"""Files as offices have them, made byte by byte where no library of ours writes the format."""

import struct
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest

from depesha.store.database import Database

Rows = Sequence[Sequence[object]]


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    """An empty database."""
    database = Database(tmp_path / "office.db")
    yield database
    database.close()


@pytest.fixture
def csv_file(tmp_path: Path) -> Callable[..., Path]:
    """`csv_file(text, encoding="cp1251")` writes the text as it stands."""

    def write(text: str, encoding: str = "utf-8", name: str = "list.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(text.replace("\n", "\r\n").encode(encoding))
        return path

    return write


@pytest.fixture
def xlsx_file(tmp_path: Path) -> Callable[..., Path]:
    """`xlsx_file(rows, more_sheets={"Архив": rows})`; dates get a date format."""
    import xlsxwriter

    def write(rows: Rows, name: str = "list.xlsx", **more_sheets: Rows) -> Path:
        with xlsxwriter.Workbook(
            tmp_path / name, {"default_date_format": "dd.mm.yyyy", "strings_to_urls": False}
        ) as book:
            for title, content in {"Лист1": rows, **more_sheets}.items():
                sheet = book.add_worksheet(title)
                for number, row in enumerate(content):
                    sheet.write_row(number, 0, row)
        return tmp_path / name

    return write


@pytest.fixture
def dbf_file(tmp_path: Path) -> Callable[..., Path]:
    """`dbf_file([("NAME", "C", 40)], [["Иванов"]], encoding="cp866", mark=0x65)`.

    `mark` is the code page byte of the header; most programs leave it 0.
    """

    def write(
        fields: Sequence[tuple[str, str, int]],
        rows: Rows,
        encoding: str = "cp866",
        mark: int = 0,
        name: str = "list.dbf",
    ) -> Path:
        head_length = 32 + 32 * len(fields) + 1
        record_length = 1 + sum(length for _, _, length in fields)
        data = struct.pack(
            "<4BIHH17xB2x", 3, 126, 1, 31, len(rows), head_length, record_length, mark
        )
        for title, kind, length in fields:
            data += struct.pack("<11sc4xB15x", title.encode(encoding), kind.encode(), length)
        data += b"\r"
        for row in rows:
            data += b" "
            for value, (_, kind, length) in zip(row, fields, strict=True):
                text = f"{value:%Y%m%d}" if isinstance(value, date) else str(value)
                side = str.rjust if kind in "NF" else str.ljust
                data += side(text, length).encode(encoding)[:length]
        (tmp_path / name).write_bytes(data + b"\x1a")
        return tmp_path / name

    return write


@pytest.fixture
def xls_file(tmp_path: Path) -> Callable[..., Path]:
    """`xls_file(rows)`: a workbook of Excel 97 with texts and numbers; `locked` by a password."""

    def write(rows: Rows, name: str = "list.xls", *, locked: bool = False) -> Path:
        (tmp_path / name).write_bytes(compound_file("Workbook", _biff8(rows, locked=locked)))
        return tmp_path / name

    return write


def _record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def _biff8(rows: Rows, *, locked: bool) -> bytes:
    """The records of MS-XLS that a reader needs: BOF, BOUNDSHEET, NUMBER, LABEL, EOF."""
    begin = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0))
    if locked:
        begin += _record(0x002F, struct.pack("<HHH", 1, 1, 1) + bytes(48))
    title = "Лист".encode("utf-16-le")
    place = len(begin) + 4 + 8 + len(title) + 4
    book = (
        begin + _record(0x0085, struct.pack("<IHBB", place, 0, 4, 1) + title) + _record(0x0A, b"")
    )
    sheet = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0))
    width = max(map(len, rows))
    sheet += _record(0x0200, struct.pack("<IIHHH", 0, len(rows), 0, width, 0))
    for y, row in enumerate(rows):
        for x, value in enumerate(row):
            if isinstance(value, int | float):
                sheet += _record(0x0203, struct.pack("<HHHd", y, x, 0, value))
            elif value:
                text = str(value)
                head = struct.pack("<HHHHB", y, x, 0, len(text), 1)
                sheet += _record(0x0204, head + text.encode("utf-16-le"))
    return book + sheet + _record(0x0A, b"")


@pytest.fixture
def compound(tmp_path: Path) -> Callable[[str, bytes], Path]:
    """`compound("EncryptedPackage", data)`: an OLE file of one stream."""

    def write(stream: str, data: bytes, name: str = "locked.xlsx") -> Path:
        (tmp_path / name).write_bytes(compound_file(stream, data))
        return tmp_path / name

    return write


def compound_file(stream: str, data: bytes) -> bytes:
    """MS-CFB version 3: header, one FAT sector, one directory sector, the stream's sectors."""
    data = data.ljust(max(4096, -(-len(data) // 512) * 512), b"\0")
    sectors = len(data) // 512
    assert sectors <= 126, "one FAT sector is enough for a test"
    free, end, fat_mark = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    chain = [fat_mark, end, *range(3, 2 + sectors), end]
    fat = struct.pack("<128I", *chain, *[free] * (128 - len(chain)))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH6xIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0)
    header += struct.pack("<IIIII", 4096, end, 0, end, 0)
    header += struct.pack("<109I", 0, *[free] * 108)

    def entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
        text = name.encode("utf-16-le")
        head = text.ljust(64, b"\0") + struct.pack("<HBB", len(text) + 2 if text else 0, kind, 1)
        return head + struct.pack("<III36xIQ", free, free, child, start, size)

    directory = entry("Root Entry", 5, 1, end, 0) + entry(stream, 2, free, 2, len(data))
    directory += entry("", 0, free, 0, 0) * 2
    return header + fat + directory + data
