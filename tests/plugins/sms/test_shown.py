import base64
import json
from decimal import Decimal
from urllib.parse import quote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesha.api import Money, Secret
from depesha_sms.shown import Veil, account_known, retry_after

SECRETS = st.text(st.characters(codec="utf-8"), min_size=4, max_size=30).filter(
    lambda text: "•" not in text
)


@given(SECRETS, st.text("x ", max_size=20))
def test_an_echoed_secret_is_covered_in_any_form(secret, around):
    veil = Veil([Secret(secret), Secret("")], ("login", Secret(secret)))
    token = base64.b64encode(f"login:{secret}".encode()).decode()
    for form in (secret, quote_plus(secret), json.dumps(secret)[1:-1], token):
        assert veil(f"{around}[{form}]{around}").count("•••") >= 1
        assert veil(f"[{form}]") == "[•••]"


def test_a_long_secret_is_covered_before_a_short_one_that_it_contains():
    veil = Veil([Secret("abcd"), Secret("abcd-efgh")])
    assert veil("key abcd-efgh!") == "key •••!"


def test_one_short_line():
    assert Veil([])(" a\r\n\tb " + "c" * 1000) == "a b " + "c" * 295 + "…"


@pytest.mark.parametrize(
    ("asked", "date", "seconds"),
    [
        ("7", "", 7.0),
        ("0.5", "", 0.5),
        ("", "", None),
        ("-1", "", None),
        ("nan", "", None),
        ("soon", "", None),
        ("1e9", "", 86_400.0),
        ("inf", "", 86_400.0),
        ("Sun, 06 Nov 1994 08:50:07 GMT", "Sun, 06 Nov 1994 08:49:37 GMT", 30.0),
        ("Sun, 06 Nov 1994 08:49:07 GMT", "Sun, 06 Nov 1994 08:49:37 GMT", None),
        ("Sun, 06 Nov 1994 08:50:07 GMT", "", None),
    ],
)
def test_how_long_to_wait(asked, date, seconds):
    assert retry_after({"retry-after": asked, "date": date}) == seconds


def test_a_known_account_tells_its_balance():
    said = account_known("SMSC.ru", Money(Decimal("83.60")))
    assert said == "SMSC.ru knows the account. Balance: 83.60."
