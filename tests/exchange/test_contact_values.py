"""What a row says of a contact."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from depesha.domain.people import Blocked, Contact, ContactType, Kind
from depesha.exchange.columns import Layout
from depesha.exchange.contact_values import ContactValues, merged
from depesha.exchange.row import Cells


class _References:
    def category(self, path: str) -> int | None:
        return {"Опт": 7}.get(path)

    def employee_in(self, cells: Cells, field: str) -> int | None:
        return {"Петрова": 9}.get(cells.text(field))


def read(**fields: str) -> tuple[dict[str, Any], list[str]]:
    """The values of a row with a column for each field, and what was told of it."""
    columns = {name: (place,) for place, name in enumerate(fields)}
    layout = Layout(0, tuple(fields), ())
    cells = Cells(list(fields.values()), columns)
    values = ContactValues(columns, layout, _References(), "RU").read(cells)  # type: ignore[arg-type]
    return values, [problem.text for problem in cells.problems]


def test_all_fields_of_a_contact() -> None:
    values, told = read(
        name="Ромашка", display_name="Цветы", external_id="ЦБ-17", code="17", kind="Юр. лицо",
        type="Поставщик", category="Опт", city="Тверь", mobile_phone="89161234567",
        work_phone="84951234567 доб. 3", email="a@b.ru", extra_emails="c@d.ru",
        contact_person="Иван", manager="Петрова", currency="USD", balance="48 200,00",
        overdue="(5)", inn="7707083893/770701001", preferred_channels="telegram, sms",
        language="Русский", timezone="Europe/Moscow", blocked="предупреждать",
        birthday="01.05.1990", note="раз\nдва",
    )  # fmt: skip
    assert told == []
    values["custom"] = dict(values["custom"])
    assert Contact(**values) == Contact(
        name="Ромашка", display_name="Цветы", external_id="ЦБ-17", code=17, kind=Kind.COMPANY,
        type=ContactType.SUPPLIER, category_id=7, city="Тверь", mobile_phone="+79161234567",
        work_phone="+74951234567", email="a@b.ru", extra_emails=("c@d.ru",), contact_person="Иван",
        manager_id=9, currency="USD", balance=Decimal("48200.00"), overdue=Decimal(-5),
        inn="7707083893", preferred_channels=("telegram", "sms"), language="ru",
        timezone="Europe/Moscow", blocked=Blocked.WARN, birthday=date(1990, 5, 1),
        note="раз\nдва", custom={"Extension": "3"},
    )  # fmt: skip


def test_what_is_not_told_is_absent() -> None:
    assert read(name="Иванов", city="", balance="", email="") == (
        {"name": "Иванов", "balance": Decimal(0)},
        [],
    )


def test_what_cannot_be_read_is_absent_and_told() -> None:
    values, told = read(name="Иванов", balance="12x", birthday="вчера", language="?")
    assert values == {"name": "Иванов"}
    assert told == [
        "“?” is no language code. Write ru or en.",
        "“вчера” is not a date. Write it like 31.12.2026.",
        "“12x” is not a number.",
    ]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"organisation": "Ромашка"}, {"name": "Ромашка", "kind": Kind.COMPANY}),
        ({"organisation": "Ромашка", "kind": "ИП"}, {"name": "Ромашка", "kind": Kind.PERSON}),
        (
            {"name": "Иван", "organisation": "Ромашка"},
            {"name": "Иван", "custom": {"organisation": "Ромашка"}},
        ),
        ({"name": "Иван", "organisation": ""}, {"name": "Иван"}),
    ],
)
def test_organisations_are_names_where_there_is_no_other(
    fields: dict[str, str], expected: dict[str, Any]
) -> None:
    assert read(**fields)[0] == expected


def test_free_fields_and_the_phones_that_have_no_place() -> None:
    values, _ = read(
        **{
            "name": "Иван",
            "custom:Скидка": "5 %",
            "custom:Код карты": "",
            "phone": "89161234567, 84951234567, 84951234568",
        }
    )
    assert values["custom"] == {"Скидка": "5 %", "Other phones": "+74951234568"}


def test_gaps_are_not_zeros_for_another_row_of_the_same_contact() -> None:
    cells = Cells(["Иван", "", "0"], {"name": (0,), "balance": (1,), "overdue": (2,)})
    values = {"name": "Иван", "balance": Decimal(0), "overdue": Decimal(0)}
    assert ContactValues.without_gaps(values, cells) == {"name": "Иван", "overdue": Decimal(0)}


def test_merging_keeps_what_the_file_does_not_mention() -> None:
    stored = Contact(
        id=1,
        code=17,
        name="Иван",
        email="a@b.ru",
        extra_emails=("x@b.ru",),
        custom={"Скидка": "5", "Цвет": "синий"},
    )
    values = {
        "name": "Иван",
        "code": 5,
        "email": "n@b.ru",
        "extra_emails": ("X@b.ru", "y@b.ru"),
        "custom": {"Скидка": "7"},
    }
    assert merged(stored, values) == {
        "name": "Иван",
        "email": "n@b.ru",
        "extra_emails": ("X@b.ru", "y@b.ru"),
        "custom": {"Скидка": "7", "Цвет": "синий"},
    }
    assert merged(stored, {"extra_emails": ("A@b.ru",)}) == {"extra_emails": ("x@b.ru",)}


@pytest.mark.parametrize(
    ("number", "code"),
    [("17", 17), ("00018", 18), ("ЦБ-0019", None), ("0", None), ("9" * 12, None)],
)
def test_a_plain_number_of_the_other_program_becomes_the_code(
    number: str, code: int | None
) -> None:
    values, told = read(name="Иван", external_id=number)
    assert told == []
    assert values["external_id"] == number
    assert values.get("code") == code


def test_the_codes_own_column_comes_first() -> None:
    assert read(name="Иван", external_id="17", code="5")[0]["code"] == 5


def test_a_subscription_is_a_number_and_a_name_is_a_note() -> None:
    assert read(name="Иван", telegram="700123")[0]["telegram"] == "700123"
    assert read(name="Группа", telegram="-100500")[0]["telegram"] == "-100500"
    values, told = read(name="Пётр", telegram="@petr")
    assert "telegram" not in values
    assert values["custom"] == {"Telegram": "@petr"}
    assert told == []
