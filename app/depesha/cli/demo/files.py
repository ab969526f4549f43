"""The sample office's files, as its programs would have written them."""

import csv
import struct
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from depesha.cli.demo.people import Sample, contacts, managers

_GOODS = (
    ("OC-90", "Фильтр масляный", 540),
    ("GDB1330", "Колодки тормозные передние", 2890),
    ("6PK1885", "Ремень поликлиновой", 1320),
    ("BKR6E", "Свеча зажигания", 310),
    ("LS-12", "Щётка стеклоочистителя", 760),
)
"""Article, name and price."""
_HEADINGS = (
    "Наименование", "Телефон", "E-mail", "Telegram", "Категория", "Город", "Менеджер", "Баланс",
    "Просрочено", "Вид",
)  # fmt: skip


def write_office(folder: Path) -> dict[str, Path]:
    """Write all files; returns them by what they are."""
    folder.mkdir(parents=True, exist_ok=True)
    people = list(contacts())
    files = {
        "employees": folder / "сотрудники.xlsx",
        "csv": folder / "клиенты из Excel.csv",
        "xlsx": folder / "новые клиенты.xlsx",
        "dbf": folder / "CLIENTS.DBF",
        "vcf": folder / "телефонная книга.vcf",
        "documents": folder / "заказы.csv",
    }
    _employees(files["employees"])
    _csv(files["csv"], [_HEADINGS, *map(_row, people[:650])])
    _xlsx(files["xlsx"], [_HEADINGS, *map(_row, people[650:850])])
    _dbf(files["dbf"], people[850:950])
    _vcards(files["vcf"], people[950:])
    _documents(files["documents"], people[:650])
    return files


def _row(one: Sample) -> Sequence[str]:
    kind = "Юридическое лицо" if one.company else "Физическое лицо"
    return (
        one.name, one.phone, one.email, one.telegram, one.category, one.city, one.manager,
        one.balance, one.overdue, kind,
    )  # fmt: skip


def _employees(path: Path) -> None:
    rows = [(name, "Менеджер", email, phone) for name, email, phone in managers()]
    _xlsx(path, [("ФИО", "Должность", "Email", "Мобильный телефон"), *rows])


def _csv(path: Path, rows: Sequence[Sequence[str]]) -> None:
    # What a Russian Excel writes: cp1251, semicolons.
    with path.open("w", encoding="cp1251", newline="") as file:
        csv.writer(file, delimiter=";").writerows(rows)


def _xlsx(path: Path, rows: Sequence[Sequence[str]]) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Лист1")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)


def _dbf(path: Path, people: Sequence[Sample]) -> None:
    """A dBase III table in cp866, as an old accounting program leaves it."""
    fields = (("NAME", 60), ("PHONE", 40), ("EMAIL", 40), ("CITY", 20))
    rows = [(one.name, one.phone, one.email, one.city) for one in people]
    size = 1 + sum(width for _name, width in fields)
    header = struct.pack(
        "<BBBBIHH16xBB2x", 3, 126, 11, 23, len(rows), 33 + 32 * len(fields), size, 0, 0x65
    )
    described = b"".join(
        struct.pack("<11sc4xBB14x", name.encode(), b"C", width, 0) for name, width in fields
    )
    records = b"".join(
        b" " + b"".join(_cell(text, width) for text, (_f, width) in zip(row, fields, strict=True))
        for row in rows
    )
    path.write_bytes(header + described + b"\r" + records + b"\x1a")


def _cell(text: str, width: int) -> bytes:
    return text.encode("cp866", "replace")[:width].ljust(width)


def _vcards(path: Path, people: Sequence[Sample]) -> None:
    cards = [
        f"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{one.name}\r\nN:{one.name};;;;\r\n"
        f"TEL;TYPE=CELL:{one.phone.partition(',')[0]}\r\nEMAIL:{one.email}\r\nEND:VCARD\r\n"
        for one in people
    ]
    path.write_text("".join(cards), encoding="utf-8", newline="")


def _documents(path: Path, people: Sequence[Sample]) -> None:
    first = date(2026, 11, 1)
    headings = ("Номер", "Дата", "Контрагент", "Состояние", "Сумма", "Оплачено", "Срок оплаты",
                "Артикул", "Товар", "Количество", "Цена")  # fmt: skip
    rows = []
    for n in range(400):
        day = first + timedelta(days=n % 20)
        goods = [(*_GOODS[(n + more) % len(_GOODS)], n % 4 + 1) for more in range(n % 3 + 1)]
        amount = sum(price * number for _article, _name, price, number in goods)
        head = (
            f"ЗК-{n + 1:05}", f"{day:%d.%m.%Y}", people[n].name,
            ("Новый", "В работе", "Готов к выдаче")[n % 3], f"{amount},00",
            f"{n % 2 * amount},00", f"{day + timedelta(days=14):%d.%m.%Y}",
        )  # fmt: skip
        rows += [(*head, article, name, str(number), f"{price},00")
                 for article, name, price, number in goods]  # fmt: skip
    _csv(path, [headings, *rows])
