"""Sentences for people."""

import re
from importlib.resources import files

from depesha_email.cures import CURES, GUIDES, cure
from depesha_email.presets import all_presets, find


def test_every_cure_that_is_named_exists_and_every_one_is_named() -> None:
    folder = files("depesha_email")
    text = "".join(
        folder.joinpath(name).read_text("utf-8")
        for name in (
            "answers.py",
            "answers.toml",
            "cures.py",
            "oauth.py",
            "mailbox.py",
            "opening.py",
            "session.py",
            "signing.py",
            "signing_in.py",
            "tokens.py",
        )
    )
    named = set(re.findall(r'cure(?: = |\()"(\w+)"', text)) | set(
        re.findall(
            r'"(certificate\w*|oauth|no_login|app_password|key|password|token|declined|sign_in|imap_password)"',
            text,
        )
    )
    assert named == set(CURES)


def test_the_page_of_the_provider_is_named_where_it_helps() -> None:
    assert cure("app_password", find("yandex")).endswith(
        " https://id.yandex.ru/security/app-passwords"
    )
    assert cure("app_password") == CURES["app_password"]
    assert cure("password", find("mailru")).startswith("Mail.ru wants a password for external")
    assert cure("password", find("zoho")).startswith(CURES["app_password"])
    assert cure("password", find("rambler")) == GUIDES["rambler"]
    assert cure("password", find("microsoft365")) == CURES["oauth"]
    assert cure("password", find("brevo")) == CURES["key"]
    assert cure("sender", find("yandex")) == CURES["sender"]
    assert cure("") == ""


def test_every_guide_belongs_to_a_provider() -> None:
    assert {preset.guide for preset in all_presets().values()} - {""} == set(GUIDES)
