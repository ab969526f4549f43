"""An address is mostly all that an office knows of its account."""

import pytest

from depesha.api import Suggestion
from depesha_email import presets
from depesha_email.channel import EmailChannel
from depesha_email.suggesting import suggest


@pytest.mark.parametrize(
    ("address", "provider"),
    [("office@yandex.ru", "yandex"), ("Office@BK.ru", "mailru"), ("a@outlook.com", "outlook")],
)
def test_the_address_tells_the_provider(address: str, provider: str) -> None:
    assert suggest({"sender": address}).values == {"provider": provider}


@pytest.mark.parametrize("typed", ["", "office", "office@", "@", "office@firm.example"])
def test_what_tells_nothing_suggests_nothing(typed: str) -> None:
    assert suggest({"sender": typed}) == Suggestion()


def test_a_chosen_provider_stands_whatever_the_address() -> None:
    found = suggest({"sender": "office@mail.ru", "provider": "yandex"})
    assert found.values == {}
    assert "Yandex" in found.advice


def test_a_server_of_ones_own_needs_no_advice() -> None:
    assert suggest({"sender": "office@mail.ru", "host": "smtp.firm.example"}) == Suggestion()


def test_how_the_password_is_made_is_told_for_every_provider() -> None:
    for preset in presets.all_presets().values():
        found = EmailChannel.suggest({"provider": preset.id})
        assert found.advice, preset.id
        assert found.page == preset.page
        assert "http" not in found.advice
