"""Offers that do not fit are named in a sentence; those that fit go through unchanged."""

from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from depesha.api import (
    AccountSettings,
    Channel,
    Editor,
    Gateway,
    GatewaySettings,
    MessageCheck,
    Style,
    TemplatePack,
    setting,
)
from depesha.plughost.offers import Offers, Rejection, examine, together


@dataclass(frozen=True, kw_only=True)
class Account(AccountSettings):
    """Settings that can be kept."""

    loft: str = setting("", title="Loft")


class Pigeon(Channel[Account]):
    id = "pigeon"
    title = "Pigeon post"
    style = Style.TEXT
    settings = Account
    address_field = "loft"

    @staticmethod
    def address(text: str) -> str:
        return text

    @staticmethod
    def connect(settings: Account, context: Any) -> AbstractContextManager[Any]:
        return nullcontext()


class Raven(Gateway[GatewaySettings]):
    id = "raven"
    title = "Raven"
    settings = GatewaySettings

    @staticmethod
    def connect(settings: GatewaySettings, context: Any) -> AbstractContextManager[Any]:
        return nullcontext()


@dataclass(frozen=True, kw_only=True)
class ListField(AccountSettings):
    """A type that no file and no form knows."""

    lofts: tuple[str, ...] = setting((), title="Lofts")


class Undecorated(AccountSettings):
    loft: str = "attic"


@dataclass
class Thawed:
    loft: str = ""


def _without(base: type, *names: str, **changes: Any) -> type:
    body = {name: value for name, value in vars(base).items() if name not in {*names, "__dict__"}}
    return type(base.__name__, base.__bases__, {**body, **changes})


CHANNELS = {
    "not a class": (Pigeon(), "is not a subclass of Channel"),
    "another class": (Raven, "Raven is not a subclass of Channel"),
    "a word": ("pigeon", "str is not a subclass of Channel"),
    "no id": (_without(Pigeon, "id"), "Pigeon.id must be a str"),
    "no title": (_without(Pigeon, "title"), "Pigeon.title must be a str"),
    "empty title": (_without(Pigeon, title=""), "Pigeon.title must be a str and not empty"),
    "no style": (_without(Pigeon, "style"), "Pigeon.style must be a Style"),
    "style as text": (_without(Pigeon, style="text"), "Pigeon.style must be a Style"),
    "no address field": (_without(Pigeon, "address_field"), "Pigeon.address_field"),
    "reason as text": (_without(Pigeon, missing="no_address"), "Pigeon.missing must be a Reason"),
    "no settings": (_without(Pigeon, "settings"), "Pigeon.settings must be a subclass"),
    "settings as object": (_without(Pigeon, settings=Account()), "Pigeon.settings must be"),
    "strange settings": (_without(Pigeon, settings=Thawed), "a subclass of AccountSettings"),
    "undecorated settings": (_without(Pigeon, settings=Undecorated), "no field loft"),
    "field of a strange type": (_without(Pigeon, settings=ListField), "ListField.lofts has a type"),
    "no connect": (_without(Pigeon, "connect"), "Pigeon lacks connect"),
    "upper-case id": (_without(Pigeon, id="Pigeon"), "“Pigeon” must be one lower-case ASCII word"),
    "Cyrillic id": (_without(Pigeon, id="голубь"), "“голубь” must be"),
    "dotted id": (_without(Pigeon, id="pigeon.post"), "“pigeon.post” must be"),
    "the program's own word": (_without(Pigeon, id="office"), "No channel may be named “office”"),
    "an ordinary method": (_without(Pigeon, address=lambda self, text: text), "@staticmethod"),
}


@pytest.mark.parametrize("name", CHANNELS)
def test_a_channel_that_does_not_fit(name: str) -> None:
    offer, sentence = CHANNELS[name]
    with pytest.raises(Rejection) as caught:
        examine({"channels": [offer]}, Offers())
    assert sentence in str(caught.value)


def test_a_gateway_needs_gateway_settings() -> None:
    with pytest.raises(Rejection, match="subclass of GatewaySettings"):
        examine({"gateways": [_without(Raven, settings=Account)]}, Offers())
    with pytest.raises(Rejection, match="not a subclass of Gateway"):
        examine({"gateways": [Pigeon]}, Offers())


def test_a_template_pack_names_a_folder(tmp_path: Path) -> None:
    good = TemplatePack("office", "Seasons", tmp_path)
    assert examine({"template_packs": [good]}, Offers()).template_packs == {"office": good}
    with pytest.raises(Rejection, match="a folder that is not there"):
        examine({"template_packs": [TemplatePack("x", "X", tmp_path / "no")]}, Offers())
    with pytest.raises(Rejection, match="Path is not a TemplatePack"):
        examine({"template_packs": [tmp_path]}, Offers())


def test_a_check_is_a_function() -> None:
    with pytest.raises(Rejection, match="must be a function"):
        examine({"message_checks": [MessageCheck("pigeon", "no")]}, Offers())  # type: ignore[arg-type]


QUILL = Editor("quill", "Quill", (Style.TEXT,), ("simple",), lambda parent, document, tools: parent)


def test_an_editor_goes_through_unchanged() -> None:
    assert examine({"editors": [QUILL]}, Offers()).editors == {"quill": QUILL}


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"id": "Quill"}, "must be one lower-case ASCII word"),
        ({"styles": ()}, "Editor.styles must be a tuple and not empty"),
        ({"styles": ("paper",)}, "quill.styles may only name letter, tags, text"),
        ({"formats": ("rtf",)}, "quill.formats may only name simple, html"),
        ({"build": None}, "Editor.build must be a function"),
    ],
)
def test_an_editor_that_does_not_fit_is_rejected(changes: dict[str, Any], sentence: str) -> None:
    with pytest.raises(Rejection, match=sentence):
        examine({"editors": [replace(QUILL, **changes)]}, Offers())


@pytest.mark.parametrize(
    "hook", ["channels", "gateways", "template_packs", "message_checks", "editors"]
)
@pytest.mark.parametrize("answer", [None, (), "x", iter(())], ids=["None", "tuple", "str", "iter"])
def test_only_lists_are_answers(hook: str, answer: Any) -> None:
    with pytest.raises(Rejection, match=rf"{hook}\(\) must return a list"):
        examine({hook: answer}, Offers())


def test_an_id_is_offered_once() -> None:
    first = examine({"channels": [Pigeon]}, Offers())
    assert first.channels == {"pigeon": Pigeon}
    with pytest.raises(Rejection, match="“pigeon” is offered already"):
        examine({"channels": [Pigeon]}, first)
    with pytest.raises(Rejection, match="“pigeon” is offered already"):
        examine({"channels": [Pigeon, _without(Pigeon)]}, Offers())


def test_offers_of_several_plugins_join() -> None:
    check = MessageCheck("pigeon", lambda message, settings: None)
    one = examine({"channels": [Pigeon], "message_checks": [check]}, Offers())
    two = examine({"gateways": [Raven], "message_checks": [check]}, one)
    joined = together([one, two])
    assert joined.channels == {"pigeon": Pigeon}
    assert joined.gateways == {"raven": Raven}
    assert joined.message_checks == [check, check]
