"""Tokens: genuine ones are known, forged ones are not."""

from hypothesis import given
from hypothesis import strategies as st

from depesha.api import Secret
from depesha_email.unsubscribing import Tokens, new_key

_KEYS = st.from_regex(r"[A-Za-z0-9-]{1,40}", fullmatch=True)


@given(_KEYS, _KEYS)
def test_only_who_got_the_letter_can_bring_its_token(mine: str, other: str) -> None:
    tokens = Tokens(Secret("k" * 32))
    token = tokens.token(mine)
    assert token.isascii()
    assert tokens.find(f"Re: unsubscribe-{token} please") == (mine, True)
    assert Tokens(new_key()).find(f"unsubscribe-{token}") == (mine, False)
    forged = f"{other}.{token.rpartition('.')[2]}"
    assert tokens.find(f"unsubscribe-{forged}") == (other, mine == other)


def test_what_is_no_token() -> None:
    tokens = Tokens(Secret("k"))
    assert tokens.find("") is None
    assert tokens.find("unsubscribe-me now") is None
    assert tokens.find("unsubscribe-" + "a" * 41 + "." + "a" * 16) is None


def test_without_a_key_nothing_is_genuine() -> None:
    tokens = Tokens(Secret())
    assert tokens.find(f"unsubscribe-{tokens.token('k-1')}") == ("k-1", False)


def test_keys_differ() -> None:
    assert new_key() != new_key()
    assert len(new_key().reveal()) >= 32
