"""Values as text, and what each place does to them."""

import html
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesha.render.formats import (
    NOTHING,
    PLACES,
    NoAddressError,
    State,
    clean,
    display,
    is_empty,
    money,
    number,
    one_line,
    price,
    web_address,
)
from depesha.render.problems import RenderError


@pytest.mark.parametrize(
    ("value", "text", "grouped"),
    [
        ("48200", "48200,00", "48 200,00"),
        ("0", "0,00", "0,00"),
        ("-0.001", "0,00", "0,00"),
        ("0.005", "0,01", "0,01"),
        ("-1234567.895", "-1234567,90", "-1 234 567,90"),
        ("1E+3", "1000,00", "1 000,00"),
        ("0E+900", "0,00", "0,00"),
    ],
)
def test_money(value: str, text: str, grouped: str) -> None:
    assert money(Decimal(value)) == text
    assert money(Decimal(value), " ") == grouped


@pytest.mark.parametrize("value", ["NaN", "Infinity", "1e21", "1e999999", "1e-999999"])
def test_impossible_numbers_are_refused(value: str) -> None:
    for show in (money, number):
        with pytest.raises(RenderError, match="too large or too small"):
            show(Decimal(value))


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [
        ("2.000", None, "2"),
        ("2.50", None, "2,5"),
        ("100", None, "100"),
        ("0E-9", None, "0"),
        ("-0", None, "0"),
        ("2.5", 0, "3"),
        ("2.345", 2, "2,35"),
        ("7", 2, "7,00"),
    ],
)
def test_number(value: str, digits: int | None, text: str) -> None:
    assert number(Decimal(value), digits) == text


@given(st.decimals(min_value=-(10**15), max_value=10**15, places=2))
def test_money_can_be_read_back(value: Decimal) -> None:
    assert Decimal(money(value).replace(",", ".")) == value
    assert Decimal(money(value, "'").replace("'", "").replace(",", ".")) == value


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("x", "x"),
        (NOTHING, ""),
        (None, ""),
        (Decimal("1.5"), "1,50"),
        (date(987, 1, 2), "02.01.0987"),
        (5, "5"),
        (0.25, "0,25"),
    ],
)
def test_display(value: Any, text: str) -> None:
    assert display(value, State()) == text


@pytest.mark.parametrize("value", [True, [], (), {}, object()])
def test_what_has_no_text_is_refused(value: Any) -> None:
    with pytest.raises(RenderError, match="no text of its own"):
        display(value, State())


def test_display_groups_as_the_office_does() -> None:
    assert display(Decimal(1000), State(grouping="\u00a0")) == "1\u00a0000,00"


def test_empty() -> None:
    assert all(map(is_empty, ["", " \n", None, NOTHING]))
    assert not any(map(is_empty, ["a", 0, Decimal(0), False, ()]))


PLACED = [
    ("html", "<a&\"'>\nb\r\nc\x00", "&lt;a&amp;&quot;&#x27;&gt;<br>\nb<br>\nc"),
    ("attribute", "<\"\n'&", "&lt;&quot; &#x27;&amp;"),
    ("tags", "<\"'&>\nb", "&lt;\"'&amp;&gt;\nb"),
    ("text", "a\r\nb\x00\ufdd0<", "a\nb<"),
    ("sms", "a\u00a0b\u200b\r\n\ufdd3", "a b\n"),
    ("line", " a\r\nBcc: b\u2028c\t d\x00 ", "a Bcc: b c d"),
    ("path", "..\\../a:b*/", "ab"),
    ("path", "ООО «А. Б.» № 1/2", "ООО «А. Б.» № 12"),
    ("path", "...", ""),
    ("url", "АБ/1 ?&#%", "%D0%90%D0%91/1%20%3F%26%23%25"),
    ("query", "+7/a@b ?&", "%2B7%2Fa%40b%20%3F%26"),
    ("link", "https://x.example/?a=1&b=2", "https://x.example/?a=1&amp;b=2"),
    ("link", "www.x.example/п", "https://www.x.example/п"),
    ("link", "", ""),
    ("linktext", "mailto:a@b.example", "a@b.example"),
]


@pytest.mark.parametrize(("place", "value", "text"), PLACED)
def test_places(place: str, value: str, text: str) -> None:
    assert PLACES[place](value) == text


def test_every_place_is_tried() -> None:
    assert {place for place, _value, _text in PLACED} == set(PLACES)


NO_ADDRESS = [
    "javascript:alert(1)",
    "java\nscript:x",
    "JAVASCRIPT:x",
    "data:text/html,x",
    "vbscript:x",
]
NO_ADDRESS += [
    "file:///etc/passwd",
    "//x.example",
    "/x",
    "x",
    "http:",
    "https://",
    "https:// x",
    "ftp://x",
]


@pytest.mark.parametrize("value", NO_ADDRESS)
def test_what_is_no_address_is_no_link(value: str) -> None:
    assert web_address(one_line(value)) is None
    for place in ("link", "linktext"):
        with pytest.raises(NoAddressError):
            PLACES[place](value)


@given(st.text(max_size=40))
def test_a_place_gives_back_what_was_put_there(value: str) -> None:
    seen = clean(value)
    assert html.unescape(PLACES["html"](value).replace("<br>\n", "\n")) == seen
    assert not set(PLACES["html"](value).replace("<br>\n", "")) & set("<>\"'")
    assert not set(PLACES["attribute"](value)) & set("<>\"'\n")
    assert not set(PLACES["tags"](value)) & set("<>")
    assert unquote(PLACES["query"](value)) == one_line(value)
    assert unquote(PLACES["url"](value)) == one_line(value)
    assert not set(PLACES["url"](value)) & set("<>\"'&?# ")


@given(st.text(max_size=40))
def test_lines_and_paths_stay_where_they_are(value: str) -> None:
    line, path = PLACES["line"](value), PLACES["path"](value)
    assert one_line(line) == line
    assert ".." not in path
    assert not set(path) & set('\\/:*?"<>|\0\n')
    assert path == path.strip(" .")


@given(st.text(max_size=40))
def test_cleaning_twice_changes_nothing(value: str) -> None:
    assert clean(clean(value)) == clean(value)


def test_a_price_is_money_with_a_sign_that_may_be_missing() -> None:
    assert price(Decimal("48.2"), "р.") == f"{money(Decimal('48.2'))} р."
    assert price(Decimal("48.2"), "") == money(Decimal("48.2"))
