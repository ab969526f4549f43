"""Phone numbers in every notation."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesha.domain.errors import InputError
from depesha.exchange import phones
from depesha.exchange.phones import Phone, Phones, by_library, check_region, parse, read_phones

NOTATIONS = {
    "E.164": "+79161234567",
    "with 8": "89161234567",
    "with 7": "79161234567",
    "without a country": "9161234567",
    "brackets": "8 (916) 123-45-67",
    "spaces": "+7 916 123 45 67",
    "dots": "8.916.123.45.67",
    "a float of Excel": "79161234567.0",
    "all digits in scientific form": "7,9161234567E+10",
    "no-break spaces": "+7\xa0916\xa0123‑45‑67",
    "a word before": "тел. 8 916 123 45 67",
    "a word behind": "8(916)1234567 Иван",
    "a URI": "tel:+7-916-123-45-67",
    "full-width digits": "７９１６１２３４５６７",
    "a float with a comma": "79161234567,00",
}


@pytest.mark.parametrize("text", NOTATIONS.values(), ids=NOTATIONS.keys())
def test_each_notation_is_the_same_mobile_number(text: str) -> None:
    assert read_phones(text).found == (Phone("+79161234567", mobile=True),)
    assert read_phones(text).problems == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("8 (495) 123-45-67", Phone("+74951234567", mobile=False)),
        ("8 (495) 123-45-67 доб. 12", Phone("+74951234567", mobile=False, extension="12")),
        ("8 (495) 123-45-67, доб. 12", Phone("+74951234567", mobile=False, extension="12")),
        ("8 (495) 123-45-67 вн.12", Phone("+74951234567", mobile=False, extension="12")),
        ("84951234567#12", Phone("+74951234567", mobile=False, extension="12")),
        ("8 800 555-35-35", Phone("+78005553535", mobile=False)),
        ("8 701 123 45 67", Phone("+77011234567", mobile=True)),
        ("+375 29 123-45-67", Phone("+375291234567", mobile=True)),
        ("810 375 29 1234567", Phone("+375291234567", mobile=True)),
        ("+1 212 555 0123", Phone("+12125550123", mobile=None)),
    ],
)
def test_kinds_countries_and_extensions(text: str, expected: Phone) -> None:
    assert read_phones(text).found == (expected,)


@pytest.mark.parametrize(
    "text",
    [
        "89161234567, 84951234567",
        "89161234567; 84951234567",
        "89161234567/84951234567",
        "89161234567 84951234567",
        "8 916 123-45-67 и 8 (495) 123-45-67",
        "моб 8 916 123-45-67, раб 8 (495) 123-45-67",
        "89161234567, 89161234567, 84951234567",
    ],
)
def test_two_numbers_in_one_cell(text: str) -> None:
    assert [p.number for p in read_phones(text).found] == ["+79161234567", "+74951234567"]


def test_each_number_keeps_its_own_extension() -> None:
    found = read_phones("8 495 123 45 67 доб 5, 8 495 123 45 68 доб. 6").found
    assert [(p.number, p.extension) for p in found] == [
        ("+74951234567", "5"),
        ("+74951234568", "6"),
    ]


@pytest.mark.parametrize("text", ["7,9E+10", "7,916E+10", "7.91612E+10", "8,9161Е+10"])
def test_digits_eaten_by_excel_are_not_invented(text: str) -> None:
    phones_ = read_phones(text)
    assert phones_.found == ()
    assert len(phones_.problems) == 1
    assert phones_.problems[0].startswith(f"“{text}” lost its last digits in Excel.")


@pytest.mark.parametrize(
    "text",
    ["8916123456", "123-45-67", "нет", "375291234567", "+7 000 000 00 00", "٠١٢", "1" * 40, "E+10"],
)
def test_what_is_no_phone(text: str) -> None:
    assert read_phones(text).found == ()
    assert read_phones(text).problems == (f"“{text}” is not a phone number.",)


@pytest.mark.parametrize("text", ["-", "—", ";", "/", "()"])
def test_a_dash_stands_for_nothing(text: str) -> None:
    assert read_phones(text) == Phones()


def test_the_good_one_of_two_is_kept() -> None:
    both = read_phones("8-916-123-45-67/68")
    assert [p.number for p in both.found] == ["+79161234567"]
    assert both.problems == ("“68” is not a phone number.",)


def test_the_region_is_for_numbers_without_a_country() -> None:
    assert read_phones("8 029 123-45-67", "BY").found == (Phone("+375291234567", mobile=True),)
    assert read_phones("+7 916 123-45-67", "BY").found == (Phone("+79161234567", mobile=True),)


def test_countries() -> None:
    for region in ("RU", "KZ", "US"):
        check_region(region)
    for region in ("", "ru", "XX", "Россия"):
        with pytest.raises(InputError, match=r"There is no country .* for example RU or KZ"):
            check_region(region)


def test_the_fast_path_and_the_library_agree() -> None:
    """Random numbers of all ranges, in the notations that the fast path takes."""
    deal = random.Random(916)
    ways = (
        "+7{0}", "8{0}", "7{0}", "{0}", "8 ({1}) {2}-{3}", "+7 {1} {2} {3}", "8-{1}-{2}-{3}",
        "{1}.{2}.{3}", "8{0} доб. 12", "({1}) {2}{3} доб. 7", "+8{0}",
    )  # fmt: skip
    taken = valid = 0
    for start in [*range(300, 500), *range(800, 1000)]:
        for way in ways:
            digits = f"{start}{deal.randrange(10**7):07d}"
            text = way.format(digits, digits[:3], digits[3:6], digits[6:])
            phone = by_library(text, "RU")
            assert parse(text, "RU") == phone, text
            taken += phones._plain(text, "RU") is not None
            valid += phone is not None
    assert taken > 0.9 * valid > 1000, "the library is asked for free numbers and the like alone"


@given(st.text(alphabet="0123456789+()-. ", min_size=1, max_size=20))
def test_whatever_is_dialled_both_ways_agree(text: str) -> None:
    if fast := phones._plain(text, "RU"):
        assert by_library(text, "RU") == fast


@pytest.mark.parametrize(
    ("text", "expected"),
    [("8411234567.0", "+78411234567"), ("4951234567.0", "+74951234567"), ("8961234567.0", None)],
)
def test_the_dot_of_a_float_adds_no_digit(text: str, expected: str | None) -> None:
    assert [phone.number for phone in read_phones(text).found] == ([expected] if expected else [])


@given(st.text(max_size=60))
def test_no_text_breaks_it(text: str) -> None:
    for phone in read_phones(text).found:
        assert phone.number.startswith("+")
        assert phone.number[1:].isdigit()
