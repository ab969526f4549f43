"""Values of cells."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesha.exchange.cells import as_date, as_money, clean, clean_lines


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("48 200,00", "48200.00"),
        ("48\xa0200,00", "48200.00"),
        ("48\u202f200,00", "48200.00"),
        ("48200.00", "48200.00"),
        ("1,200.50", "1200.50"),
        ("1.200,50", "1200.50"),
        ("1'200.50", "1200.50"),
        ("1 000 000", "1000000"),
        ("1,000,000", "1000000"),
        ("1,000", "1.000"),  # one piece, as accounting prints it
        ("1 200 руб.", "1200"),
        ("1 200,50 р.", "1200.50"),
        ("₽ 5", "5"),
        ("(1 200,50)", "-1200.50"),
        ("-5", "-5"),
        ("−5", "-5"),
        ("- 5,5", "-5.5"),
        ("5-", "-5"),
        ("+5", "5"),
        (",5", "0.5"),
        ("4.82E+04", "48200"),
        ("4,82Е+04", "48200"),  # a Cyrillic Е
    ],
)
def test_money_in_every_notation(text: str, expected: str) -> None:
    assert as_money(clean(text)) == Decimal(expected)


@pytest.mark.parametrize(
    "text", ["12x", "1,200,50", "1.2.3", "5 000-00", "--5", "()", "руб.", "NaN", "1e999999"]
)
def test_what_is_no_money(text: str) -> None:
    with pytest.raises(ValueError, match=r"is not a number"):
        as_money(text)


@given(st.decimals(-(10**12), 10**12, places=2), st.sampled_from([",", "."]))
def test_money_survives_russian_and_english_writing(amount: Decimal, point: str) -> None:
    text = f"{amount:,}".replace(",", " ").replace(".", point)
    assert as_money(text) == amount


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-05-01", date(2024, 5, 1)),
        ("2024-05-01 12:30:00", date(2024, 5, 1)),
        ("2024-05-01T00:00:00", date(2024, 5, 1)),
        ("01.05.2024", date(2024, 5, 1)),
        ("1.5.2024", date(2024, 5, 1)),
        ("01.05.2024 г.", date(2024, 5, 1)),
        ("01.05.2024 12:30", date(2024, 5, 1)),
        ("01/05/2024", date(2024, 5, 1)),
        ("12/31/2024", date(2024, 12, 31)),  # Outlook in English
        ("01.05.24", date(2024, 5, 1)),
        ("01.05.71", date(1971, 5, 1)),
        ("1 мая 2024", date(2024, 5, 1)),
        ("5 марта 2024 г.", date(2024, 3, 5)),
        ("«31» декабря 2025 года", date(2025, 12, 31)),
        ("20240501", date(2024, 5, 1)),
        ("45413", date(2024, 5, 1)),  # Excel's number of the day
        ("45413.75", date(2024, 5, 1)),
        ("00.00.0000", None),
        ("0.0.00", None),
    ],
)
def test_dates_in_every_notation(text: str, expected: date | None) -> None:
    assert as_date(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "32.01.2024",
        "29.02.2023",
        "--0512",
        "вчера",
        "0001-01-01",
        "1.2.3.4",
        "20241301",
        "99999999",
    ],
)
def test_what_is_no_date(text: str) -> None:
    with pytest.raises(ValueError, match=r"is not a date. Write it like 31.12.2026"):
        as_date(text)


@given(st.dates(date(1900, 1, 1), date(2200, 12, 31)))
def test_any_day_is_read_back(day: date) -> None:
    assert as_date(day.isoformat()) == as_date(f"{day:%d.%m.%Y}") == as_date(f"{day:%Y%m%d}") == day
    if date(1927, 5, 18) < day < date(2173, 10, 14):  # five digits; four could be a year
        assert as_date(str((day - date(1899, 12, 30)).days)) == day


@given(st.text())
def test_numbers_and_dates_never_fail_otherwise(text: str) -> None:
    for read in (as_money, as_date):
        try:
            read(text)
        except ValueError as error:
            assert str(error).startswith("“")  # noqa: PT017 - a value, or our own sentence


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  Иванов\xa0 Иван\t\n", "Иванов Иван"),
        ("\ufeffИванов", "Иванов"),
        ("\u202a+7 916\u202c", "+7 916"),
        ("Ива\u00adнов", "Иванов"),
        ("a\x00b\x07", "ab"),
        ("\u2028 ", ""),
        ("👩\u200d🚒", "👩\u200d🚒"),
    ],
)
def test_cleaning(text: str, expected: str) -> None:
    assert clean(text) == expected


@given(st.text())
def test_cleaning_twice_changes_nothing(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert clean_lines(clean_lines(text)) == clean_lines(text)
    assert "\n" not in once


def test_notes_keep_their_lines() -> None:
    assert clean_lines(" звонить \r\n\r\n после  обеда\n\n") == "звонить\n\nпосле обеда"


def test_excel_counts_days_from_the_end_of_1899() -> None:
    assert as_date("10000") == date(1899, 12, 30) + timedelta(10000)
