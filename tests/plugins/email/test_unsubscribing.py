"""Tokens: genuine ones are known, forged ones are not."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from depesha.api import Context, Secret
from depesha_email.account import EmailAccount
from depesha_email.unsubscribing import OptOuts, keyed

_KEYS = st.from_regex(r"[A-Za-z0-9-]{1,40}", fullmatch=True)


@given(_KEYS, _KEYS)
def test_only_who_got_the_letter_can_bring_its_token(mine: str, other: str) -> None:
    tokens = OptOuts(Secret("k" * 32))
    token = tokens.token(mine)
    assert token.isascii()
    assert tokens.find(f"Re: unsubscribe-{token} please") == (mine, True)
    assert OptOuts(Secret("other")).find(f"unsubscribe-{token}") == (mine, False)
    forged = f"{other}.{token.rpartition('.')[2]}"
    assert tokens.find(f"unsubscribe-{forged}") == (other, mine == other)


def test_what_is_no_token() -> None:
    tokens = OptOuts(Secret("k"))
    assert tokens.find("") is None
    assert tokens.find("unsubscribe-me now") is None
    assert tokens.find("unsubscribe-" + "a" * 41 + "." + "a" * 20) is None


def test_without_a_key_nothing_is_genuine() -> None:
    tokens = OptOuts(Secret())
    assert tokens.find(f"unsubscribe-{tokens.token('k-1')}") == ("k-1", False)


def test_the_key_is_made_once_and_kept(context: Context, kept: dict[str, str]) -> None:
    account = EmailAccount(sender="a@b.ru", unsubscribe="a@b.ru")
    key = keyed(account, context).unsubscribe_key
    assert keyed(account, context).unsubscribe_key == key
    assert kept == {"unsubscribe_key": key.reveal()}
    assert len(key.reveal()) >= 32
    known = replace(account, unsubscribe_key=key)
    assert keyed(known, replace(context, account="second")) is known
    assert keyed(account, replace(context, account="third")).unsubscribe_key != key


def test_who_offers_no_opt_out_needs_no_key(context: Context, kept: dict[str, str]) -> None:
    account = EmailAccount(sender="a@b.ru")
    assert keyed(account, context) is account
    assert kept == {}
