"""What the fields above a journal ask for."""

import datetime as dt

import pytest

from depesha.store.document_list import DocumentFilter
from depesha.ui.documents.filters import DocumentFilters, day
from depesha.ui.theme import Theme


@pytest.fixture
def heard():
    return []


@pytest.fixture
def filters(tk_root, heard):
    made = DocumentFilters(tk_root, Theme(tk_root, "light"), lambda: heard.append(1))
    made.pack()
    return made


def test_empty_fields_let_all_through(filters):
    assert filters.wanted("order") == DocumentFilter("order")


def test_what_is_typed_is_asked_for_a_moment_later(filters, driver, heard):
    driver.focus(filters.text)
    driver.type("зк")
    driver.until(lambda: heard == [1], "one question for both letters")
    driver.focus(filters.since)
    driver.type("1.11.26")
    filters.offer_states(["Новый"])
    filters._state.pick("Новый")
    found = filters.wanted("")
    assert found == DocumentFilter("", "зк", "Новый", dt.date(2026, 11, 1))
    driver.focus(filters.text)
    driver.keys("Escape")
    assert filters.wanted("").text == ""


def test_a_date_that_is_none_is_marked(filters):
    filters._texts["until"].set("вчера")
    with pytest.raises(ValueError, match="not a date"):
        filters.wanted("")
    assert filters.until.instate(["invalid"])
    assert filters.since.instate(["!invalid"])
    assert day(" ") is None
