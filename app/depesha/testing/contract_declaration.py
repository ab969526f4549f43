"""Checks of what a channel says of itself, before anything is opened."""

import os
import re
import subprocess
import sys
from dataclasses import fields, is_dataclass
from decimal import Decimal
from importlib import import_module
from typing import Any, Literal, get_args, get_origin, get_type_hints

import pytest

from depesha.api import AccountSettings, Reason, Secret, Style
from depesha.api.hooks import GROUP
from depesha.api.settings import About
from depesha.testing.contract_base import ContractBase

_HEAVY = ("tkinter", "httpx", "smtplib")
_CONFIDENTIAL = re.compile(r"passw|token|secret|api_?key|credential", re.IGNORECASE)
_FIELD_TYPES = (str, int, float, bool, Decimal, Secret)
_NEVER_ADDRESSES = ("", " ", "\t\n", "\x00", "a\x00b", "\x1b[0m", "x" * 10_000, "7" * 10_000)


class DeclarationChecks(ContractBase):
    """The class attributes, the settings, the import, the address rule."""

    def test_the_class_says_what_it_is(self) -> None:
        """Every class attribute is there and of its type, and the docstring describes the channel
        to users."""
        channel = self.channel
        assert re.fullmatch(r"[a-z][a-z0-9_]*", channel.id), (
            f"id {channel.id!r} must be a lower-case ASCII identifier"
        )
        assert channel.title.strip(), "title: a word for menus"
        assert (channel.__doc__ or "").strip(), "the docstring is the description for users"
        assert isinstance(channel.style, Style), "style: a member of Style"
        assert channel.address_field.isidentifier(), (
            "address_field: the name of a person's field, e.g. `email`"
        )
        assert isinstance(channel.missing, Reason), "missing: a member of Reason"
        assert isinstance(channel.metered, bool), "metered: True or False"

    def test_the_settings_are_declared(self) -> None:
        """A frozen dataclass from AccountSettings, made without arguments, each field with a title
        and of a type that a form can show; what must stay confidential is a Secret."""
        settings = self.channel.settings
        assert issubclass(settings, AccountSettings), "settings must derive from AccountSettings"
        assert is_dataclass(settings), "settings must be a dataclass"
        params: Any = settings.__dict__.get("__dataclass_params__")
        assert getattr(params, "frozen", False), (
            "decorate the settings class itself with @dataclass(frozen=True, kw_only=True)"
        )
        settings()
        hints = get_type_hints(settings)
        for field in fields(settings):
            said = [value for value in field.metadata.values() if isinstance(value, About)]
            assert any(about.title.strip() for about in said), (
                f"{field.name}: declare it with setting(…, title=…) or secret(title=…)"
            )
            kind = hints[field.name]
            assert kind in _FIELD_TYPES or _is_choice(kind), f"{field.name}: no form for {kind}"
            assert kind is Secret or not _CONFIDENTIAL.search(field.name), (
                f"{field.name}: declare it with secret(…), so that it goes to the keyring"
            )

    def test_the_plugin_offers_the_channel(self) -> None:
        """The package has a function `channels`, marked with @hookimpl, that names the channel."""
        plugin = import_module(self.channel.__module__.partition(".")[0])
        hook = getattr(plugin, "channels", None)
        assert hook is not None, f"{plugin.__name__} has no hook `channels`"
        assert hasattr(hook, f"{GROUP}_impl"), "mark the hook `channels` with @hookimpl"
        assert self.channel in hook(), "the hook `channels` does not return the channel"

    def test_importing_the_plugin_is_light(self) -> None:
        """The host imports all plugins at each start, on servers without a screen too: what is
        heavy is imported inside `connect`."""
        code = (
            f"import sys, {self.channel.__module__}\n"
            f"print(*[name for name in {_HEAVY!r} if name in sys.modules])"
        )
        paths = os.pathsep.join(path for path in sys.path if path)
        done = subprocess.run(  # noqa: S603 - this Python, this plugin
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONPATH": paths},
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        assert done.returncode == 0, f"the plugin cannot be imported alone:\n{done.stderr}"
        loaded = done.stdout.split()
        assert not loaded, f"importing the plugin loads {', '.join(loaded)}"

    def test_a_good_address_has_one_normal_form(self) -> None:
        """`address` may be called on its own result, and white space around does not matter."""
        normal = self.channel.address(self.good_address())
        assert normal, "the normal form of a good address is empty"
        assert self.channel.address(normal) == normal, "the normal form is changed by `address`"
        around = self.channel.address(f"  {self.good_address()}\n")
        assert around == normal, f"white space around changes the address to {around!r}"

    def test_bad_addresses_are_told_in_a_sentence(self) -> None:
        """ValueError, and nothing else, with words that a person can act upon."""
        good = self.good_address()
        for text in (*_NEVER_ADDRESSES, f"{good}\r\n{good}", f"{good}\x00", *self.bad_addresses()):
            with pytest.raises(ValueError) as caught:  # noqa: PT011 - the sentence is judged below
                pytest.fail(f"{text[:60]!r} was taken as {self.channel.address(text)[:60]!r}")
            said = str(caught.value)
            assert " " in said[:500], f"{text[:60]!r}: {said[:60]!r} is no sentence for people"


def _is_choice(kind: Any) -> bool:
    return get_origin(kind) is Literal and all(isinstance(one, str) for one in get_args(kind))
