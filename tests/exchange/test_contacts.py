"""Contacts come in, again and again, and stay the same people."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from depesha.domain.people import Contact, Kind
from depesha.exchange.contacts import import_contacts
from depesha.exchange.importing import How
from depesha.exchange.report import Report
from depesha.store import categories, contacts, employees
from depesha.store.database import Database

CsvFile = Callable[..., Path]
HEADER = "Код;Наименование;Телефон;Почта;ИНН;Баланс\n"


def figures(report: Report) -> tuple[int, int, int, int, int]:
    """read, added, updated, unchanged, rejected."""
    assert report.read == report.added + report.updated + report.unchanged + report.rejected
    return report.read, report.added, report.updated, report.unchanged, report.rejected


def everybody(db: Database) -> list[Contact]:
    """All contacts in the order they were stored."""
    return sorted(contacts.iterate(db.reader, contacts.all_ids(db.reader)), key=lambda c: c.id)


def said(report: Report) -> list[tuple[int, str, str]]:
    """Row, column and text of each issue."""
    return [(issue.row, issue.column, issue.text) for issue in report.issues]


def test_a_list_comes_in_and_comes_again(db: Database, csv_file: CsvFile) -> None:
    path = csv_file(
        HEADER + "1;Иванов;8 916 123-45-67;ivan@mail.ru;;5\n2;ООО «Ёж»;;;7707083893;0\n", "cp1251"
    )
    assert figures(import_contacts(db, path)) == (2, 2, 0, 0, 0)
    first, second = everybody(db)
    assert (first.name, first.mobile_phone, first.email) == (
        "Иванов",
        "+79161234567",
        "ivan@mail.ru",
    )
    assert (first.external_id, first.balance, first.kind) == ("1", Decimal(5), Kind.PERSON)
    assert (second.name, second.inn, second.kind) == ("ООО «Ёж»", "7707083893", Kind.COMPANY)
    assert figures(import_contacts(db, path)) == (2, 0, 0, 2, 0)
    assert everybody(db) == [first, second]


def test_what_changed_is_updated_and_the_rest_is_kept(db: Database, csv_file: CsvFile) -> None:
    import_contacts(db, csv_file("Код;Имя;Телефон;Город;Баланс\n1;Иванов;89161234567;Тверь;500\n"))
    path = csv_file("Код;Имя;Телефон;Почта;Баланс\n1;Иванова;;ivan@mail.ru;\n")
    assert figures(import_contacts(db, path)) == (1, 0, 1, 0, 0)
    (contact,) = everybody(db)
    assert (contact.name, contact.email) == ("Иванова", "ivan@mail.ru")
    assert (contact.mobile_phone, contact.city) == ("+79161234567", "Тверь")
    assert contact.balance == 0, "a debt that is not in the file any more is paid"


def test_a_list_without_addresses_does_not_double_its_people(
    db: Database, csv_file: CsvFile
) -> None:
    path = csv_file("Имя;Баланс;Телефон\nИванов;5;\nПетров;6;8 (495) 123-45-67\n")
    import_contacts(db, path)
    assert figures(import_contacts(db, path)) == (2, 0, 0, 2, 0)
    assert len(everybody(db)) == 2


def test_a_mended_row_finds_its_contact(db: Database, csv_file: CsvFile, tmp_path: Path) -> None:
    path = csv_file("Имя;Телефон\nИванов;7,916E+10\nПетров;89161234567\n", "cp1251")
    report = import_contacts(db, path, How(rejected=tmp_path / "mend.csv"))
    assert (figures(report), report.warned) == ((2, 2, 0, 0, 0), 1)
    mended = (tmp_path / "mend.csv").read_text("utf-8-sig").replace("7,916E+10", "89160000000")
    (tmp_path / "mend.csv").write_text(mended, encoding="utf-8-sig")
    again = import_contacts(db, tmp_path / "mend.csv")
    assert (figures(again), again.issues) == ((1, 0, 1, 0, 0), ())
    assert [c.mobile_phone for c in everybody(db)] == ["+79160000000", "+79161234567"]


def test_namesakes_with_different_addresses_are_different_people(
    db: Database, csv_file: CsvFile
) -> None:
    path = csv_file("Имя;Телефон;Почта\nИванов;89161234567;\nИванов;;ivan@mail.ru\n")
    assert figures(import_contacts(db, path)) == (2, 2, 0, 0, 0)


def test_namesakes_with_different_landlines_are_different_people(
    db: Database, csv_file: CsvFile
) -> None:
    path = csv_file("Имя;Телефон\nИванов;84951234567\nИванов;84951234568\nИванов;\n")
    assert figures(import_contacts(db, path)) == (3, 3, 0, 0, 0)


def test_one_phone_of_two_people_keeps_both_and_warns(db: Database, csv_file: CsvFile) -> None:
    path = csv_file("Имя;Телефон\nИванова;89161234567\nИванов;89161234567\n")
    report = import_contacts(db, path)
    assert (figures(report), report.warned) == ((2, 2, 0, 0, 0), 1)
    assert said(report) == [
        (3, "", "“Иванова” has the same phone or e-mail. Both contacts were kept.")
    ]


def test_a_phone_that_becomes_another_persons_is_told(db: Database, csv_file: CsvFile) -> None:
    import_contacts(db, csv_file("Код;Имя;Телефон\n1;Иванова;89161234567\n2;Иванов;89161234568\n"))
    report = import_contacts(db, csv_file("Код;Имя;Телефон\n2;Иванов;89161234567\n"))
    assert (figures(report), report.warned) == ((1, 0, 1, 0, 0), 1)


def test_doubles_in_the_file_are_joined_and_told(db: Database, csv_file: CsvFile) -> None:
    path = csv_file(
        "Имя;Телефон;Почта;Баланс\nИванов;89161234567;;500\nИВАНОВ;+79161234567;i@mail.ru;\n"
    )
    report = import_contacts(db, path)
    assert figures(report) == (2, 1, 1, 0, 0)
    assert said(report) == [
        (3, "", "The same contact stands in an earlier row; the two were joined.")
    ]
    (contact,) = everybody(db)
    assert (contact.email, contact.balance) == ("i@mail.ru", 500)


def test_rows_that_are_nobody_are_rejected_with_their_number(
    db: Database, csv_file: CsvFile
) -> None:
    path = csv_file(
        "Клиенты на 01.02.2026\n\nИмя;Телефон\nИванов;89161234567\n;89161234568\n;\nИтого;\n"
        "Имя;Телефон\n"
    )
    report = import_contacts(db, path)
    assert figures(report) == (3, 1, 0, 0, 2)
    assert said(report) == [
        (5, "", "The row has no name."),
        (7, "", "The row is a total and no person."),
    ]
    assert all(issue.rejected for issue in report.issues)


def test_a_bad_cell_does_not_cost_the_person(db: Database, csv_file: CsvFile) -> None:
    report = import_contacts(db, csv_file("Имя;Моб. тел.;Почта;Баланс\nИванов;123;нет;12x\n"))
    assert (figures(report), report.warned) == ((1, 1, 0, 0, 0), 1)
    assert [(i.row, i.column, i.value, i.rejected) for i in report.issues] == [
        (2, "Моб. тел.", "123", False), (2, "Почта", "нет", False), (2, "Баланс", "12x", False),
    ]  # fmt: skip


def test_parents_above_and_below_their_children(
    db: Database, csv_file: CsvFile, tmp_path: Path
) -> None:
    path = csv_file(
        "Имя;Родитель\nФилиал 1;Холдинг\nХолдинг;\nФилиал 2;холдинг\nСирота;Никто\nСам;Сам\n"
    )
    report = import_contacts(db, path, How(rejected=tmp_path / "rejected.csv"))
    first, holding, second, orphan, himself = everybody(db)
    assert first.parent_id == second.parent_id == holding.id
    assert orphan.parent_id is himself.parent_id is None
    assert said(report) == [
        (5, "Родитель", "There is no contact “Никто” to be the parent."),
        (6, "Родитель", "There is no contact “Сам” to be the parent."),
    ]
    assert "Никто" in (tmp_path / "rejected.csv").read_text("utf-8-sig")
    assert figures(import_contacts(db, path)) == (5, 0, 0, 5, 0)


def test_categories_and_managers_are_made(db: Database, csv_file: CsvFile) -> None:
    path = csv_file(
        "Имя;Категория;Менеджер\nИванов;Клиенты/Опт;Петрова\nСидоров;Клиенты/Опт;Петрова\n"
    )
    report = import_contacts(db, path)
    (note,) = report.notes
    assert note.startswith("The employee “Петрова” was not known and has been added.")
    (manager,) = employees.everybody(db.reader)
    category = categories.find(db.reader, "Клиенты/Опт")
    assert {(c.category_id, c.manager_id) for c in everybody(db)} == {(category, manager.id)}


def test_codes_of_our_own_export(db: Database, csv_file: CsvFile) -> None:
    path = csv_file("Код Depesha;Наименование;Телефон\n17;Иванов;89161234567\n18;Петров;\n")
    assert figures(import_contacts(db, path)) == (2, 2, 0, 0, 0)
    assert [contact.code for contact in everybody(db)] == [17, 18]
    path = csv_file("Код Depesha;Наименование;Телефон\n17;Иванов;89161234568\n18;Сидоров;\n")
    assert figures(import_contacts(db, path)) == (2, 1, 1, 0, 0)
    assert [contact.code for contact in everybody(db)] == [17, 18, 19]


@pytest.mark.parametrize("region", ["RU", "BY"])
def test_the_region(db: Database, csv_file: CsvFile, region: str) -> None:
    import_contacts(db, csv_file("Имя;Телефон\nИванов;8 029 123-45-67\n"), How(region=region))
    assert everybody(db)[0].mobile_phone == ("+375291234567" if region == "BY" else "")


def test_google_and_outlook(db: Database, csv_file: CsvFile) -> None:
    google = (
        "Name,Given Name,Family Name,Birthday,Group Membership,E-mail 1 - Type,E-mail 1 - Value,"
        "Phone 1 - Type,Phone 1 - Value,Phone 2 - Value,Organization 1 - Name\n"
        "Анна Ким,Анна,Ким,1990-05-01,* myContacts ::: Опт,* Work,anna@mail.ru ::: kim@mail.ru,"
        "Mobile,8 916 111-22-33 ::: 8 916 111-22-34,+7 495 111-22-33,Ромашка\n"
    )
    outlook = (
        "Имя;Отчество;Фамилия;Организация;Адрес эл. почты;Телефон переносной;Рабочий телефон\n"
        "Пётр;Ильич;Котов;Ромашка;petr@mail.ru;8 916 111-22-35;8 495 111-22-35\n"
        ";;;Лютик;l@mail.ru;;\n"
    )
    assert import_contacts(db, csv_file(google, name="google.csv")).rejected == 0
    assert import_contacts(db, csv_file(outlook, "cp1251", "outlook.csv")).rejected == 0
    anna, petr, firm = everybody(db)
    assert (anna.name, anna.mobile_phone, anna.work_phone) == (
        "Анна Ким",
        "+79161112233",
        "+74951112233",
    )
    assert (anna.email, anna.extra_emails) == ("anna@mail.ru", ("kim@mail.ru",))
    assert anna.custom == {"Other phones": "+79161112234", "Organization 1 - Name": "Ромашка"}
    assert (petr.name, petr.custom) == ("Котов Пётр Ильич", {"Организация": "Ромашка"})
    assert (firm.name, firm.kind) == ("Лютик", Kind.COMPANY)


def test_every_format_brings_the_same_people(
    tmp_path: Path, csv_file: CsvFile, xlsx_file: CsvFile, xls_file: CsvFile, dbf_file: CsvFile
) -> None:
    rows = [["Имя", "Телефон", "Почта"], ["Щукин Пётр", "8 916 123-45-67", "p@mail.ru"]]
    text = "\n".join(";".join(row) for row in rows)
    card = (
        "BEGIN:VCARD\nVERSION:3.0\nFN:Щукин Пётр\nTEL:8 916 123-45-67\nEMAIL:p@mail.ru\nEND:VCARD\n"
    )
    fields = [("NAME", "C", 40), ("PHONE", "C", 20), ("EMAIL", "C", 30)]
    paths = [
        *(
            csv_file(text, encoding, f"{encoding}.csv")
            for encoding in ("utf-8", "cp1251", "cp866", "utf-16")
        ),
        csv_file(text.replace(";", "\t"), "koi8-r", "tab.txt"),
        csv_file(card, "utf-8", "card.vcf"),
        xlsx_file(rows),
        xlsx_file(rows, "list.xlsm"),
        xls_file(rows),
        dbf_file(fields, rows[1:], "cp866", 0x65, "old.dbf"),
        dbf_file(fields, rows[1:], "cp1251", 0xC9, "new.dbf"),
    ]
    for number, path in enumerate(paths):
        database = Database(tmp_path / f"{number}.db")
        report = import_contacts(database, path)
        assert (figures(report), report.issues) == ((1, 1, 0, 0, 0), ()), path.name
        (contact,) = everybody(database)
        assert (contact.name, contact.mobile_phone, contact.email) == (
            "Щукин Пётр", "+79161234567", "p@mail.ru",
        ), path.name  # fmt: skip
        database.close()


def test_one_known_by_name_alone_gets_the_other_programs_number(
    db: Database, csv_file: CsvFile
) -> None:
    import_contacts(db, csv_file("Имя\nИванов\n"))
    assert figures(import_contacts(db, csv_file("Код;Имя\n17;Иванов\n"))) == (1, 0, 1, 0, 0)
    assert [contact.external_id for contact in everybody(db)] == ["17"]


def test_a_column_named_as_an_address_of_a_plugins_channel(db: Database, csv_file: CsvFile) -> None:
    path = csv_file("Имя;MAX;Прочее\nИванов;123456789;x\n")
    import_contacts(db, path, How(addresses=("MAX",)))
    assert [one.custom for one in everybody(db)] == [{"MAX": "123456789"}]
