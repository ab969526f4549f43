"""vCards of phones, mail programs and offices."""

import base64
from collections.abc import Callable
from pathlib import Path

import pytest

from depesha.api.i18n import use_language
from depesha.domain.errors import InputError
from depesha.exchange.fields import field_named
from depesha.exchange.vcards import COLUMNS, open_vcards

CsvFile = Callable[..., Path]

OLD = """BEGIN:VCARD
VERSION:2.1
N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=D0=98=D0=B2=D0=B0=D0=BD=D0=BE=D0=B2;=D0=98=D0=B2=
=D0=B0=D0=BD;;;
FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=D0=98=D0=B2=D0=B0=D0=BD=20=D0=98=
=D0=B2=D0=B0=D0=BD=D0=BE=D0=B2
TEL;WORK:8 495 123-45-67
TEL;HOME:8 495 765-43-21
TEL;CELL;PREF:+7 916 123-45-67
TEL;WORK;FAX:8 495 111-11-11
EMAIL;INTERNET:ivan@mail.ru
EMAIL;INTERNET;PREF:ivan@work.ru
ADR;HOME;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:;;;=D0=A2=D0=B2=D0=B5=D1=80=D1=8C;;;
NOTE;CHARSET=WINDOWS-1251;ENCODING=QUOTED-PRINTABLE:=CF=F0=E8=E2=E5=F2
BDAY:19850512
END:VCARD
"""
APPLE = """BEGIN:VCARD
VERSION:3.0
N:Петров;Пётр;Петрович;;
FN:Пётр Петров
ORG:ООО "Ромашка"\\; отдел;Сбыт
TITLE:Директор
item1.TEL;type=pref:8 (916) 222-33-44
item1.X-ABLabel:Сотовый
item2.ADR;type=HOME:;;Улица;Тверь;;;Россия
BDAY;value=date:1990-01-02
CATEGORIES:Опт,Клиенты
NOTE:строка раз\\nстрока
  два
END:VCARD
"""
NEW = """BEGIN:VCARD
VERSION:4.0
FN:Анна Ким
N:Ким;Анна;;;
TEL;VALUE=uri;TYPE="voice,work";PREF=2:tel:+7-495-333-44-55;ext=12
TEL;VALUE=uri;TYPE="voice,cell";PREF=1:tel:+7-916-333-44-55
EMAIL;PREF=1:anna@mail.ru
END:VCARD
"""


def cards(path: Path, encoding: str | None = None) -> list[dict[str, str]]:
    """The filled cells of each row."""
    table = open_vcards(path, encoding)
    header, *rows = table.rows()
    assert header == list(COLUMNS)
    return [{name: cell for name, cell in zip(header, row, strict=True) if cell} for row in rows]


def test_2_1_with_quoted_printable_over_lines(csv_file: CsvFile) -> None:
    assert cards(csv_file(OLD)) == [
        {
            "Name": "Иван Иванов",
            "Mobile phone": "+7 916 123-45-67",
            "Work phone": "8 495 123-45-67",
            "Phone": "8 495 765-43-21",
            "E-mail": "ivan@work.ru; ivan@mail.ru",
            "City": "Тверь",
            "Birthday": "19850512",
            "Note": "Привет",
        }
    ]


def test_3_0_of_an_apple_phone(csv_file: CsvFile) -> None:
    assert cards(csv_file(APPLE)) == [
        {
            "Name": "Пётр Петров",
            "Organisation": 'ООО "Ромашка"; отдел Сбыт',
            "Position": "Директор",
            "Phone": "8 (916) 222-33-44",
            "City": "Тверь",
            "Birthday": "1990-01-02",
            "Category": "Опт",
            "Note": "строка раз\nстрока два",
        }
    ]


def test_4_0_with_phones_as_uris(csv_file: CsvFile) -> None:
    assert cards(csv_file(NEW)) == [
        {
            "Name": "Анна Ким",
            "Mobile phone": "+7-916-333-44-55",
            "Work phone": "+7-495-333-44-55 ext. 12",
            "E-mail": "anna@mail.ru",
        }
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16"])
def test_all_of_a_file_in_any_encoding(csv_file: CsvFile, encoding: str) -> None:
    found = cards(csv_file(OLD + APPLE + "\n" + NEW, encoding))
    assert [card["Name"] for card in found] == ["Иван Иванов", "Пётр Петров", "Анна Ким"]


def test_told_encoding(csv_file: CsvFile) -> None:
    assert cards(csv_file(APPLE, "koi8-r"), "koi8-r")[0]["Name"] == "Пётр Петров"


def test_a_name_in_parts_or_an_organisation_alone(csv_file: CsvFile) -> None:
    begin, end = "BEGIN:VCARD\nVERSION:3.0\n", "END:VCARD\n"
    text = f"{begin}N:Петров;Пётр;Петрович;;\n{end}{begin}ORG:Ромашка\nTEL:1\n{end}{begin}{end}"
    assert cards(csv_file(text)) == [
        {"Name": "Петров Пётр Петрович"},
        {"Organisation": "Ромашка", "Phone": "1"},
        {},
    ]


def test_pictures_are_passed_over(csv_file: CsvFile) -> None:
    data = base64.encodebytes(bytes(200_000)).decode().replace("\n", "\n ")
    old = f"PHOTO;ENCODING=BASE64;JPEG:{data}\n\n"
    new = f"PHOTO;ENCODING=b;TYPE=JPEG:{data}\n"
    text = OLD.replace("TEL;CELL", old + "TEL;CELL") + APPLE.replace("TITLE", new + "TITLE")
    found = cards(csv_file(text))
    assert [len(card) for card in found] == [8, 8]


BAD = {
    "a line that is none": "BEGIN:VCARD\nVERSION:3.0\nFN Пётр\nTEL:1\nEND:VCARD\n",
    "a character set that is none": (
        "BEGIN:VCARD\nVERSION:2.1\nFN;CHARSET=NOPE;ENCODING=QUOTED-PRINTABLE:=C0=\n=C1\nEND:VCARD\n"
    ),
}


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD.keys())
def test_a_bad_card_does_not_take_the_others_with_it(csv_file: CsvFile, bad: str) -> None:
    first, second, third = cards(csv_file(APPLE + bad + NEW))
    assert (first["Name"], third["Name"]) == ("Пётр Петров", "Анна Ким")
    assert list(second) == ["Problem"]
    assert second["Problem"].startswith("The card cannot be read: VERSION:")


def test_a_card_without_an_end(csv_file: CsvFile) -> None:
    with pytest.raises(
        InputError, match=r"A card is cut off, it has no END:VCARD: VERSION:4.0 FN:Анна"
    ):
        cards(csv_file(APPLE + NEW.replace("END:VCARD\n", "")))
    with pytest.raises(InputError, match=r"A card is cut off"):
        cards(csv_file(NEW.replace("END:VCARD\n", "NOTE:x\n" * 20_000)))


def test_a_card_within_a_card(csv_file: CsvFile) -> None:
    agent = "AGENT:\nBEGIN:VCARD\nVERSION:2.1\nFN:Secretary\nEND:VCARD\n"
    found = cards(csv_file("BEGIN:VCARD\nVERSION:2.1\nFN:Boss\n" + agent + "END:VCARD\n" + NEW))
    assert [card.get("Name") for card in found] == ["Boss", "Анна Ким"]


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_header_speaks_the_language_in_force(csv_file: CsvFile, language: str) -> None:
    use_language(language)
    header = next(open_vcards(csv_file(NEW), None).rows())
    assert field_named("contacts", header[0]) == "name"
    assert field_named("contacts", header[-1]) == "problem"


def test_the_columns_are_fields() -> None:
    assert [column for column in COLUMNS if not field_named("contacts", column)] == ["Position"]
    assert field_named("employees", "Position") == "position"
