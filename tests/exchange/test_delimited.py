"""Rows of csv files."""

import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from depesha.domain.errors import InputError
from depesha.exchange.delimited import open_delimited, sniff
from depesha.exchange.table import Row

CsvFile = Callable[..., Path]


def rows_of(path: Path, encoding: str | None = None, delimiter: str | None = None) -> list[Row]:
    """All rows of the file."""
    return list(open_delimited(path, encoding, delimiter).rows())


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_the_delimiter_is_found(csv_file: CsvFile, delimiter: str) -> None:
    text = 'Имя;Баланс;Заметка\nИванов;"48 200,00";"a, b; c | d"\nПетров;"1,5";\n'
    path = csv_file(text.replace(";", delimiter) if delimiter != ";" else text, "cp1251")
    table = open_delimited(path, None, None)
    assert table.delimiter == delimiter
    assert [row[0] for row in table.rows()] == ["Имя", "Иванов", "Петров"]


@pytest.mark.parametrize("delimiter", [";;", '"', "\n", "\0"])
def test_what_can_divide_nothing(csv_file: CsvFile, delimiter: str) -> None:
    with pytest.raises(InputError, match="cannot divide columns"):
        rows_of(csv_file("Имя;Долг\nИванов;5\n"), delimiter=delimiter)


def test_decimal_commas_do_not_divide() -> None:
    lines = ["Список на 01.02.2026, всего 2", "Имя;Долг", "Иванов;1,5", "Петров;2,5"]
    assert sniff(lines) == ";"


def test_one_column_needs_no_delimiter(csv_file: CsvFile) -> None:
    assert rows_of(csv_file("Телефон\n79161234567\n79161234568\n")) == [
        ["Телефон"], ["79161234567"], ["79161234568"],
    ]  # fmt: skip


def test_excels_own_line_is_obeyed_and_not_read(csv_file: CsvFile) -> None:
    table = open_delimited(csv_file("sep=,\nИмя,Долг\nИванов;Пётр,5\n"), None, None)
    assert table.delimiter == ","
    assert list(table.rows()) == [["Имя", "Долг"], ["Иванов;Пётр", "5"]]


def test_quotations_hold_delimiters_and_lines(csv_file: CsvFile) -> None:
    text = 'Имя;Заметка\n"ООО ""Рога; копыта""";"раз\nдва"\nООО "Ромашка";5\n'
    assert rows_of(csv_file(text, "cp1251"))[1:] == [
        ['ООО "Рога; копыта"', "раз\r\nдва"],
        ['ООО "Ромашка"', "5"],
    ]


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_lines_of_every_system(tmp_path: Path, ends: str) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(ends.join(["Имя;Долг", "Иванов;5", ""]).encode("cp1251"))
    assert rows_of(path) == [["Имя", "Долг"], ["Иванов", "5"]]


def test_told_encoding_and_delimiter_come_first(csv_file: CsvFile) -> None:
    path = csv_file("Имя;Долг|Город\nИванов;5|Тверь\n", "koi8-r")
    assert rows_of(path, "koi8-r", "|")[1] == ["Иванов;5", "Тверь"]
    assert rows_of(path, "cp1251", "|")[1][1] != "Тверь"


def test_our_own_guarded_cells_are_texts_again(csv_file: CsvFile) -> None:
    assert rows_of(csv_file("a;b\n'=1+1;'quoted'\n"))[1] == ["=1+1", "'quoted'"]


BROKEN = {
    "swallows the next row": 'Имя;Долг\nИванов;1\n"Петров;2\nСидоров;3\n"Ким";4\n',
    "to the end of the file": 'Имя;Долг\nИванов;1\n"Петров;2\nСидоров;3\n',
    "over hundreds of lines": 'Имя;Долг\nИванов;1\n"Петров;2\n' + "Ким;4\n" * 300 + '";5\n',
    "over a very long line": 'Имя;Долг\nИванов;1\n"Петров;2' + "x" * 200_000 + '";5\n',
}


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN.keys())
def test_an_open_quotation_is_named_by_its_row(csv_file: CsvFile, text: str) -> None:
    with pytest.raises(
        InputError, match=r"Row 3: a quotation mark \(\"\) is opened and never closed"
    ):
        rows_of(csv_file(text, "cp1251"))


def test_letters_that_cannot_be_read_are_shown_as_such(csv_file: CsvFile) -> None:
    assert rows_of(csv_file("Имя\nИванов\n", "cp1251"), "utf-8")[1] == ["\ufffd" * 6]


@pytest.mark.parametrize("rows", [2_000, 40_000])
def test_memory_does_not_grow_with_the_file(tmp_path: Path, rows: int) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Имя;Телефон\r\n" + "Иванов Иван;79161234567\r\n" * rows, encoding="cp1251")
    open_delimited(path, "cp1251", None)  # loads what is loaded once
    tracemalloc.start()
    count = sum(1 for _ in open_delimited(path, "cp1251", None).rows())
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == rows + 1
    assert peak < 1_000_000
