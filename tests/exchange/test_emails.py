"""E-mail addresses as people type them."""

import pytest
from email_validator import validate_email
from hypothesis import given
from hypothesis import strategies as st

from depesha.exchange import emails
from depesha.exchange.emails import Emails, normal, read_emails


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ivan@mail.ru", ["ivan@mail.ru"]),
        ("Ivan.Petrov@Mail.RU", ["Ivan.Petrov@mail.ru"]),
        ("mailto:ivan@mail.ru", ["ivan@mail.ru"]),
        ("<ivan@mail.ru>", ["ivan@mail.ru"]),
        ("ivan@mail.ru.", ["ivan@mail.ru"]),
        ("ivan @ mail.ru", ["ivan@mail.ru"]),
        ("Иван Петров <ivan@mail.ru>; Анна <anna@mail.ru>", ["ivan@mail.ru", "anna@mail.ru"]),
        ("ivan@mail.ru, anna@mail.ru", ["ivan@mail.ru", "anna@mail.ru"]),
        ("ivan@mail.ru,anna@mail.ru", ["ivan@mail.ru", "anna@mail.ru"]),
        ("ivan@mail.ru anna@mail.ru", ["ivan@mail.ru", "anna@mail.ru"]),
        ("ivan@mail.ru/anna@mail.ru", ["ivan@mail.ru", "anna@mail.ru"]),
        ("ivan@mail.ru; IVAN@mail.ru", ["ivan@mail.ru"]),
        ("ivan@mail.ru (бухгалтерия)", ["ivan@mail.ru"]),
        ("ivan@почта.рф", ["ivan@почта.рф"]),
        ("иван@почта.рф", ["иван@почта.рф"]),
        ("ivan@xn--80a1acny.xn--p1ai", ["ivan@почта.рф"]),
        ("ivan+price@mail.ru", ["ivan+price@mail.ru"]),
    ],
)
def test_addresses_in_cells(text: str, expected: list[str]) -> None:
    assert list(read_emails(text).found) == expected
    assert read_emails(text).problems == read_emails(text).corrections == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ivan@mail,ru", ["ivan@mail.ru"]),
        ("ivan@mail..ru", ["ivan@mail.ru"]),
        ("a@mail.ru, b@mail,ru", ["a@mail.ru", "b@mail.ru"]),
        ("a@mail,ru; b@mail,ru", ["a@mail.ru", "b@mail.ru"]),
        ("ivаn@mail.ru", ["ivan@mail.ru"]),  # a Cyrillic а
        ("ivan@mail.сom", ["ivan@mail.com"]),  # a Cyrillic с
    ],
)
def test_slips_of_the_hand_are_mended_and_told(text: str, expected: list[str]) -> None:
    found = read_emails(text)
    assert list(found.found) == expected
    assert found.problems == ()
    assert found.corrections
    assert all(" was read as " in sentence for sentence in found.corrections)


@pytest.mark.parametrize(
    "text",
    [
        "нет",
        "ivan",
        "ivan@",
        "@mail.ru",
        "ivan@mail",
        "ivan@-mail.ru",
        "ivan@1.2.3.4",
        "a@b@c.ru",
        "ivan@mail.яru",
    ],
)
def test_what_is_no_address(text: str) -> None:
    assert read_emails(text).found == ()
    assert read_emails(text).problems == (f"“{text}” is not an e-mail address.",)


@pytest.mark.parametrize("text", ["-", "—", ";", "..."])
def test_a_dash_stands_for_nothing(text: str) -> None:
    assert read_emails(text) == Emails()


def test_the_good_one_of_two_is_kept() -> None:
    both = read_emails("a@b, c@d.ru")
    assert both.found == ("c@d.ru",)
    assert both.problems == ("“a@b” is not an e-mail address.",)


_PARTS = st.from_regex(r"[A-Za-z0-9_+.-]{1,12}", fullmatch=True)
_LABELS = st.from_regex(r"[a-z0-9-]{1,8}|xn--[a-z0-9]{3,6}", fullmatch=True)
_ENDS = st.sampled_from(["ru", "com", "local", "test", "arpa", "example"]) | st.from_regex(
    r"[a-z]{1,5}", fullmatch=True
)


@given(_PARTS, st.lists(_LABELS, min_size=1, max_size=4), _ENDS)
def test_the_fast_path_and_the_library_agree(local: str, labels: list[str], end: str) -> None:
    address = f"{local}@{'.'.join([*labels, end])}"
    if emails._PLAIN.fullmatch(address):
        assert validate_email(address, check_deliverability=False).normalized == address


@pytest.mark.parametrize("address", ["ivan.petrov@mail.ru", "i-v_a+n@sub.my-firm.com", "1@2x.info"])
def test_the_usual_address_takes_the_fast_path(address: str) -> None:
    assert emails._PLAIN.fullmatch(address)


@given(st.emails())
def test_ordinary_addresses_are_found(address: str) -> None:
    expected = normal(address)
    if expected:
        assert normal(expected) == expected


@given(st.text(alphabet="ab@.,;<> \"'(ащё\u0301-_", max_size=30))
def test_no_text_breaks_it(text: str) -> None:
    for address in read_emails(text).found:
        assert address.count("@") == 1
        assert not set(address) & set(" ,;<>\r\n")
