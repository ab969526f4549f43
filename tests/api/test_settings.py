"""What a settings class says of itself, and what it never says: a secret."""

import copy
import json
import pickle
from dataclasses import dataclass, field, fields
from decimal import Decimal
from enum import StrEnum
from typing import Any, ClassVar, Literal

import pytest

from depesha.api import AccountSettings, GatewaySettings, Secret, secret, setting
from depesha.api.settings import About, about, field_types, unfilled


class Security(StrEnum):
    NONE = "none"


@dataclass(frozen=True, kw_only=True)
class Account(AccountSettings):
    kind: ClassVar[str] = "not a setting"
    host: str = setting("", title="Server", required=True, pattern=r"[a-z.]+")
    port: int = setting(25, title="Port", minimum=1, maximum=65535)
    mode: Literal["a", "b"] = setting("a", title="Mode")
    security: Security = setting(Security.NONE, title="Security")
    password: Secret = secret(title="Password", required=True)


def declared(name: str) -> About:
    return about(next(f for f in fields(Account) if f.name == name))


def test_a_field_knows_its_words_and_bounds() -> None:
    assert declared("port") == About("Port", minimum=1, maximum=65535)
    assert declared("host").matches("mail.example.com")
    assert declared("host").matches("")
    assert not declared("host").matches("mail example")


def test_a_field_declared_without_words_shows_its_name() -> None:
    @dataclass(frozen=True, kw_only=True)
    class Plain:
        reply_to: str = field(default="")

    assert about(fields(Plain)[0]).title == "reply to"


def test_required_fields_that_are_empty_are_named() -> None:
    assert unfilled(Account()) == ("host", "password")
    assert unfilled(Account(host="h", password=Secret("p"))) == ()
    assert unfilled(GatewaySettings()) == ("gateway",)


def test_the_types_are_those_of_the_whole_family() -> None:
    types = field_types(Account)
    assert types["host"] is str
    assert types["password"] is Secret
    assert types["per_day"] is int
    assert "kind" not in types
    assert field_types(GatewaySettings)["price"] is Decimal


def not_frozen() -> type:
    @dataclass(kw_only=True)
    class Loose:
        host: str = setting("", title="Server")

    return Loose


def without_default() -> type:
    @dataclass(frozen=True, kw_only=True)
    class Bare(AccountSettings):
        host: str

    return Bare


def undecorated() -> type:
    class Forgotten(AccountSettings):
        host: str = setting("", title="Server")

    return Forgotten


def strange_type() -> type:
    @dataclass(frozen=True, kw_only=True)
    class Strange(AccountSettings):
        hosts: list[str] = setting((), title="Servers")

    return Strange


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (not_frozen, "must be a frozen dataclass"),
        (without_default, "has no default"),
        (undecorated, "lacks @dataclass"),
        (strange_type, "has a type that no setting can have"),
    ],
)
def test_the_author_is_told_what_cannot_be_kept(make: Any, words: str) -> None:
    with pytest.raises(TypeError, match=words):
        field_types(make())


def test_a_secret_does_not_print_itself() -> None:
    account = Account(password=Secret("hunter2"))
    shown = [repr(account), str(account.password), f"{account.password}", format(account.password)]
    shown += [repr([account.password]), str(vars(account))]
    assert not [text for text in shown if "hunter2" in text]
    assert account.password.reveal() == "hunter2"


@pytest.mark.parametrize("write", [pickle.dumps, json.dumps, copy.deepcopy])
def test_a_secret_is_not_to_be_written(write: Any) -> None:
    with pytest.raises(TypeError):
        write(Secret("hunter2"))


def test_secrets_are_values() -> None:
    assert Secret("a") == Secret("a") != Secret("b")
    assert Secret("a") != "a"
    assert len({Secret("a"), Secret("a")}) == 1
    assert not Secret()
    assert str(Secret()) == "Secret()"
