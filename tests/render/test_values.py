"""One recipient's values: taken once, narrowed, stored, read again."""

import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesha.domain import macros
from depesha.domain.people import Contact, Document, Employee, Line
from depesha.render.values import Values, dumps, loads, narrow, values_of

TODAY = date(2026, 11, 23)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
NUMBER = st.decimals(allow_nan=False, allow_infinity=False)
LINE = st.builds(Line, article=TEXT, name=TEXT, quantity=NUMBER, price=NUMBER, state=TEXT)
VALUE = st.one_of(TEXT, NUMBER, st.dates(), st.lists(LINE, max_size=3).map(tuple))


def test_everything_that_is_known_has_its_value(person: Contact, document: Document) -> None:
    manager = Employee(name="Анна", work_phone="+74950000000", email="a@x.example")
    found = values_of(
        person,
        manager=manager,
        category="Опт",
        document=document,
        document_type="Заказ",
        office_name="Автомир",
        currency="USD",
        today=TODAY,
    ).data
    assert set(found) == {m.name for m in macros.BUILT_IN} | {"FIELD.скидка", "FIELD.сайт"}
    assert found["CLIENT.NAME"] == "Ромашка"  # the display name
    assert found["CLIENT.PHONE"] == "+79161234567"
    assert found["MANAGER.PHONE"] == "+74950000000"
    assert found["CURRENCY.SYMBOL"] == "$"
    assert found["BALANCE.OVERDUE"] == Decimal(0)
    assert found["DOCUMENT.DATE"] == date(2026, 11, 2)
    assert found["DOCUMENT.LINES"] == document.lines


def test_what_is_empty_is_not_there() -> None:
    contact = Contact(name="Ким", work_phone="+7495", custom={"Скидка": " "}, currency="тг")
    found = values_of(contact, today=TODAY).data
    assert found == {
        "CLIENT.NAME": "Ким",
        "CLIENT.PHONE": "+7495",
        "DATE": TODAY,
        "BALANCE.ACTUAL": Decimal(0),
        "BALANCE.OVERDUE": Decimal(0),
        "CURRENCY.SYMBOL": "тг",
    }


def test_an_employee_has_no_balance() -> None:
    found = values_of(Employee(name="Анна", code=3, email="a@x.example"), today=TODAY).data
    assert found["CLIENT.NAME"] == "Анна"
    assert found["CLIENT.CODE"] == "3"
    assert "BALANCE.ACTUAL" not in found


def test_a_document_without_a_title_of_its_type_shows_the_key(document: Document) -> None:
    found = values_of(Employee(name="A"), document=document, today=TODAY).data
    assert found["DOCUMENT.TYPE"] == "order"


def test_narrow_keeps_what_is_used(person: Contact) -> None:
    whole = values_of(person, today=TODAY, grouping=" ")
    assert narrow(whole, {"DATE", "MANAGER.NAME"}) == Values({"DATE": TODAY}, " ")


@given(st.dictionaries(TEXT, VALUE, max_size=6), TEXT)
def test_stored_values_come_back_with_their_types(data: dict[str, object], grouping: str) -> None:
    values = Values(data, grouping)  # type: ignore[arg-type]
    back = loads(dumps(values))
    assert back == values
    for name, value in data.items():
        assert type(back.data[name]) is type(value)
        assert str(back.data[name]) == str(value)  # 1.0 stays 1.0, not 1


def test_what_is_stored_is_short_and_readable() -> None:
    text = dumps(Values({"CLIENT.NAME": "Ким", "BALANCE.ACTUAL": Decimal("1.50")}))
    assert text == '{"data":{"CLIENT.NAME":"Ким","BALANCE.ACTUAL":{"number":"1.50"}},"grouping":""}'
    assert json.loads(text)


NOT_STORED = ["", "[]", "{}", "null", '{"data":[],"grouping":""}']
NOT_VALUES = ["1", "null", "{}", '{"number":"x"}', '{"date":"x"}', "[[1]]"]


@pytest.mark.parametrize(
    "text", [*NOT_STORED, *(f'{{"data":{{"A":{one}}},"grouping":""}}' for one in NOT_VALUES)]
)
def test_anything_else_is_a_value_error(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        loads(text)


def test_a_value_of_no_kind_is_not_stored() -> None:
    with pytest.raises(TypeError, match="no value of a macro"):
        dumps(Values({"A": {1}}))  # type: ignore[dict-item]
