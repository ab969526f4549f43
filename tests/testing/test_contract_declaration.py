"""Each check of what a channel says of itself passes a good one and convicts one that is not."""

from dataclasses import dataclass, field
from typing import Literal

import pytest

from depesha.api import AccountSettings, Secret, secret, setting
from depesha_echo.channel import Echo

SAYS = "test_the_class_says_what_it_is"
DECLARES = "test_the_settings_are_declared"


@pytest.mark.parametrize(
    "check",
    [
        SAYS,
        DECLARES,
        "test_a_good_address_has_one_normal_form",
        "test_bad_addresses_are_told_in_a_sentence",
    ],
)
def test_a_good_channel_passes(judge, check):
    judge(check)


@pytest.mark.parametrize(
    ("flaw", "words"),
    [
        ({"id": "Почта"}, "lower-case ASCII"),
        ({"id": "two-words"}, "lower-case ASCII"),
        ({"title": " "}, "a word for menus"),
        ({"__doc__": None}, "the docstring"),
        ({"style": "letter"}, "a member of Style"),
        ({"address_field": "e-mail"}, "a person's field"),
        ({"missing": "no_address"}, "a member of Reason"),
        ({"metered": 1}, "True or False"),
    ],
)
def test_a_class_that_does_not_say_what_it_is(judge, found, flaw, words):
    with found(words):
        judge(SAYS, channel=flaw)


@dataclass(frozen=True, kw_only=True)
class Choosing(AccountSettings):
    security: Literal["none", "tls"] = setting("tls", title="Security")


@dataclass(frozen=True, kw_only=True)
class Untitled(AccountSettings):
    host: str = field(default="")


@dataclass(frozen=True, kw_only=True)
class Blank(AccountSettings):
    host: str = setting("", title=" ")


@dataclass(frozen=True, kw_only=True)
class Shapeless(AccountSettings):
    hosts: list = setting((), title="Hosts")


@dataclass(frozen=True, kw_only=True)
class Careless(AccountSettings):
    api_key: str = setting("", title="Key")


@dataclass(frozen=True, kw_only=True)
class Careful(AccountSettings):
    api_key: Secret = secret(title="Key")


class Undecorated(AccountSettings):
    pass


class Stranger:
    pass


def test_settings_of_every_type_are_taken(judge):
    for settings in (Choosing, Careful, AccountSettings):
        judge(DECLARES, channel={"settings": settings})


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        (Stranger, "derive from AccountSettings"),
        (Undecorated, "frozen=True"),
        (Untitled, "host: declare it with"),
        (Blank, "host: declare it with"),
        (Shapeless, "hosts: no form"),
        (Careless, "api_key: declare it with secret"),
    ],
)
def test_settings_that_no_form_can_show(judge, found, settings, words):
    with found(words):
        judge(DECLARES, channel={"settings": settings})


def test_settings_that_cannot_be_made_without_arguments(judge):
    @dataclass(frozen=True, kw_only=True)
    class Demanding(AccountSettings):
        host: str

    with pytest.raises(TypeError, match="host"):
        judge(DECLARES, channel={"settings": Demanding})


@pytest.fixture
def plugin(tmp_path, monkeypatch):
    """plugin(source): the name of a new module with this source."""

    def plugin(source):
        name = f"plugin_{tmp_path.name}"
        (tmp_path / f"{name}.py").write_text(source)
        monkeypatch.syspath_prepend(tmp_path)
        return {"__module__": name}

    return plugin


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("", "has no hook `channels`"),
        ("def channels(): return []", "@hookimpl"),
        (
            "from depesha.api import hookimpl\n@hookimpl\ndef channels(): return []",
            "does not return",
        ),
    ],
)
def test_a_channel_that_nobody_offers(judge, found, plugin, source, words):
    with found(words):
        judge("test_the_plugin_offers_the_channel", channel=plugin(source))


def test_an_offered_channel(judge):
    judge("test_the_plugin_offers_the_channel", contract={"channel": Echo})


def test_a_heavy_import(judge, found, plugin):
    check = "test_importing_the_plugin_is_light"
    judge(check, contract={"channel": Echo})
    with found("loads smtplib"):
        judge(check, channel=plugin("def connect():\n    pass\nimport smtplib"))


def test_an_import_that_fails(judge, found, plugin):
    with found("cannot be imported alone"):
        judge("test_importing_the_plugin_is_light", channel=plugin("import no_such_module_at_all"))


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (lambda text: "", "empty"),
        (lambda text: f"<{text.strip()}>", "changed by `address`"),
        (lambda text: text, "white space around"),
    ],
)
def test_addresses_without_a_normal_form(judge, found, rule, words):
    with found(words):
        judge("test_a_good_address_has_one_normal_form", channel={"address": staticmethod(rule)})


def anything_but_nothing(text):
    if not text.strip():
        raise ValueError("The address is empty.")
    return text


def curt(text):
    raise ValueError("bad")


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (str.strip, "'' was taken as ''"),
        (anything_but_nothing, r"'\\x00' was taken"),
        (curt, "is no sentence"),
    ],
)
def test_bad_addresses_that_are_taken_or_not_explained(judge, found, rule, words):
    with found(words):
        judge("test_bad_addresses_are_told_in_a_sentence", channel={"address": staticmethod(rule)})


def test_a_bad_address_that_crashes_the_rule(judge):
    def rule(text):
        return text[1000]

    with pytest.raises(IndexError):
        judge("test_bad_addresses_are_told_in_a_sentence", channel={"address": staticmethod(rule)})
