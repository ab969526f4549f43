"""The reader in a process of its own."""

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from depesha.exchange import apart
from depesha.exchange.sheets import SheetError

XlsFile = Callable[..., Path]


def test_what_ends_the_reader_does_not_end_us(xls_file: XlsFile) -> None:
    path = xls_file([["Имя", "Телефон"], ["Иван", 1]])
    data = bytearray(path.read_bytes())
    place = data.index("Имя".encode("utf-16-le")) - 9
    assert data[place : place + 4] == bytes(4), "row and column of the first cell"
    data[place : place + 4] = b"\xff\xff\xff\xff"  # row and column 65535: 200 GB
    path.write_bytes(data)
    with pytest.raises(SheetError, match="damaged"):
        apart.first_sheet_apart(path)


@pytest.mark.parametrize("cut", [8, 500, 1000, 1500, 3000])
def test_a_file_cut_off(xls_file: XlsFile, cut: int) -> None:
    path = xls_file([["Имя"], ["Иван"]])
    path.write_bytes(path.read_bytes()[:cut])
    with pytest.raises(SheetError, match="damaged"):
        apart.first_sheet_apart(path)


def test_passwords_are_told_apart(xls_file: XlsFile, compound: Callable[..., Path]) -> None:
    for path in (xls_file([["Имя"]], locked=True), compound("EncryptedPackage", b"x" * 5000)):
        with pytest.raises(SheetError, match="locked"):
            apart.first_sheet_apart(path)


def test_a_reader_that_stops_half_way_is_noticed(
    xls_file: XlsFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    halves = [{"name": "Лист", "others": []}, [["Имя"]]]
    monkeypatch.setattr(apart, "_conversation", lambda _path: iter(halves))
    sheet = apart.first_sheet_apart(xls_file([["Имя"], ["Иван"]]))
    with pytest.raises(SheetError, match="damaged"):
        list(sheet.rows())


def test_rows_can_be_read_again_and_again(xlsx_file: XlsFile) -> None:
    sheet = apart.first_sheet_apart(xlsx_file([["Имя"], ["Иван"]] * 700))
    first = next(sheet.rows())
    assert first == ["Имя"]
    assert list(sheet.rows()) == list(sheet.rows()) == [["Имя"], ["Иван"]] * 700


def test_whoever_has_heard_enough_leaves_no_process_behind(xls_file: XlsFile) -> None:
    conversation = apart._conversation(xls_file([["Имя"]] * 3000))
    next(conversation)
    frame = conversation.gi_frame  # type: ignore[attr-defined]
    reader = frame.f_locals["reader"]
    conversation.close()  # type: ignore[attr-defined]
    assert reader.returncode is not None


def test_a_packaged_program_reads_by_itself(
    xls_file: XlsFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(apart, "_conversation", lambda _path: pytest.fail("started a process"))
    assert list(apart.first_sheet_apart(xls_file([["Имя"], ["Иван"]])).rows()) == [
        ["Имя"],
        ["Иван"],
    ]


def test_the_readers_side(xls_file: XlsFile, monkeypatch: pytest.MonkeyPatch) -> None:
    said = io.StringIO()
    monkeypatch.setattr(sys, "stdout", said)
    apart.main(str(xls_file([["Имя"], ["Иван"]])))
    assert [json.loads(line) for line in said.getvalue().splitlines()] == [
        {"name": "Лист", "others": []}, [["Имя"], ["Иван"]], None,
    ]  # fmt: skip
