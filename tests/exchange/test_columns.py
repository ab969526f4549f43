"""The header found, the columns understood, a person's word obeyed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesha.domain.errors import InputError
from depesha.exchange.columns import (
    Columns,
    Layout,
    choose_columns,
    find_layout,
    from_text,
    letter,
    parse_pairs,
)
from depesha.exchange.table import Row, Table


def table_of(*lines: str, headed: bool = False) -> Table:
    """A table of lines with `;`."""

    def rows() -> Iterator[Row]:
        return iter([line.split(";") for line in lines])

    return Table(Path("list.csv"), "csv", rows, headed=headed)


def mapped(
    layout: Layout, *told: str, what: str = "contacts", kept: dict[str, str] | None = None
) -> dict[str, str]:
    """Field → titles of its columns."""
    columns = choose_columns(what, layout, parse_pairs(told), kept)
    return {field: ",".join(map(layout.title, places)) for field, places in columns.of.items()}


def header_of(*lines: str, what: str = "contacts", told: tuple[str, ...] = ()) -> int:
    """The row that is taken for the header."""
    return find_layout(what, table_of(*lines), parse_pairs(told)).header_row


PERSON = "Иванов Иван;8 916 123-45-67;ivan@mail.ru"


def test_the_first_row() -> None:
    assert header_of("Имя;Телефон;Почта", PERSON) == 0


def test_titles_and_dates_stand_above() -> None:
    lines = [
        "Список клиентов;;",
        "ООО «Ромашка»; на 01.02.2026;",
        ";;",
        "Имя;Телефон;Почта",
        PERSON,
    ]
    assert header_of(*lines) == 3


def test_a_title_with_a_field_word_in_it() -> None:
    assert header_of("Клиент;;", "Имя;Телефон;Почта", PERSON) == 1


def test_no_header_at_all() -> None:
    layout = find_layout("contacts", table_of(PERSON, PERSON))
    assert (layout.header_row, layout.first_row, layout.headers) == (-1, 0, ("", "", ""))
    assert mapped(layout) == {"name": "A", "phone": "B", "email": "C"}


def test_a_category_called_client_is_no_header() -> None:
    assert header_of("Клиент;Иванов;8 916 123-45-67", "Клиент;Петров;8 916 123-45-68") == -1


def test_a_header_of_unknown_words_is_told_by_what_is_below() -> None:
    layout = find_layout("contacts", table_of("Кто;Куда;Чем", PERSON))
    assert layout.header_row == 0
    assert mapped(layout) == {}
    assert mapped(layout, "name=Кто", "phone=куда") == {"name": "Кто", "phone": "Куда"}


def test_told_headers_are_headers() -> None:
    assert header_of("Отчёт;;", "Кто;Что;", "Иванов;1;", told=("name=Кто", "custom:Что=Что")) == 1


def test_a_kept_layout_is_known_below_a_title() -> None:
    table = table_of("Отчёт;;", "Кто;Куда;Чем", PERSON)
    kept = Layout(0, ("Кто", "Куда", "Чем"), ()).fingerprint("contacts")
    assert find_layout("contacts", table, is_kept=kept.__eq__).header_row == 1


def test_one_column_of_phones() -> None:
    assert header_of("Телефон", "89161234567") == 0
    assert header_of("89161234567", "89161234568") == -1


def test_documents_without_a_header_are_not_guessed() -> None:
    layout = find_layout("documents", table_of("17;01.02.2026;Иванов"))
    assert (layout.header_row, mapped(layout, what="documents")) == (-1, {})
    assert mapped(layout, "number=1", "date=B", what="documents") == {"number": "A", "date": "B"}


def test_formats_with_names_know_their_header() -> None:
    layout = find_layout("contacts", table_of("COL1;COL2", "a;b", headed=True))
    assert (layout.header_row, layout.headers) == (0, ("COL1", "COL2"))


def test_a_table_without_rows() -> None:
    with pytest.raises(InputError, match=r"There are no rows in list.csv"):
        find_layout("contacts", table_of("", ";;", " ;"))


def test_names_in_parts() -> None:
    def of(header: str) -> dict[str, str]:
        return mapped(Layout(0, tuple(header.split(";")), ()))

    assert of("Фамилия;Имя;Отчество") == {
        "last_name": "Фамилия",
        "first_name": "Имя",
        "middle_name": "Отчество",
    }
    assert of("Имя;Телефон") == {"name": "Имя", "phone": "Телефон"}
    assert of("Name;Surname") == {"last_name": "Surname", "first_name": "Name"}
    assert of("Name;Given Name;Family Name")["name"] == "Name"


def test_several_columns_of_phones_but_one_name() -> None:
    layout = Layout(0, ("Имя", "Телефон", "Телефон 2", "Наименование", "Скидка"), ())
    columns = choose_columns("contacts", layout, [], None)
    assert columns.of == {"name": (3,), "first_name": (0,), "phone": (1, 2)}
    assert columns.unmapped(layout) == ("Скидка",)


def test_free_fields_of_the_office_are_known_by_name() -> None:
    layout = Layout(0, ("Имя", "Скидка", "Баланс"), ())
    columns = choose_columns("contacts", layout, [], None, ["Скидка", "Баланс"])
    assert columns.of == {"name": (0,), "custom:Скидка": (1,), "balance": (2,)}


LAYOUT = Layout(0, ("Имя", "Телефон", "Скидка, %", ""), ())


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (
            "custom:Скидка=Скидка, %",
            {"name": "Имя", "phone": "Телефон", "custom:Скидка": "Скидка, %"},
        ),
        ("custom:Скидка=скидка", {"name": "Имя", "phone": "Телефон", "custom:Скидка": "Скидка, %"}),
        ("note=3", {"name": "Имя", "phone": "Телефон", "note": "Скидка, %"}),
        ("note=c", {"name": "Имя", "phone": "Телефон", "note": "Скидка, %"}),
        ("note=D", {"name": "Имя", "phone": "Телефон", "note": "D"}),
        ("mobile_phone=B", {"name": "Имя", "mobile_phone": "Телефон"}),
        ("Моб. телефон=B", {"name": "Имя", "mobile_phone": "Телефон"}),
        ("phone=", {"name": "Имя"}),
    ],
)
def test_a_persons_word_comes_first(told: str, expected: dict[str, str]) -> None:
    assert mapped(LAYOUT, told) == expected


def test_a_field_told_twice_has_two_columns() -> None:
    assert mapped(LAYOUT, "phone=A", "phone=C") == {"phone": "Имя,Скидка, %"}


@pytest.mark.parametrize(
    ("told", "message"),
    [
        ("nope=A", r"There is no field “nope”. Fields: name, organisation, "),
        ("custom: =A", r"There is no field “custom:”"),
        ("name=Кто", r"There is no column “Кто”. Columns: Имя, Телефон, Скидка, %, D."),
        ("name=5", r"There is no column “5”"),
        ("name=0", r"There is no column “0”"),
        ("name=ZZZ", r"There is no column “ZZZ”"),
        ("name", r"“name” is not of the form FIELD=COLUMN, for example phone=C."),
        ("=A", r"“=A” is not of the form FIELD=COLUMN"),
    ],
)
def test_words_that_mean_nothing_here(told: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        mapped(LAYOUT, told)


def test_free_fields_are_for_contacts() -> None:
    with pytest.raises(InputError, match=r"There is no field “custom:x”"):
        mapped(LAYOUT, "custom:x=A", what="employees")


def test_what_was_kept_is_used_again() -> None:
    layout = Layout(0, ("Кто", "Куда", "Телефон"), ())
    first = choose_columns(
        "contacts", layout, [("name", "A"), ("phone", "B"), ("phone", "C")], None
    )
    again = choose_columns("contacts", layout, [], first.as_text())
    assert (again.of, first.remembered, again.remembered) == (first.of, False, True)
    assert mapped(layout, "phone=", kept=first.as_text()) == {"name": "Кто"}


@given(st.dictionaries(st.text(), st.lists(st.integers(0, 500), min_size=1).map(tuple)))
def test_keeping_loses_nothing(of: dict[str, tuple[int, ...]]) -> None:
    assert from_text(Columns(of).as_text()).of == of


def test_the_fingerprint_is_that_of_the_columns() -> None:
    one = Layout(3, ("Имя", "Телефон"), ()).fingerprint("contacts")
    assert one == Layout(0, ("ИМЯ ", "Телефон:"), ()).fingerprint("contacts")
    assert one == Layout(0, ("Имя", "Телефон", "Why not accepted"), ()).fingerprint("contacts")
    assert one == Layout(0, ("Имя", "Телефон", ""), ()).fingerprint("contacts")
    assert one != Layout(0, ("Телефон", "Имя"), ()).fingerprint("contacts")
    assert one != Layout(0, ("Имя", "Телефон"), ()).fingerprint("employees")
    assert Layout(-1, ("", ""), ()).fingerprint("contacts") == ""


@pytest.mark.parametrize(
    ("column", "expected"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")]
)
def test_letters(column: int, expected: str) -> None:
    assert letter(column) == expected
