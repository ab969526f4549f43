import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesha_sms.phones import by_the_plan, normal_form

MOBILE = st.builds(
    lambda start, rest: (start + rest)[:10],
    st.sampled_from(["9", "90", "93", "930", "9300", "930005", "93006", "97", "99"]),
    st.text("0123456789", min_size=9, max_size=9),
)
NOTATIONS = [
    "+7{0}{1}{2}{3}", "8{0}{1}{2}{3}", "7{0}{1}{2}{3}", "{0}{1}{2}{3}", "+7 ({0}) {1}-{2}-{3}",
    "8 ({0}) {1} {2} {3}", "8-{0}-{1}-{2}-{3}", "+7.{0}.{1}.{2}.{3}", "8\xa0{0}\xa0{1}{2}{3}",
]  # fmt: skip


def result(function, text):
    try:
        return function(text)
    except ValueError:
        return None


@given(MOBILE, st.sampled_from(NOTATIONS))
def test_the_short_way_says_what_the_plan_says(digits, notation):
    text = notation.format(digits[:3], digits[3:6], digits[6:8], digits[8:])
    assert result(normal_form, text) == result(by_the_plan, text)


@given(
    st.text(st.characters(codec="utf-8"), max_size=80) | st.text("+0123456789 ()-.", max_size=30)
)
def test_a_normal_form_is_its_own_normal_form(text):
    if number := result(normal_form, text):
        assert number.isascii()
        assert number[0] == "+"
        assert number[1:].isdigit()
        assert normal_form(number) == number


def test_a_plain_number_does_not_load_the_library():
    code = (
        "import sys; from depesha_sms.phones import normal_form; normal_form('8 916 123-45-67');"
        "print('phonenumbers' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("+375 29 123-45-67", "+375291234567"),
        ("8 10 49 30 123456", "+4930123456"),
        ("+7 701 123 45 67", "+77011234567"),
        ("+7 727 250 12 34", "+77272501234"),
        ("+1 202-555-0123", "+12025550123"),
        ("+7 916 123 45 67 доб. 5", "+79161234567"),
    ],
)
def test_foreign_and_unusual_numbers(text, number):
    assert normal_form(text) == number


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "empty"),
        ("8 (495) 123-45-67", "not a mobile number"),
        ("8 800 555-35-35", "not a mobile number"),
        ("+7 916 123", "Check its digits"),
        ("+7 999", "no such phone number"),
        ("секретарь", "not a phone number"),
        ("8916\x001234567", "control characters"),
        ("1" * 61, "too long"),
        ("8(916)1234567, 8(925)7654321", "phone number"),
        ("79161234567.0", "phone number"),
    ],
)
def test_a_wrong_number_is_told_in_a_sentence(text, words):
    with pytest.raises(ValueError, match=words):
        normal_form(text)
