"""Text to value and back; what is refused says what is allowed and never repeats the value."""

from decimal import Decimal
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesha.api.settings import About
from depesha.domain.states import Mode
from depesha.settings.values import BadValue, Rule, nearest, shown

PORT = Rule(int, About("Port", minimum=1, maximum=65535))
RATIO = Rule(float, About("Ratio", minimum=0))
PRICE = Rule(Decimal, About("Price", minimum=0))
FLAG = Rule(bool, About("Flag"))
WORD = Rule(Literal["", "none", "tls"], About("Security"))
MODE = Rule(Mode, About("Use"))
TEXT = Rule(str, About("Name"))
COUNTRY = Rule(str, About("Country", help="Two letters.", pattern="[A-Z]{2}"))
ZONES = Rule(str, About("Zone", choices=lambda: {f"zone-{n}": "" for n in range(40)}))
SERVICE = Rule(str, About("Service"), frozenset({"fast", "keyed"}))


@pytest.mark.parametrize(
    ("rule", "text", "value"),
    [
        (PORT, " 25 ", 25),
        (PORT, "65535", 65535),
        (RATIO, "0,5", 0.5),
        (RATIO, "2", 2.0),
        (PRICE, "2,35", Decimal("2.35")),
        (PRICE, "2.350", Decimal("2.350")),
        (WORD, "TLS", "tls"),
        (MODE, "Test", Mode.TEST),
        (TEXT, "  ООО «Ромашка»  ", "ООО «Ромашка»"),
        (COUNTRY, "KZ", "KZ"),
        (ZONES, "zone-7", "zone-7"),
        (SERVICE, "keyed", "keyed"),
        *((FLAG, text, True) for text in ("on", "ON", "yes", "true", "да", "Да", "вкл", "1")),
        *((FLAG, text, False) for text in ("off", "no", "false", "нет", "НЕТ", "выкл", "0")),
    ],
)
def test_what_people_type(rule: Rule, text: str, value: Any) -> None:
    got = rule.from_text(text)
    assert got == value
    assert type(got) is type(value)


BAD = [
    (PORT, "0", "must be a whole number, from 1 to 65535."),
    (PORT, "65536", "from 1 to 65535"),
    (PORT, "25.0", "a whole number"),
    (PORT, "1_000", "a whole number"),
    (PORT, "٢٥", "a whole number"),
    (PORT, "9" * 5000, "a whole number"),
    (RATIO, "-1", "must be a number, at least 0."),
    (RATIO, "nan", "a number"),
    (RATIO, "inf", "a number"),
    (PRICE, "1e9", "a number"),
    (PRICE, "2 руб", "a number"),
    (FLAG, "maybe", "must be on or off."),
    (WORD, "ssl", "must be one of: none, tls."),
    (MODE, "live", "one of: off, test, on"),
    (COUNTRY, "russia", "is not of the right form. Two letters."),
    (ZONES, "zone-77", "must be one of: zone-7, "),
    (SERVICE, "fats", "one of: fast, keyed"),
    (TEXT, "Name\r\nBcc: all@example.com", "one line"),
    (TEXT, "a\x00b", "one line"),
    (TEXT, "a\u2028b", "one line"),
    (TEXT, "broken \udcff", "one line"),
]


@pytest.mark.parametrize(("rule", "text", "sentence"), BAD)
def test_what_is_refused(rule: Rule, text: str, sentence: str) -> None:
    with pytest.raises(BadValue) as caught:
        rule.from_text(text)
    assert sentence in str(caught.value)


@pytest.mark.parametrize("rule", [PORT, RATIO, PRICE, FLAG, WORD, MODE, COUNTRY, SERVICE])
def test_a_refusal_never_repeats_the_value(rule: Rule) -> None:
    # The value may be a password that slipped into the wrong line.
    with pytest.raises(BadValue) as caught:
        rule.from_text("hunter2")
    assert "hunter2" not in str(caught.value)


@pytest.mark.parametrize(
    ("rule", "raw", "value"),
    [
        (PORT, 25, 25),
        (PORT, "25", 25),
        (PORT, Decimal("25.0"), 25),
        (RATIO, Decimal("0.5"), 0.5),
        (RATIO, 2, 2.0),
        (PRICE, Decimal("2.35"), Decimal("2.35")),
        (PRICE, "2.35", Decimal("2.35")),
        (FLAG, True, True),
        (FLAG, "да", True),
        (MODE, "on", Mode.ON),
        (TEXT, "", ""),
    ],
)
def test_what_stands_in_the_file(rule: Rule, raw: Any, value: Any) -> None:
    got = rule.from_file(raw)
    assert got == value
    assert type(got) is type(value)


@pytest.mark.parametrize(
    ("rule", "raw"),
    [
        (PORT, True),
        (PORT, Decimal("25.5")),
        (PORT, Decimal("1e999999")),
        (PORT, 10**30),
        (RATIO, Decimal("NaN")),
        (RATIO, Decimal("sNaN")),
        (RATIO, Decimal("inf")),
        (RATIO, False),
        (PRICE, []),
        (FLAG, 1),
        (TEXT, 5),
        (TEXT, {}),
        (MODE, True),
        (COUNTRY, "ru"),
    ],
)
def test_what_may_not_stand_in_the_file(rule: Rule, raw: Any) -> None:
    with pytest.raises(BadValue, match=r"(must be|is not) .+\."):
        rule.from_file(raw)


def test_a_check_of_its_own_speaks_for_itself() -> None:
    def check(text: str) -> None:
        raise ValueError("Only on Sundays.")

    with pytest.raises(BadValue, match=r"^Only on Sundays\.$"):
        Rule(str, About("Name"), check=check).from_text("Monday")


RULES = {
    PORT: st.integers(1, 65535),
    RATIO: st.floats(0, 10**15, allow_subnormal=False).map(lambda number: round(number, 9)),
    PRICE: st.decimals(0, 10**9, places=6),
    FLAG: st.booleans(),
    MODE: st.sampled_from(Mode),
}


@given(st.sampled_from(list(RULES)).flatmap(lambda rule: st.tuples(st.just(rule), RULES[rule])))
def test_shown_values_read_back(pair: tuple[Rule, Any]) -> None:
    rule, value = pair
    assert rule.from_text(shown(value)) == value


@given(st.text())
def test_any_text_is_read_back_or_refused(text: str) -> None:
    try:
        value = TEXT.from_text(text)
    except BadValue:
        return
    assert TEXT.from_text(shown(value)) == value
    assert value.encode().decode() == value
    assert value == text.strip()


def test_nearest() -> None:
    assert nearest("emial.mode", ["email.mode", "office.name"]) == ["email.mode"]
    assert nearest("xyz", ["email.mode"]) == []


def test_a_whole_number_is_shown_as_it_was_typed():
    """The file keeps a Decimal of 100 as 100.0."""
    assert [shown(Decimal(text)) for text in ("100.0", "0.0", "2.50", "-5.0")] == [
        "100", "0", "2.50", "-5",
    ]  # fmt: skip
