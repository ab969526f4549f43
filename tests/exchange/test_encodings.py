"""Code pages found out."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from depesha.domain.errors import InputError
from depesha.exchange.encodings import detect, detect_bytes, known, utf_16

SURNAMES = [
    "Иванов",
    "Смирнов",
    "Кузнецов",
    "Попов",
    "Васильев",
    "Фёдоров",
    "Семёнов",
    "Щукин",
    "Юдин",
    "Яшин",
    "Эйхе",
    "Ёлкин",
    "Чжоу",
    "Хохлов",
    "Цой",
    "Шишкин",
    "Жуков",
]
NAMES = [
    "Александр",
    "Дмитрий",
    "Артём",
    "Илья",
    "Кирилл",
    "Юлия",
    "Анна",
    "Яна",
    "Эмма",
    "Жанна",
    "Цветана",
    "Хафиз",
]
CITIES = ["Москва", "Санкт-Петербург", "Южно-Сахалинск", "Щёлково", "Орёл", "Ямбург"]
FIRMS = ['ООО "Ромашка"', "ИП Иванов", 'АО "ЭЛЕКТРОЩИТ"', 'ЗАО "Юг-Авто"']
KINDS = ("names", "one name", "capitals", "firms", "no header", "small letters")


def _list(kind: str, rows: int, seed: int) -> str:
    deal = random.Random(seed)
    lines = [] if kind == "no header" else ["Наименование;Телефон;Почта;Город"]
    for number in range(rows):
        name = f"{deal.choice(SURNAMES)} {deal.choice(NAMES)}"
        name = {"one name": f"Иванов {number}", "firms": deal.choice(FIRMS)}.get(kind, name)
        city = "" if kind == "one name" else deal.choice(CITIES)
        phone = f"8 (9{deal.randrange(10, 99)}) {deal.randrange(100, 999)}-45-67"
        lines.append(f"{name};{phone};p{number}@mail.ru;{city}")
    text = "\r\n".join(lines) + "\r\n"
    return {"capitals": text.upper(), "small letters": text.lower()}.get(kind, text)


ENCODINGS = (
    "utf-8", "utf-8-sig", "cp1251", "cp866", "koi8-r", "mac-cyrillic", "utf-16", "utf-16-le",
    "utf-16-be",
)  # fmt: skip


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("kind", KINDS)
def test_small_russian_lists_are_read_right(kind: str, encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    for rows in (1, 2, 3, 10, 100):
        for seed in range(5):
            text = _list(kind, rows, seed)
            path.write_bytes(text.encode(encoding))
            found = detect(path)
            got = path.read_bytes().decode(found)
            if (kind, encoding) == ("small letters", "mac-cyrillic"):
                # Windows' Я is Apple's я; nothing else tells `ямбург` from `Ямбург`.
                got = got.lower()
            assert got == text, (rows, seed, found)


def test_letters_far_below_are_seen(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(b"ivan;79161234567\r\n" * 20_000 + _list("names", 3, 0).encode("cp1251"))
    assert detect(path) == "cp1251"
    path.write_bytes(b"ivan;79161234567\r\n" * 20_000 + _list("names", 3, 0).encode())
    assert detect(path) == "utf-8"


def test_a_letter_cut_in_two_pieces_is_still_utf_8(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    for shift in range(4):
        path.write_bytes(("a" * ((1 << 16) - shift) + "щ" * 100_000).encode())
        assert detect(path) == "utf-8"


def test_one_damaged_letter_does_not_turn_utf_8_into_nonsense(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    data = bytearray(_list("names", 20, 2).encode())
    data[data.index("Наим".encode()) + 1] = 0xFF
    path.write_bytes(data)
    assert detect(path) == "utf-8"


def test_plain_ascii_is_utf_8(csv_file: Callable[..., Path]) -> None:
    assert detect(csv_file("name;phone\nIvan;79161234567\n")) == "utf-8"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("Имя;1".encode("utf-16-le"), "utf-16-le"),
        ("Имя;1".encode("utf-16-be"), "utf-16-be"),
        ("Имя;1".encode("utf-16"), "utf-16"),
        ("Имя;1".encode(), ""),
        (b"", ""),
    ],
)
def test_two_bytes_a_letter(data: bytes, expected: str) -> None:
    assert utf_16(data) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("UTF-8", "utf-8-sig"),
        ("utf8", "utf-8-sig"),
        ("windows-1251", "cp1251"),
        ("866", "cp866"),
        ("koi8-r", "koi8-r"),
    ],
)
def test_a_typed_name_is_understood(typed: str, expected: str) -> None:
    assert known(typed) == expected


@pytest.mark.parametrize("typed", ["", "nope", "base64", "rot13", "cp1251\0", "utf-8; drop"])
def test_a_wrong_name_is_told_with_the_right_ones(typed: str) -> None:
    with pytest.raises(InputError, match=r"There is no encoding .* utf-8, cp1251, cp866"):
        known(typed)


def test_words_of_neighbours_are_no_reason_for_another_code_page() -> None:
    for text in ("Київ", "Ґанок Їжак", "Мінск, Ўладзімір", "ООО «Ёж» — №5…"):
        assert detect_bytes(text.encode("cp1251")) == "cp1251"
