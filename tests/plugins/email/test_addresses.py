"""Addresses: the short cut says what the library says, and mistakes are told in sentences."""

import time

import pytest
from email_validator import EmailNotValidError, validate_email
from hypothesis import example, given
from hypothesis import strategies as st

from depesha_email.addresses import _checked, _shortcut, normal


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("ivan@example.org", "ivan@example.org"),
        ("  Ivan.Petrov@Example.ORG \n", "Ivan.Petrov@example.org"),
        ("ivan@пример.рф", "ivan@xn--e1afmkfd.xn--p1ai"),
        ("ivan@ПРИМЕР.РФ", "ivan@xn--e1afmkfd.xn--p1ai"),
        ("ivan@xn--e1afmkfd.xn--p1ai", "ivan@xn--e1afmkfd.xn--p1ai"),
        ("o'neil+price_list@mail-1.example.com", "o'neil+price_list@mail-1.example.com"),
        ("INFO@example.org", "info@example.org"),
    ],
)
def test_what_people_type_becomes_what_goes_over_the_wire(typed: str, address: str) -> None:
    assert normal(typed) == address
    assert normal(address) == address


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("", "empty"),
        ("   ", "empty"),
        ("anna", "one “@”"),
        ("anna@", "one “@”"),
        ("@example.org", "one “@”"),
        ("a@b@example.org", "one “@”"),
        ("a@example.org, b@example.org", "one “@”"),
        ("анна@example.org", "Latin letters"),
        ("anna@exаmple.org", "keyboard layout"),  # the second a is Cyrillic
        ("anna@example", "not a correct"),
        ("anna@mail,ru", "not a correct"),
        ("a..b@example.org", "not a correct"),
        ("anna @example.org", "not a correct"),
        ("anna@firma.local", "not a correct"),
        ("anna@-x.org", "not a correct"),
        ('"anna"@example.org', "not a correct"),
        ("anna@[127.0.0.1]", "not a correct"),
        ("a\x00b@example.org", "not a correct"),
        ("a" * 300 + "@example.org", "longer than 254"),
        ("a@" + "x" * 64 + ".org", "not a correct"),
    ],
)
def test_mistakes_are_told_in_a_sentence(typed: str, word: str) -> None:
    with pytest.raises(ValueError, match=word) as caught:
        normal(typed)
    assert str(caught.value).isprintable()


_LOCAL = st.text("abzABZ059._+-'!", min_size=1, max_size=8)
_LABEL = st.text("abzABZ059-", min_size=0, max_size=6) | st.just("x" * 64)
_TLD = st.sampled_from(
    ["ru", "RU", "com", "local", "test", "arpa", "x", "r2", "2r", "xn--p1ai", ""]
)
_ADDRESS = st.builds(
    lambda local, labels, tld: f"{local}@{'.'.join([*labels, tld])}",
    _LOCAL,
    st.lists(_LABEL, max_size=4),
    _TLD,
)


@given(_ADDRESS)
@example("info@x.ru")
@example("a@ab--c.ru")
@example("a@x.museum")
@example("ftp@x.ru")
def test_the_short_cut_says_what_the_library_says(address: str) -> None:
    short = _shortcut(address)
    try:
        found = validate_email(address, check_deliverability=False, allow_smtputf8=False)
    except EmailNotValidError:
        assert short == "", "the library refuses it"
    else:
        assert short in {"", found.ascii_email}


@given(st.text(max_size=40))
@example("a@b\u2024ru")
def test_nothing_but_a_value_error_comes_of_any_text(text: str) -> None:
    try:
        address = normal(text)
    except ValueError:
        return
    assert address.isascii()
    assert address.isprintable()
    assert " " not in address
    assert _checked(address) == address


def test_most_addresses_take_the_short_cut_and_it_is_quick() -> None:
    for address in ("ivan@mail.ru", "o.petrova-2@avto-zapchasti.com.ru", "a_b+c@x.museum"):
        assert _shortcut(address) == address
    began = time.process_time()
    for number in range(20_000):
        normal(f"user{number}@example{number % 100}.org")
    assert time.process_time() - began < 1.0, "50 µs each would be the library"
    hard = "a" * 120 + "@" + "a" * 120
    assert _shortcut(hard) == ""
