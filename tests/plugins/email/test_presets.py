"""The providers' table."""

import re

import pytest

from depesha_email import oauth, presets
from depesha_email.addresses import normal
from depesha_email.cures import cure


def test_every_preset_is_complete_and_safe() -> None:
    found = presets.all_presets()
    assert len(found) >= 15
    domains = [domain for preset in found.values() for domain in preset.domains]
    assert len(domains) == len(set(domains)), "a domain belongs to two providers"
    for key, preset in found.items():
        assert re.fullmatch(r"[a-z][a-z0-9_]*", key)
        assert preset.id == key
        assert preset.port in {465, 587}
        assert preset.security == ("tls" if preset.port == 465 else "starttls")
        assert re.search(r"\[[DMK]", preset.source), f"{key}: where does it come from?"
        assert normal(f"a@{preset.host}")
        assert 0 < preset.letters_per_connection <= 100
        assert not preset.imap or normal(f"a@{preset.imap}")
        assert not preset.oauth or preset.oauth in oauth.providers()
        assert preset.oauth or preset.password != "oauth", f"{key}: how does one get in?"
        assert not preset.page or preset.page.startswith("https://")
        assert cure("password", preset)


@pytest.mark.parametrize(
    ("address", "provider"),
    [
        ("Ivan@Yandex.RU", "yandex"),
        ("a@bk.ru", "mailru"),
        ("a@gmail.com", "gmail"),
        ("a@x.ru", None),
    ],
)
def test_a_mailbox_knows_its_provider(address: str, provider: str | None) -> None:
    found = presets.for_address(address)
    assert (found.id if found else None) == provider


def test_a_provider_is_found_by_its_id_alone() -> None:
    assert presets.find("") is None
    assert presets.find("unknown") is None
    found = presets.find("mailru")
    assert found is not None
    assert found.host == "smtp.mail.ru"
    assert presets.titles()["mailru"] == "Mail.ru"
    assert presets.titles()[""] == "Another"
