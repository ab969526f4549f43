"""Addresses and settings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesha.api import Message
from depesha.api.settings import unfilled
from depesha_apprise.channel import Apprise, AppriseAccount


@pytest.mark.parametrize(
    "text",
    ["ivan", "#sales", "@ivan", "+79161234567", "ivan@example.org", "!abc:example.org", "иван"],
)
def test_names_at_services(text):
    assert Apprise.address(f" {text}\n") == text


def test_a_url_is_refused_because_of_its_passwords():
    with pytest.raises(ValueError, match="there are passwords in it"):
        Apprise.address("ntfys://user:password@host/ivan")


@given(st.text(max_size=30))
def test_no_address_can_be_two(text):
    try:
        address = Apprise.address(text)
    except ValueError:
        return
    assert not set(address) & set(" ,;/?&=%\\\"'<>\n")


def test_the_url_must_be_filled_in():
    assert unfilled(AppriseAccount()) == ("url",)


def test_test_mode_keeps_the_text():
    message = Message(key="k", address="ivan", text="ёж")
    assert Apprise.rehearse(AppriseAccount(), message) == (".txt", "ёж".encode())
