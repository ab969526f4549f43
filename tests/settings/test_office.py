"""The declared settings can be kept, and their own checks speak to people."""

from dataclasses import fields

import pytest

from depesha.api.settings import about, field_types
from depesha.domain.states import Mode
from depesha.settings.office import CHECK, ChannelSettings, Office


@pytest.mark.parametrize("declared", [Office, ChannelSettings])
def test_every_field_can_be_kept_and_has_a_title(declared: type) -> None:
    assert set(field_types(declared)) == {field.name for field in fields(declared)}
    assert all(about(field).title[0].isupper() for field in fields(declared))


def test_defaults() -> None:
    assert ChannelSettings().mode is Mode.OFF
    assert (Office().region, Office().currency) == ("RU", "р.")
    assert Office().secrets == "keyring"


def _check(declared: type, name: str, text: str) -> None:
    next(field for field in fields(declared) if field.name == name).metadata[CHECK](text)


@pytest.mark.parametrize("zone", ["Europe/Moscow", "Asia/Almaty", "UTC", ""])
def test_time_zones(zone: str) -> None:
    _check(Office, "timezone", zone)


@pytest.mark.parametrize("zone", ["Moscow", "../etc/passwd", "/etc/passwd", "Europe", "Европа"])
def test_no_time_zones(zone: str) -> None:
    with pytest.raises(ValueError, match="Europe/Moscow"):
        _check(Office, "timezone", zone)


def test_quiet_hours_and_days_are_those_of_the_domain() -> None:
    _check(ChannelSettings, "quiet", "21:00-09:00")
    _check(ChannelSettings, "days", "1-5")
    with pytest.raises(ValueError, match="21:00-09:00"):
        _check(ChannelSettings, "quiet", "at night")
    with pytest.raises(ValueError, match="1-5"):
        _check(ChannelSettings, "days", "Mo-Fr")
