"""Keys: the same for every try of a message, another for every other."""

import re

from hypothesis import given
from hypothesis import strategies as st

from depesha.delivery.keys import message_key, new_mailing_key, parse_key

IDS = st.integers(1, 2**63 - 1)


def test_mailings_have_keys_of_their_own():
    keys = {new_mailing_key() for _n in range(1000)}
    assert len(keys) == 1000
    assert all(re.fullmatch("[2-9a-hjkmnp-z]{12}", key) for key in keys), "nothing to misread"


@given(IDS, st.integers(0, 999))
def test_a_key_is_what_the_contract_promises(delivery_id, repetition):
    key = message_key(new_mailing_key(), delivery_id, repetition)
    assert re.fullmatch("[A-Za-z0-9-]{1,40}", key)


@given(IDS, IDS, st.integers(0, 999), st.integers(0, 999))
def test_no_two_messages_of_a_mailing_share_one(one, other, first, second):
    same = message_key("k", one, first) == message_key("k", other, second)
    assert same == ((one, first) == (other, second))


@given(IDS, st.integers(0, 999))
def test_a_key_can_be_read_back(delivery_id, repetition):
    stem = new_mailing_key()
    assert parse_key(message_key(stem, delivery_id, repetition)) == (stem, delivery_id, repetition)


@given(st.text() | st.from_regex(r"[2-9a-z]{12}-[0-9a-f]{1,17}-[0-9]{1,12}", fullmatch=True))
def test_other_texts_are_no_keys(text):
    parsed = parse_key(text)
    assert parsed is None or 0 <= parsed[1] < 2**63
