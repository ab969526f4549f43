"""Whatever happens to a file on its way, people get a sentence and the office keeps its data."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from depesha.domain.errors import InputError
from depesha.exchange.contacts import import_contacts
from depesha.exchange.documents import import_documents
from depesha.exchange.employees import import_employees
from depesha.exchange.importing import How
from depesha.exchange.preview import preview
from depesha.store.database import Database

Make = Callable[..., Path]
HEADER = "Код;Наименование;Телефон;Почта;Баланс;День рождения;Родитель;Вид\n"
ROW = (
    '{0};"ИП ""{0}""";8 (916) 123-45-{0};p{0}@mail.ru;{0} 200,50;01.05.19{0};"ИП ""{0}""";'
    "Физ. лицо\n"
)
CSV = HEADER + "".join(ROW.format(number) for number in range(10, 20))
CARD = (
    "BEGIN:VCARD\nVERSION:2.1\nN;ENCODING=QUOTED-PRINTABLE:=D0=98;=D0=\n=98\nTEL;CELL:1\n"
    "END:VCARD\n"
)
DOCUMENTS = "Номер;Дата;Контрагент;Товар;Кол-во;Цена\n" + "1;01.02.2026;Иванов;Болт;2;10,50\n" * 5
INSERTED = (b'"', b";", b"\r\n", b"\0", b"=1+1", b"9" * 50, b"\xef\xbb\xbf", b"+7", b"@", b"'")


def damage(data: bytes, deal: random.Random) -> bytes:
    """The file with a few bytes changed, put in, lost, or doubled."""
    found = bytearray(data)
    for _ in range(deal.choice([1, 1, 2, 5, 20])):
        place = deal.randrange(len(found) + 1)
        length = deal.choice([1, 2, 10, 60])
        way = deal.randrange(4)
        if way == 0:
            found[place : place + 1] = bytes([deal.randrange(256)])
        elif way == 1:
            found[place:place] = deal.choice(INSERTED)
        elif way == 2:
            del found[place : place + length]
        else:
            found[place:place] = found[-length:]
    return bytes(found)


@pytest.mark.parametrize("seed", range(4))
def test_damaged_files_are_sentences_not_crashes(
    db: Database, csv_file: Make, dbf_file: Make, tmp_path: Path, seed: int
) -> None:
    deal = random.Random(seed)
    whole = [
        csv_file(CSV, "cp1251", "a.csv"),
        csv_file(CSV, "utf-16", "b.txt"),
        csv_file(CARD * 3, "utf-8", "c.vcf"),
        csv_file(DOCUMENTS, "utf-8", "d.csv"),
        dbf_file([("NAME", "C", 20), ("DEBT", "N", 9), ("BORN", "D", 8)], [["Иван", 5, ""]] * 3),
    ]
    suffixes = [path.suffix for path in whole]
    originals = [path.read_bytes() for path in whole]
    how = How(rejected=tmp_path / "rejected.csv")
    told = 0
    for _ in range(40):
        path = tmp_path / f"damaged{deal.choice(suffixes)}"
        path.write_bytes(damage(deal.choice(originals), deal))
        for work in (
            lambda path: import_contacts(db, path, how),
            lambda path: import_employees(db, path, how),
            lambda path: import_documents(db, path, how, journal="order"),
            lambda path: preview(db, path, "contacts", how),
        ):
            try:
                work(path)
            except InputError:
                told += 1
    assert told, "some damage is beyond reading"
