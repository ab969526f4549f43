"""Documents come in with their lines."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from depesha.domain.errors import InputError
from depesha.domain.people import Contact, Document, Line
from depesha.exchange.documents import import_documents
from depesha.exchange.report import Report
from depesha.store import contacts, documents, employees
from depesha.store.database import Database

CsvFile = Callable[..., Path]
HEADER = "Номер;Дата;Контрагент;Артикул;Товар;Кол-во;Цена;Сумма;Статус\n"


@pytest.fixture
def db(db: Database) -> Database:
    """With two contacts."""
    with db.write() as c:
        contacts.insert(
            c, Contact(name="Иванов", mobile_phone="+79161234567", email="ivan@mail.ru")
        )
        contacts.insert(c, Contact(name="ООО «Ёж»", inn="7707083893", external_id="ЦБ-2"))
    return db


def everything(db: Database) -> list[Document]:
    """All documents in the order they were stored."""
    return sorted(documents.iterate(db.reader, documents.Filter()), key=lambda d: d.id)


def texts(report: Report) -> list[tuple[int, str]]:
    """Row and text of each issue."""
    return [(issue.row, issue.text) for issue in report.issues]


def test_orders_with_lines(db: Database, csv_file: CsvFile) -> None:
    path = csv_file(
        HEADER
        + "1;01.02.2026;Иванов;A1;Болт;2;10,50;21;готов\n;;;A2;Гайка;1;5;5;\n"
        + "2;02.02.2026;ёж ооо;A1;Болт;1;10,50;10,50;новый\n2;02.02.2026;ООО Еж;A3;Шайба;1;1;1;\n",
        "cp1251",
    )
    report = import_documents(db, path, journal="Заказ клиента")
    assert (report.read, report.added, report.rejected) == (2, 1, 1), texts(report)
    assert texts(report) == [(4, "There is no contact “ёж ооо”. Import the contacts first.")]
    (order,) = everything(db)
    assert (order.type, order.number, order.date, order.state) == (
        "order",
        "1",
        date(2026, 2, 1),
        "готов",
    )
    assert order.amount == 26
    assert [(line.article, line.amount) for line in order.lines] == [("A1", 21), ("A2", 5)]
    assert import_documents(db, path, journal="order").unchanged == 1


def test_an_order_that_changed(db: Database, csv_file: CsvFile) -> None:
    import_documents(
        db, csv_file(HEADER + "1;01.02.2026;Иванов;A1;Болт;2;10;20;новый\n"), journal="order"
    )
    path = csv_file("Номер;Дата;Контрагент;Статус;Автор\n1;01.02.2026;Иванов;готов;Петрова\n")
    assert import_documents(db, path, journal="order").updated == 1
    (order,) = everything(db)
    assert (order.state, order.amount, len(order.lines)) == ("готов", 20, 1)
    (author,) = employees.everybody(db.reader)
    assert (order.author_id, author.name) == (author.id, "Петрова")
    path = csv_file(HEADER + "1;01.02.2026;Иванов;A9;Гвоздь;3;1;3;\n")
    import_documents(db, path, journal="order")
    (order,) = everything(db)
    assert (order.amount, order.lines) == (
        3,
        (Line(article="A9", name="Гвоздь", quantity=Decimal(3), price=Decimal(1)),),
    )


def test_types_in_a_column(db: Database, csv_file: CsvFile) -> None:
    text = (
        "Тип;Номер;Дата;Клиент;Сумма\nПлатёж;1;01.02.2026;Иванов;5\n"
        "Заказ;1;01.02.2026;Иванов;6\nДоговор;1;01.02.2026;Иванов;7\n;2;01.02.2026;Иванов;8\n"
    )
    report = import_documents(db, csv_file(text), journal="vin")
    assert [(d.type, d.amount) for d in everything(db)] == [
        ("payment", 5),
        ("order", 6),
        ("vin", 8),
    ]
    ((row, said),) = texts(report)
    assert row == 4
    assert said.startswith("There is no journal “Договор”. Journals: Customer orders, ")


def test_no_type_anywhere(db: Database, csv_file: CsvFile) -> None:
    path = csv_file("Номер;Дата;Клиент\n1;01.02.2026;Иванов\n")
    with pytest.raises(
        InputError, match=r"No column tells the type of the documents.* belong to: order, "
    ):
        import_documents(db, path)
    with pytest.raises(InputError, match="There is no journal “nope”"):
        import_documents(db, path, journal="nope")
    assert everything(db) == []


def test_a_document_without_a_type_of_its_own(db: Database, csv_file: CsvFile) -> None:
    report = import_documents(db, csv_file("Тип;Номер;Дата;Клиент\n;1;01.02.2026;Иванов\n"))
    assert texts(report) == [(2, "The document has no type.")]


@pytest.mark.parametrize(
    ("header", "cell", "expected"),
    [
        ("Контрагент", "иванов", "Иванов"),
        ("Код контрагента", "ЦБ-2", "ООО «Ёж»"),
        ("Код контрагента Depesha", "1", "Иванов"),
        ("ИНН", "7707083893", "ООО «Ёж»"),
        ("Телефон", "8 (916) 123-45-67", "Иванов"),
        ("Почта", "IVAN@mail.ru", "Иванов"),
    ],
)
def test_ways_to_name_the_contact(
    db: Database, csv_file: CsvFile, header: str, cell: str, expected: str
) -> None:
    path = csv_file(f"Номер;Дата;{header}\n1;01.02.2026;{cell}\n")
    assert import_documents(db, path, journal="order").added == 1
    contact = contacts.get(db.reader, everything(db)[0].contact_id)
    assert contact is not None
    assert contact.name == expected


def test_contacts_that_cannot_be_told(db: Database, csv_file: CsvFile) -> None:
    with db.write() as c:
        contacts.insert(c, Contact(name="Иванов", inn="1"))
    text = (
        "Номер;Дата;Контрагент;Почта\n1;01.02.2026;Иванов;\n2;01.02.2026;Иванов;ivan@mail.ru\n"
        "3;01.02.2026;;\n4;01.02.2026;;no@mail.ru\n"
    )
    report = import_documents(db, csv_file(text), journal="order")
    assert (report.added, report.rejected) == (1, 3)
    assert texts(report) == [
        (2, "Several contacts fit “Иванов”. Add a column with their code, phone or INN."),
        (4, "The document names no contact."),
        (5, "There is no contact “no@mail.ru”. Import the contacts first."),
    ]


def test_rows_that_are_no_documents(db: Database, csv_file: CsvFile, tmp_path: Path) -> None:
    text = HEADER + (
        ";;;A1;Болт;1;1;1;\n1;;Иванов;;;;;5;\n2;вчера;Иванов;A1;Болт;1;1;1;\n;;;A2;Гайка;1;1;1;\n"
        "3;01.02.2026;Иванов;A1;Болт;1;1;1;\n;;;;Итого;;;7;\n;;;;;;;8;\n"
    )
    report = import_documents(db, csv_file(text), journal="order")
    assert (report.read, report.added, report.rejected) == (6, 1, 5)
    assert texts(report) == [
        (2, "The row has no number of a document."),
        (3, "The document has no date."),
        (4, "The document has no date."),
        (4, "“вчера” is not a date. Write it like 31.12.2026."),
        (7, "The row has no number of a document."),
        (8, "The row has no number of a document."),
    ]
    assert everything(db)[0].amount == 1


def test_rows_of_one_document_apart_from_one_another(db: Database, csv_file: CsvFile) -> None:
    text = HEADER + (
        "1;01.02.2026;Иванов;A1;Болт;1;1;1;\n2;01.02.2026;Иванов;A2;Гайка;1;2;2;\n1;01.02.2026;Иванов;A3;Шайба;1;3;3;\n"
    )
    report = import_documents(db, csv_file(text), journal="order")
    assert texts(report) == [
        (4, "Earlier rows are of the same document; they were joined with these.")
    ]
    first, _ = everything(db)
    assert ([line.article for line in first.lines], first.amount) == (["A1", "A3"], 4)


def test_numbers_begin_anew_each_year(db: Database, csv_file: CsvFile) -> None:
    text = "Номер;Дата;Контрагент\n1;01.02.2025;Иванов\n1;01.02.2026;Иванов\n"
    assert import_documents(db, csv_file(text), journal="order").added == 2


def test_rejected_documents_come_back_with_all_their_rows(
    db: Database, csv_file: CsvFile, tmp_path: Path
) -> None:
    from depesha.exchange.importing import How

    path = csv_file(HEADER + "1;01.02.2026;Никто;A1;Болт;1;1;1;\n;;;A2;Гайка;1;1;1;\n")
    import_documents(db, path, How(rejected=tmp_path / "r.csv"), journal="order")
    mended = (tmp_path / "r.csv").read_text("utf-8-sig").replace("Никто", "Иванов")
    (tmp_path / "r.csv").write_text(mended, encoding="utf-8-sig")
    report = import_documents(db, tmp_path / "r.csv", journal="order")
    assert (report.added, report.issues) == (1, ())
    assert len(everything(db)[0].lines) == 2
