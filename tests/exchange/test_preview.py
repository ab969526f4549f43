"""The grid before an import."""

from collections.abc import Callable
from pathlib import Path

import pytest

from depesha.domain.errors import InputError
from depesha.exchange.contacts import import_contacts
from depesha.exchange.importing import How
from depesha.exchange.preview import preview
from depesha.store.database import Database

CsvFile = Callable[..., Path]
TEXT = "Список;;;\nИмя;Телефон;Скидка;\nИванов;8 916;5 %;x\n;;;\nПетров;8 917\n"


def test_everything_as_it_would_be_used(db: Database, csv_file: CsvFile) -> None:
    shown = preview(db, csv_file(TEXT, "cp1251"), "contacts", How())
    assert (shown.format, shown.encoding, shown.delimiter, shown.header_row) == (
        "csv",
        "cp1251",
        ";",
        2,
    )
    assert shown.headers == ("Имя", "Телефон", "Скидка", "D")
    assert shown.rows == (("Иванов", "8 916", "5 %", "x"), ("Петров", "8 917", "", ""))
    assert shown.fields == ("name", "phone", "", "")
    assert shown.unmapped == ("Скидка",)
    assert {"name", "phone", "balance"} < set(shown.choices)
    assert "problem" not in shown.choices
    assert not shown.remembered


def test_told_and_remembered(db: Database, csv_file: CsvFile) -> None:
    path = csv_file(TEXT)
    how = How(mapping=(("custom:Скидка", "Скидка"),))
    assert preview(db, path, "contacts", how).fields[2] == "custom:Скидка"
    import_contacts(db, path, how)
    again = preview(db, path, "contacts", How())
    assert (again.fields[2], again.remembered) == ("custom:Скидка", True)


def test_another_encoding_and_delimiter(db: Database, csv_file: CsvFile) -> None:
    shown = preview(
        db,
        csv_file("Имя;Телефон\nИванов;1\n", "koi8-r"),
        "contacts",
        How(encoding="koi8-r", delimiter=","),
    )
    assert shown.rows == (("Имя;Телефон",), ("Иванов;1",))


def test_without_a_header(db: Database, csv_file: CsvFile) -> None:
    shown = preview(db, csv_file("Иванов Иван;89161234567\n"), "contacts", How())
    assert (shown.header_row, shown.headers, shown.fields) == (0, ("A", "B"), ("name", "phone"))


def test_columns_that_do_not_fit_yet_are_shown_all_the_same(
    db: Database, csv_file: CsvFile
) -> None:
    assert preview(db, csv_file("a;b\n1;2\n"), "contacts", How()).fields == ("", "")


def test_a_file_that_is_none(db: Database, csv_file: CsvFile) -> None:
    with pytest.raises(InputError, match="is empty"):
        preview(db, csv_file(""), "contacts", How())
