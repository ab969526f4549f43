"""Addresses and settings."""

import re
from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesha.api.settings import about, unfilled
from depesha_telegram.channel import Telegram, TelegramAccount


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("123456789", "123456789"),
        (" 123456789\n", "123456789"),
        ("-1001234567890", "-1001234567890"),
        ("007", "7"),
        ("4503599627370495", "4503599627370495"),
    ],
)
def test_chat_ids(text, address):
    assert Telegram.address(text) == address


def test_names_are_explained():
    with pytest.raises(ValueError, match="the person must open its link first"):
        Telegram.address("@ivan_petrov")


@given(st.text(alphabet="0123456789-+@ .٣") | st.text())
def test_addresses_are_numbers_or_explained(text):
    if re.fullmatch(r"\s*-?0*[1-9][0-9]{0,15}\s*", text) and len(text.strip()) <= 32:
        address = Telegram.address(text)
        assert address == str(int(text))
        assert Telegram.address(address) == address
    else:
        with pytest.raises(ValueError, match=" "):
            Telegram.address(text)


def test_only_the_token_must_be_filled_in():
    assert unfilled(TelegramAccount()) == ("token",)


def test_twenty_messages_a_second():
    assert TelegramAccount().gap == 1 / 20


@pytest.mark.parametrize(
    ("name", "value", "fits"),
    [
        ("base_url", "http://127.0.0.1:8081", True),
        ("base_url", "api.telegram.org", False),
        ("proxy", "", True),
        ("proxy", "http://proxy:3128", True),
        ("proxy", "socks5://10.0.0.1:1080/", True),
        ("proxy", "proxy:3128", False),
        # A password in there would be one in the settings file.
        ("proxy", "http://user:password@proxy:3128", False),
    ],
)
def test_forms_of_addresses(name, value, fits):
    declared = {field.name: about(field) for field in fields(TelegramAccount)}
    assert declared[name].matches(value) is fits
