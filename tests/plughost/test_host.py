"""The host asks everybody, survives anybody, and withdraws what a faulty plugin offered."""

import logging
import random
from collections.abc import Callable
from typing import Any

import pytest

from depesha.api import Document, Finding, Message, Reason, hooks
from depesha.plughost import PluginHost, PluginState
from depesha.plughost.host import PluginFailedError

HOOKS = sorted(name for name, value in vars(hooks).items() if hasattr(value, f"{hooks.GROUP}_spec"))

FAULTS = {
    "raises": ("raise KeyError('the loft')", PluginState.FAULTY),
    "exits": ("raise SystemExit(3)", PluginState.FAULTY),
    "ends a generator": ("raise GeneratorExit", PluginState.FAULTY),
    "recurses": ("return again()", PluginState.FAULTY),
    "forgets to return": ("pass", PluginState.REJECTED),
    "returns a word": ("return 'pigeon'", PluginState.REJECTED),
    "yields": ("yield 1", PluginState.REJECTED),
    "offers nothing that fits": ("return [object()]", PluginState.REJECTED),
    "offers its module": ("import sys; return [sys]", PluginState.REJECTED),
}


def _faulty(hook: str, fault: str) -> str:
    body = FAULTS[fault][0].replace("again", hook)
    return f"from depesha.api import hookimpl\n@hookimpl\ndef {hook}():\n    {body}\n"


@pytest.mark.parametrize("hook", HOOKS)
@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_in_any_hook_costs_its_own_plugin_alone(folder, pigeon, hook, fault) -> None:
    folder.add("good", pigeon())
    # Its other offers are fine and must go with it.
    folder.add("bad", pigeon(('"pigeon"', '"raven"')) + _faulty(hook, fault))
    host = folder.host()
    assert list(host.channels()) == ["pigeon"]
    assert host.gateways() == {}
    info = folder.infos(host)["bad"]
    assert info.state is FAULTS[fault][1]
    assert info.problem
    assert "plughost" not in info.traceback.replace("depesha.plughost.offers.Rejection", "")
    assert folder.infos(host)["good"].state is PluginState.ACTIVE


def test_the_test_knows_every_hook() -> None:
    assert HOOKS == ["channels", "editors", "gateways", "message_checks", "template_packs"]


def test_a_crowd_in_any_order(folder, pigeon) -> None:
    good = [f"bird{number}" for number in range(6)]
    names = [*good, *(f"bad{number}" for number in range(12))]
    # The host goes by name, so random first letters are a random order.
    for name in names:
        letter = random.choice("abcdefgh")
        if name in good:
            folder.add(f"{letter}_{name}", pigeon(('"pigeon"', f'"{name}"')))
        else:
            hook, fault = random.choice(HOOKS), random.choice(list(FAULTS))
            folder.add(f"{letter}_{name}", _faulty(hook, fault))
    host = folder.host()
    assert sorted(host.channels()) == good
    for name, info in folder.infos(host).items():
        assert (info.state is PluginState.ACTIVE) == ("bird" in name)


IMPORTS = {
    "a missing module": ("import no_such_module_at_all", "No module named"),
    "a syntax error": ("def f(:\n", "SyntaxError"),
    "sys.exit": ("import sys; sys.exit(1)", "SystemExit: 1"),
    "an endless recursion": ("def f(): f()\nf()", "RecursionError"),
    "an exception that cannot be shown": (
        "class E(Exception):\n    def __str__(self): raise ValueError\nraise E",
        "exception str() failed",
    ),
}


@pytest.mark.parametrize("name", IMPORTS)
def test_an_import_that_fails(folder, pigeon, name: str) -> None:
    source, shown = IMPORTS[name]
    folder.add("bad", source)
    folder.add("good", pigeon())
    host = folder.host()
    info = folder.infos(host)["bad"]
    assert info.state is PluginState.IMPORT_FAILED
    assert shown in info.traceback
    assert info.problem == info.state.sentence
    assert list(host.channels()) == ["pigeon"]


def test_an_entry_point_without_its_module(folder) -> None:
    folder.add("gone", "", entry_points="[depesha.v1]\ngone = no_such_module_at_all:attribute\n")
    assert folder.infos(folder.host())["gone"].state is PluginState.IMPORT_FAILED


def test_ctrl_c_is_the_users(folder) -> None:
    folder.add("slow", "raise KeyboardInterrupt")
    with pytest.raises(KeyboardInterrupt):
        folder.host().load()


REJECTED = {
    "an unknown hook": (
        "from depesha.api import hookimpl\n@hookimpl\ndef chanels(): return []",
        "no hook named chanels",
    ),
    "an unknown argument": (
        "from depesha.api import hookimpl\n@hookimpl\ndef channels(host): return []",
        "host",
    ),
    "no mark": ("def channels(): return []", "no function of it is marked with @hookimpl"),
}


@pytest.mark.parametrize("name", REJECTED)
def test_what_does_not_fit_is_rejected_with_a_sentence(folder, name: str) -> None:
    source, sentence = REJECTED[name]
    folder.add("bad", source)
    info = folder.infos(folder.host())["bad"]
    assert info.state is PluginState.REJECTED
    assert sentence in info.problem
    assert info.problem in info.traceback


def test_a_duplicate_channel_goes_to_the_first(folder, pigeon) -> None:
    folder.add("a", pigeon())
    folder.add("b", pigeon(("Pigeon post", "Another pigeon")))
    host = folder.host()
    assert host.channels()["pigeon"].title == "Pigeon post"
    assert "“pigeon”" in folder.infos(host)["b"].problem


def test_a_withdrawn_channel_leaves_its_id_free(folder, pigeon) -> None:
    folder.add("a", pigeon() + _faulty("gateways", "raises"))
    folder.add("b", pigeon(("Pigeon post", "Another pigeon")))
    assert folder.host().channels()["pigeon"].title == "Another pigeon"


def test_two_plugins_of_one_name(folder, pigeon) -> None:
    folder.add("bird", pigeon(), distribution="one")
    folder.add("bird", pigeon(('"pigeon"', '"raven"')), distribution="two")
    host = folder.host()
    assert len(host.channels()) == 1
    assert sorted(info.state for info in host.plugins() if info.name == "bird") == [
        PluginState.ACTIVE,
        PluginState.REJECTED,
    ]


def test_left_out_plugins_are_listed_but_not_imported(folder, pigeon) -> None:
    folder.add("bad", "raise AssertionError('imported')")
    folder.add("future", "raise AssertionError('imported')", group="depesha.v2")
    folder.add("good", pigeon())
    host = folder.host(without={"bad"}, strict=True)
    infos = folder.infos(host)
    assert infos["bad"].state is PluginState.DISABLED
    assert infos["future"].state is PluginState.NEEDS_NEWER_APP
    assert list(host.channels()) == ["pigeon"]


def test_no_plugins_at_all(folder, pigeon) -> None:
    folder.add("good", pigeon())
    host = PluginHost(folders=[folder.path], no_plugins=True)
    assert host.channels() == {}
    assert {info.state for info in host.plugins()} == {PluginState.DISABLED}


@pytest.mark.parametrize("fault", FAULTS)
def test_strict_lets_everything_through(folder, fault: str) -> None:
    folder.add("bad", _faulty("channels", fault))
    with pytest.raises(BaseException) as caught:  # noqa: PT011 - whatever the plugin raised
        folder.host(strict=True).load()
    assert not isinstance(caught.value, AssertionError)


def test_trace_tells_every_call(folder, pigeon) -> None:
    folder.add("bad", _faulty("gateways", "raises"))
    folder.add("good", pigeon())
    lines: list[str] = []
    folder.host(trace=lines.append).load()
    assert lines[0] == "bad.gateways() raised KeyError"
    assert lines[1].startswith("good.channels() -> [<class ")
    assert len(lines) == 2


def test_nothing_is_loaded_before_the_first_question(folder, pigeon) -> None:
    calls: list[str] = []
    folder.add("good", pigeon())
    host = folder.host(trace=calls.append)
    assert calls == []
    host.load()
    host.load()
    host.channels()
    assert len(calls) == 1


def test_template_packs_and_gateways_are_answered(folder) -> None:
    folder.add(
        "pack",
        """
        from contextlib import nullcontext
        from pathlib import Path
        from depesha.api import *

        class Raven(Gateway[GatewaySettings]):
            id = "raven"
            title = "Raven"
            settings = GatewaySettings
            @staticmethod
            def connect(settings, context): return nullcontext()

        @hookimpl
        def gateways(): return [Raven]

        @hookimpl
        def template_packs():
            return [TemplatePack("seasons", "Seasons", Path(__file__).parent)]
        """,
    )
    host = folder.host()
    assert host.gateways()["raven"].title == "Raven"
    assert [pack.id for pack in host.template_packs()] == ["seasons"]


def _with_check(body: str) -> str:
    return (
        "from depesha.api import *\n"
        f"def check(message, settings):\n    {body}\n"
        "@hookimpl\ndef message_checks(): return [MessageCheck('pigeon', check)]\n"
    )


def test_a_check_finds(folder) -> None:
    folder.add(
        "c", _with_check("return Finding(Reason.CONTENT, message.text) if message.text else None")
    )
    host = folder.host()
    assert host.checks("email") == []
    (check,) = host.checks("pigeon")
    assert check.check(Message("k", "a", text="no"), None) == Finding(Reason.CONTENT, "no")
    assert check.check(Message("k", "a"), None) is None


@pytest.mark.parametrize("body", ["raise KeyError(message.text)", "return 'spam'"])
def test_a_check_that_fails_takes_its_plugin_along(
    folder, pigeon: Callable[..., str], caplog: Any, body: str
) -> None:
    folder.add("bad", pigeon() + _with_check(body))
    folder.add("good", _with_check("return None"))
    host = folder.host()
    assert list(host.channels()) == ["pigeon"]
    with caplog.at_level(logging.DEBUG):
        for check in host.checks("pigeon"):
            assert check.check(Message("k", "a", text="hunter2"), None) is None
    assert host.channels() == {}
    assert len(host.checks("pigeon")) == 1
    info = folder.infos(host)["bad"]
    assert info.state is PluginState.FAULTY
    assert info.traceback
    assert "hunter2" not in caplog.text


def _with_editor(body: str) -> str:
    return (
        "from depesha.api import *\n"
        f"def build(parent, document, tools):\n    {body}\n"
        "@hookimpl\ndef editors():\n"
        "    return [Editor('quill', 'Quill', (Style.TEXT,), ('simple',), build)]\n"
    )


@pytest.mark.parametrize("body", ["raise OSError(document.body)", "return parent"])
def test_an_editor_that_cannot_be_built_takes_its_plugin_along(
    folder, pigeon: Callable[..., str], caplog: Any, body: str
) -> None:
    folder.add("bad", pigeon() + _with_editor(body))
    host = folder.host()
    tools: Any = None
    with pytest.raises(PluginFailedError, match="“Quill” does not work: the plugin bad failed"):
        host.editors()["quill"].build(object(), Document("hunter2"), tools)
    assert (host.editors(), host.channels()) == ({}, {})
    assert folder.infos(host)["bad"].state is PluginState.FAULTY
    assert "hunter2" not in caplog.text


def test_what_an_editor_builds_is_handed_on(folder) -> None:
    view = "return type('View', (), dict.fromkeys('widget document show insert focus'.split()))"
    folder.add("good", _with_editor(view))
    tools: Any = None
    built: Any = folder.host().editors()["quill"].build(None, Document(), tools)
    assert built.__name__ == "View"
