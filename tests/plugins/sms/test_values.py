import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesha_sms.values import amount, digits, name, own_id, whole

KEYS = st.from_regex(r"[A-Za-z0-9-]{1,40}", fullmatch=True)


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("4.1", Decimal("4.1")),
        ("4,10", Decimal("4.10")),
        (Decimal("0.50"), Decimal("0.50")),
        (3, Decimal(3)),
        (" 83.6 ", Decimal("83.6")),
        ("", None),
        ("руб.", None),
        ("NaN", None),
        ("Infinity", None),
        ("1e999999", None),
        (True, None),
        (None, None),
        (4.1, None),
        (["4.1"], None),
    ],
)
def test_money_is_decimal_or_nothing(value, found):
    assert amount(value) == found


def test_whole_numbers():
    assert whole("3") == whole(Decimal("3.0")) == 3
    assert whole("3.5") is None
    assert whole("x") is None


def test_names_come_as_texts_and_numbers():
    assert (name(14), name("a-1"), name(None), name(True), name([1])) == ("14", "a-1", "", "", "")


def test_digits():
    assert digits("+79161234567") == "79161234567"


@given(KEYS, st.sampled_from([36, 40]))
def test_an_own_id_fits_and_depends_on_the_key_alone(key, longest):
    chosen = own_id(key, longest)
    assert chosen == own_id(key, longest)
    # SMSC: up to 40 letters, digits and .-_; what is all digits must stay below 2**31.
    assert re.fullmatch(rf"[A-Za-z0-9-]{{1,{longest}}}", chosen)
    assert not chosen.isdigit()
    if len(key) <= longest and not key.isdigit():
        assert chosen == key


@given(st.lists(KEYS, unique=True, min_size=2, max_size=5))
def test_different_keys_have_different_ids(keys):
    assert len({own_id(key, 36) for key in keys}) == len(keys)
