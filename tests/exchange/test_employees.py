"""Employees come in."""

from collections.abc import Callable
from pathlib import Path

from depesha.domain.people import Employee
from depesha.exchange.employees import import_employees
from depesha.store import employees
from depesha.store.database import Database

CsvFile = Callable[..., Path]
TEXT = (
    "ФИО;Должность;Отдел;Фирма;Почта;Моб. тел.;Раб. тел.\n"
    "Петрова Анна;Менеджер;Продажи;Ромашка;anna@mail.ru;8 916 123-45-67;8 (495) 123-45-67\n"
)


def test_employees_come_in_and_come_again(db: Database, csv_file: CsvFile) -> None:
    path = csv_file(TEXT, "cp1251")
    report = import_employees(db, path)
    assert (report.what, report.read, report.added, report.issues) == ("employees", 1, 1, ())
    (employee,) = employees.everybody(db.reader)
    assert employee == Employee(
        id=employee.id, code=1, name="Петрова Анна", position="Менеджер", department="Продажи",
        firm="Ромашка", email="anna@mail.ru", mobile_phone="+79161234567",
        work_phone="+74951234567",
    )  # fmt: skip
    assert import_employees(db, path).unchanged == 1


def test_one_known_by_name_alone_is_filled_in(db: Database, csv_file: CsvFile) -> None:
    with db.write() as c:
        employees.insert(c, Employee(name="ПЕТРОВА Анна", firm="Лютик"))
    assert import_employees(db, csv_file(TEXT)).updated == 1
    (employee,) = employees.everybody(db.reader)
    assert (employee.name, employee.firm, employee.email) == (
        "Петрова Анна",
        "Ромашка",
        "anna@mail.ru",
    )


def test_what_has_no_place_is_told(db: Database, csv_file: CsvFile) -> None:
    text = (
        "Имя;Телефон;Почта\nКим;89161234567, 84951234567 доб. 5, 84951234568;a@b.ru, c@d.ru\n"
        "Ким;;\n;1;\nИтого;;\n"
    )
    report = import_employees(db, csv_file(text))
    assert (report.added, report.unchanged, report.rejected, report.warned) == (1, 1, 2, 2)
    assert [issue.text for issue in report.issues] == [
        "+74951234568 was left out: there is no room for more.",
        "5 was left out: there is no room for more.",
        "c@d.ru was left out: there is no room for more.",
        "The same employee stands in an earlier row; the two were joined.",
        "The row has no name.",
        "“1” is not a phone number.",
        "The row is a total and no person.",
    ]
    (employee,) = employees.everybody(db.reader)
    assert (employee.mobile_phone, employee.work_phone, employee.email) == (
        "+79161234567",
        "+74951234567",
        "a@b.ru",
    )


def test_cards_of_colleagues(db: Database, csv_file: CsvFile) -> None:
    card = "BEGIN:VCARD\nVERSION:3.0\nFN:Анна\nTITLE:Менеджер\nORG:Ромашка\nEND:VCARD\n"
    assert import_employees(db, csv_file(card, name="a.vcf")).added == 1
    (employee,) = employees.everybody(db.reader)
    assert (employee.name, employee.position, employee.firm) == ("Анна", "Менеджер", "Ромашка")
