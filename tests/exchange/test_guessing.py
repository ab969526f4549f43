"""Columns judged by their content."""

import pytest

from depesha.exchange.guessing import by_content, is_email, is_header, is_phone, no_values

ROWS = [
    ["1", "Иванов Иван", "8 916 123-45-67", "ivan@mail.ru", "7701234567"],
    ["2", "Петров", "8 (495) 123-45-67", "", "7701234568"],
    ["3", "ООО Ромашка", "", "a@b.ru, c@d.ru", "770123456789"],
]


def test_names_phones_and_addresses_are_found() -> None:
    assert by_content(ROWS) == {"name": (1,), "phone": (2,), "email": (3,)}


def test_two_columns_of_phones() -> None:
    assert by_content([["Иван", "89161234567", "84951234567"]]) == {"name": (0,), "phone": (1, 2)}


def test_nothing_is_found_in_nothing() -> None:
    assert by_content([]) == by_content([["", "1"]]) == {}


def test_a_header_of_unknown_words() -> None:
    assert is_header(["#", "Кто", "Куда", "Ещё", "Ц"], ROWS)
    assert not is_header(ROWS[0], ROWS[1:])
    assert not is_header(["а", "б"], [["в", "г"]])


def test_rows_without_addresses() -> None:
    assert no_values(["Имя", "Телефон", ""])
    assert not no_values(["", "ivan@mail.ru"])


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("8 916 123-45-67", True),
        ("9161234567", True),
        ("89161234567, 84951234567", True),
        ("7701234567", False),  # an INN
        ("770123456789", False),
        ("12", False),
        ("01.02.2026", False),
        ("звонить по номеру 8 916 123-45-67 только после обеда и до 18:00, спросить", False),
    ],
)
def test_phones(cell: str, expected: bool) -> None:
    assert is_phone(cell) is expected


def test_emails() -> None:
    assert is_email("Иван <ivan@mail.ru>")
    assert not is_email("@ivan")
