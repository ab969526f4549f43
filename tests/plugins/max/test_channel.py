"""Addresses and settings."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesha.api.settings import unfilled
from depesha_max.channel import Max, MaxAccount


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("123456789", "123456789"),
        (" 12\n", "12"),
        ("-71234567890123", "-71234567890123"),
        ("007", "7"),
    ],
)
def test_people_and_groups(text, address):
    assert Max.address(text) == address


@pytest.mark.parametrize("text", ["@ivan", "https://max.ru/ivan", "max.ru/ivan"])
def test_names_are_explained(text):
    with pytest.raises(ValueError, match="the person must start the bot first"):
        Max.address(text)


@given(st.text(alphabet="0123456789-+@ .٣") | st.text())
def test_addresses_are_numbers_or_explained(text):
    if re.fullmatch(r"\s*-?0*[1-9][0-9]{0,17}\s*", text) and len(text.strip()) <= 32:
        address = Max.address(text)
        assert address == str(int(text))
        assert Max.address(address) == address
    else:
        with pytest.raises(ValueError, match=" "):
            Max.address(text)


def test_only_the_token_must_be_filled_in():
    assert unfilled(MaxAccount()) == ("token",)
