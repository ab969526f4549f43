"""All or nothing, remembered, rehearsed."""

import sqlite3
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from depesha.domain.errors import InputError
from depesha.exchange import contacts as importer
from depesha.exchange.contacts import import_contacts
from depesha.exchange.documents import import_documents
from depesha.exchange.employees import import_employees
from depesha.exchange.importing import How
from depesha.store import contacts, employees
from depesha.store.database import Database

CsvFile = Callable[..., Path]
GOOD = "Имя;Телефон\nИванов;89161234567\nПетров;89161234568\n"


def dump(db: Database) -> list[str]:
    """Everything in the database, as SQL."""
    with sqlite3.connect(db.path) as connection:
        lines = list(connection.iterdump())
    connection.close()
    return lines


def test_an_error_in_the_middle_changes_nothing(
    db: Database, csv_file: CsvFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = dump(db)
    usual = contacts.insert

    def fails(c: Any, contact: Any) -> int:
        if contact.name == "Петров":
            raise RuntimeError("power cut")
        return usual(c, contact)

    monkeypatch.setattr(importer.contacts, "insert", fails)
    text = GOOD.replace("Телефон", "Телефон;Менеджер;Категория").replace("67\n", "67;Ким;Опт\n")
    with pytest.raises(RuntimeError, match="power cut"):
        import_contacts(db, csv_file(text), How(rejected=tmp_path / "r.csv"))
    assert dump(db) == before
    assert not (tmp_path / "r.csv").exists()


def test_a_dry_run_tells_all_and_stores_nothing(
    db: Database, csv_file: CsvFile, tmp_path: Path
) -> None:
    path = csv_file(GOOD + ";89161234569\n")
    before = dump(db)
    how = How(dry_run=True, rejected=tmp_path / "r.csv", mapping=(("name", "Имя"),))
    rehearsed = import_contacts(db, path, how)
    assert (rehearsed.added, rehearsed.rejected, rehearsed.dry_run) == (2, 1, True)
    assert dump(db) == before
    assert (tmp_path / "r.csv").read_text("utf-8-sig").splitlines()[1:] == [
        ";89161234569;The row has no name."
    ]
    done = import_contacts(db, path)
    assert (done.added, done.issues, done.dry_run) == (rehearsed.added, rehearsed.issues, False)


def test_a_told_mapping_is_remembered_for_the_layout(db: Database, csv_file: CsvFile) -> None:
    text = "Кто;Куда;Сколько\nИванов;89161234567;5\n"
    path = csv_file(text)
    told = (("name", "Кто"), ("phone", "2"), ("balance", "C"))
    assert import_contacts(db, path, How(mapping=told)).added == 1
    again = csv_file(
        "Отчёт;;\n" + text.replace("Иванов", "Петров").replace("67;", "68;"), name="next.csv"
    )
    assert import_contacts(db, again).added == 1
    assert {c.balance for c in contacts.iterate(db.reader, contacts.all_ids(db.reader))} == {5}
    with pytest.raises(InputError, match=r"No column is “Name”"):
        import_employees(db, path)


def test_what_is_understood_by_itself_is_not_frozen(db: Database, csv_file: CsvFile) -> None:
    import_contacts(db, csv_file(GOOD))
    assert db.reader.execute("SELECT count(*) FROM layout").fetchone() == (0,)


def test_rejected_rows_keep_the_layout(db: Database, csv_file: CsvFile, tmp_path: Path) -> None:
    path = csv_file("Кто;Куда\n;89161234567\nПетров;89161234568\n")
    how = How(mapping=(("name", "Кто"), ("phone", "Куда")), rejected=tmp_path / "r.csv")
    import_contacts(db, path, how)
    mended = (tmp_path / "r.csv").read_text("utf-8-sig").replace(";8916", "Иванов;8916")
    (tmp_path / "r.csv").write_text(mended, encoding="utf-8-sig")
    assert import_contacts(db, tmp_path / "r.csv").added == 1


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Имя;Телефон\n", r"list.csv has column names but no rows below them"),
        ("Имя;Телефон\n;\n ; \n", r"list.csv has column names but no rows below them"),
        (
            "a;b\n1;2\n",
            r"No column is “Name”. Columns: A, B. Say which one, for example name=A.",
        ),
        (
            "Телефон;Почта\n89161234567;a@b.ru\n",
            r"No column is “Name”. Columns: Телефон, Почта.",
        ),
        ('Имя;Телефон\nИван;1\n"Пётр;2\n', r"Row 3: a quotation mark"),
    ],
)
def test_files_that_cannot_be_imported(
    db: Database, csv_file: CsvFile, text: str, message: str
) -> None:
    before = dump(db)
    with pytest.raises(InputError, match=message):
        import_contacts(db, csv_file(text))
    assert dump(db) == before


def test_documents_need_their_columns(db: Database, csv_file: CsvFile) -> None:
    with pytest.raises(InputError, match=r"No column is “Number”. Columns: Дата, Клиент."):
        import_documents(db, csv_file("Дата;Клиент\n01.02.2026;Иванов\n"), journal="order")
    with pytest.raises(InputError, match=r"No column is “Date”"):
        import_documents(db, csv_file("Номер;Клиент\n1;Иванов\n"), journal="order")


def test_wrong_words(db: Database, csv_file: CsvFile, tmp_path: Path) -> None:
    path = csv_file(GOOD)
    with pytest.raises(InputError, match="There is no encoding “nope”"):
        import_contacts(db, path, How(encoding="nope"))
    with pytest.raises(InputError, match="There is no country “Россия”"):
        import_contacts(db, path, How(region="Россия"))
    with pytest.raises(InputError, match="There is no field “nope”"):
        import_contacts(db, path, How(mapping=(("nope", "A"),)))
    with pytest.raises(InputError, match="cannot go into the imported file itself"):
        import_contacts(db, path, How(rejected=tmp_path / "." / "list.csv"))
    with pytest.raises(InputError, match=r"cannot be written: there is no such file or folder"):
        import_contacts(db, path, How(rejected=tmp_path / "no" / "r.csv"))
    assert contacts.count(db.reader) == 0


def test_progress_is_told_now_and_then(db: Database, csv_file: CsvFile) -> None:
    told: list[int] = []
    text = "Имя\n" + "".join(f"Иван {n}\n" for n in range(1200))
    import_employees(db, csv_file(text), How(progress=told.append))
    assert told == [500, 1000]
    assert len(employees.everybody(db.reader)) == 1200


@pytest.mark.parametrize("rows", [500, 3_000])
def test_memory_does_not_grow_with_the_rows(db: Database, csv_file: CsvFile, rows: int) -> None:
    text = "Имя;Телефон;Почта;Баланс\n" + "".join(
        f"Иванов {n};8916{n:07d};p{n}@mail.ru;bad\n" for n in range(rows)
    )
    path = csv_file(text, "cp1251")
    import_contacts(db, csv_file(GOOD, name="first.csv"))  # loads what is loaded once
    tracemalloc.start()
    report = import_contacts(db, path)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (report.added, report.warned) == (rows, rows)
    assert peak < 1_500_000


@pytest.mark.slow  # a hundred thousand rows take ten seconds and more
def test_a_hundred_thousand_rows(db: Database, csv_file: CsvFile) -> None:
    notations = (
        "8 (916) {0}-{1}-{2}",
        "+7916{0}{1}{2}",
        "8916{0}{1}{2}",
        "916{0}{1}{2}",
        "7916{0}{1}{2}",
    )
    lines = ["Код;Наименование;Телефон;Почта;Город;Баланс"]
    for n in range(100_000):
        phone = notations[n % 5].format(
            f"{n // 10_000:03d}", f"{n // 100 % 100:02d}", f"{n % 100:02d}"
        )
        lines.append(f"{n};Иванов Пётр {n};{phone};p{n}@mail.ru;Тверь;{n},50")
    report = import_contacts(db, csv_file("\n".join(lines), "cp1251"))
    assert (report.read, report.added, report.issues) == (100_000, 100_000, ())
    assert contacts.count(db.reader) == 100_000
