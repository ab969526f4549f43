"""Texts that a table program would compute."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesha.exchange.formulas import guard, unguard


@pytest.mark.parametrize(
    "text",
    [
        '=HYPERLINK("http://x.example","click")',
        "=1+1",
        "+1+1",
        "-1+1",
        "@SUM(A1)",
        "-2+3+cmd|' /C calc'!A0",
        "+7-916-123-45-67",
        "+7 916 123",
        "\t=1+1",
        "\r=1+1",
        "\n=1",
        "＝1+1",
        "'=1+1",
        "''=1",
        "-",
        "=",
        "+79161234567890123456",
    ],
)
def test_formulas_are_guarded(text: str) -> None:
    assert guard(text) == "'" + text
    assert unguard(guard(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Иванов",
        "-5",
        "-1200,50",
        "-0.5",
        "+79161234567",
        "'тишина'",
        "'",
        " =1",
        "a=b",
        "ivan@mail.ru",
        "№ +7",
    ],
)
def test_the_rest_is_left_alone(text: str) -> None:
    assert guard(text) == unguard(text) == text


@given(st.text(alphabet="'=+-@\t\r\n１1a.,", max_size=12))
def test_reading_back_gives_the_same(text: str) -> None:
    cell = guard(text)
    assert unguard(cell) == text
    assert cell[:1] not in tuple("=@\t\r\n")
