"""What is typed into a card is read as an import reads it."""

import datetime as dt
from decimal import Decimal

from depesha.exchange.typed import read_card


def test_what_can_be_read_is_in_its_normal_form() -> None:
    read = read_card(
        {
            "name": " Ёлкин  Пётр ", "mobile_phone": "8 (916) 123-45-67", "work_phone": "",
            "email": "Petr@Example.COM", "extra_emails": "a@x.ru; b@x.ru", "balance": "48 200,5",
            "overdue": "", "birthday": "31.12.1990", "note": "один\nдва", "inn": "",
        },
        "RU",
    )  # fmt: skip
    assert read.problems == {}
    assert read.values == {
        "name": "Ёлкин Пётр", "mobile_phone": "+79161234567", "work_phone": "",
        "email": "Petr@example.com", "extra_emails": ("a@x.ru", "b@x.ru"),
        "balance": Decimal("48200.5"), "overdue": Decimal(0),
        "birthday": dt.date(1990, 12, 31), "note": "один\nдва", "inn": "",
    }  # fmt: skip


def test_what_cannot_be_read_says_why_and_is_left_out() -> None:
    read = read_card(
        {
            "name": "  ", "mobile_phone": "12", "work_phone": "89161234567, 89167654321",
            "email": "a@x.ru, b@x.ru", "extra_emails": "not an address", "balance": "много",
            "birthday": "вчера",
        },
        "RU",
    )  # fmt: skip
    assert read.values == {}
    assert set(read.problems) == {
        "name", "mobile_phone", "work_phone", "email", "extra_emails", "balance", "birthday",
    }  # fmt: skip
    assert all(read.problems.values())


def test_numbers_of_another_country_are_read_by_its_plan() -> None:
    read = read_card({"mobile_phone": "8 701 234 56 78"}, "KZ")
    assert read.values == {"mobile_phone": "+77012345678"}
