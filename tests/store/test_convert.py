"""Values and columns."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesha.store import convert


def test_chunks_keep_order_and_lose_nothing():
    assert [list(part) for part in convert.chunks(range(5), 2)] == [[0, 1], [2, 3], [4]]
    assert list(convert.chunks([], 2)) == []


def test_marks():
    assert convert.marks("abc") == "?,?,?"
    assert convert.marks([]) == ""


@given(st.lists(st.text()))
def test_lists_come_back(values):
    assert convert.text_list(convert.list_text(values)) == tuple(values)


@given(st.dictionaries(st.text(), st.text()))
def test_mappings_come_back_in_order(values):
    back = convert.text_mapping(convert.mapping_text(values))
    assert list(back.items()) == list(values.items())


@given(st.none() | st.dates())
def test_days_come_back(day):
    assert convert.text_day(convert.day_text(day)) == day


@given(st.decimals(allow_nan=False, allow_infinity=False))
def test_amounts_come_back_digit_by_digit(amount):
    assert Decimal(convert.money_text(amount)).as_tuple() == amount.as_tuple()


@pytest.mark.parametrize("amount", ["NaN", "Infinity", "-Infinity"])
def test_no_amount(amount):
    with pytest.raises(ValueError, match="not an amount"):
        convert.money_text(Decimal(amount))


def test_empty_values_take_no_room():
    assert (convert.list_text(()), convert.mapping_text({})) == ("", "")
    assert convert.day_text(date(2026, 2, 3)) == "2026-02-03"
