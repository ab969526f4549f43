"""What the rows of one document say."""

from datetime import date
from decimal import Decimal

import pytest

from depesha.domain.people import Line
from depesha.exchange.document_values import (
    Types,
    amount_of,
    contact_keys,
    has_line,
    head_of,
    lines_of,
)
from depesha.exchange.row import Cells

TITLES = {"order": "Customer orders", "invoice_out": "Outgoing invoices", "act": "Акты"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("order", "order"),
        ("Customer Orders", "order"),
        ("Заказ клиента", "order"),
        ("Реализация товаров и услуг", "invoice_out"),
        ("акты", "act"),
        ("act", "act"),
    ],
)
def test_types_by_key_title_and_name(text: str, expected: str) -> None:
    assert Types(TITLES)(text) == expected


def test_an_unknown_type_is_told_the_known_ones() -> None:
    with pytest.raises(
        ValueError, match=r"There is no journal “Договор”. Journals: Customer orders, Outgoing"
    ):
        Types(TITLES)("Договор")


def rows_of(names: str, *rows: str) -> list[Cells]:
    """Rows of cells parted by `;`, with a column for each name."""
    columns = {name: (place,) for place, name in enumerate(names.split(";"))}
    return [Cells(row.split(";"), columns) for row in rows]


def test_the_head_is_what_any_row_tells() -> None:
    rows = rows_of(
        "state;currency;due_date;comment;files;paid;external_number",
        "готов;;31.12.2026;; a.pdf; 5,50;",
        ";USD;;срочно;b.pdf;7;ВХ-1",
    )
    assert head_of(rows) == {
        "state": "готов",
        "currency": "USD",
        "due_date": date(2026, 12, 31),
        "comment": "срочно",
        "files": ("a.pdf", "b.pdf"),
        "paid": Decimal("5.50"),
        "external_number": "ВХ-1",
    }


def test_an_empty_cell_is_nothing_paid_and_a_bad_one_nothing_told() -> None:
    assert head_of(rows_of("paid;state", ";")) == {"paid": Decimal(0)}
    rows = rows_of("paid;state", "12x;")
    assert head_of(rows) == {}
    assert [problem.text for problem in rows[0].problems] == ["“12x” is not a number."]


def test_lines() -> None:
    rows = rows_of(
        "line_article;line_name;line_quantity;line_price;line_state",
        "A1;Болт;2;10,50;в пути",
        ";Гайка;;;",
        ";;;;",
        ";Итого;3;31,50;",
        "A3;;x;5;",
    )
    assert [has_line(cells) for cells in rows] == [True, True, False, False, True]
    assert lines_of(rows) == (
        Line(
            article="A1", name="Болт", quantity=Decimal(2), price=Decimal("10.50"), state="в пути"
        ),
        Line(name="Гайка"),
        Line(article="A3", price=Decimal(5)),
    )
    assert [problem.text for problem in rows[4].problems] == ["“x” is not a number."]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (["Болт;2;10;"], "20"),  # nothing told: the lines
        (["Болт;2;10;", "Гайка;1;5;"], "25"),
        (["Болт;2;10;19"], "19"),  # with a discount
        (["Болт;2;10;20", "Гайка;1;5;5"], "25"),  # sums of lines
        (["Болт;2;10;20", "Гайка;2;10;20"], "40"),  # equal, yet sums of lines
        (["Болт;2;10;25", "Гайка;1;5;25"], "25"),  # the document's own in each row
        (["Болт;2;10;25", "Гайка;1;5;"], "25"),  # or in the first alone
        ([";;;300"], "300"),
        ([";;;"], None),
    ],
)
def test_whose_sum_it_is(rows: list[str], expected: str | None) -> None:
    cells = rows_of("line_name;line_quantity;line_price;amount", *rows)
    assert amount_of(cells, lines_of(cells)) == (Decimal(expected) if expected else None)


def test_what_is_known_of_the_contact() -> None:
    (cells,) = rows_of(
        "contact_external_id;contact_code;contact_inn;contact_email;contact_phone",
        "ЦБ-1;17;7707083893/770701001;нет, a@b.ru;123, 8 916 123-45-67",
    )
    assert contact_keys(cells, "RU") == {
        "external_id": "ЦБ-1",
        "code": 17,
        "inn": "7707083893",
        "email": "a@b.ru",
        "mobile_phone": "+79161234567",
    }
    (cells,) = rows_of("contact_code;contact_phone", ";")
    assert not any(contact_keys(cells, "RU").values())
