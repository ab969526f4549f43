"""A stranger's plugin that fails wherever it can: it is named, and the others do their work."""

import textwrap

import pytest

PLUGIN = '''
"""Fails in one place."""

from contextlib import contextmanager
from dataclasses import dataclass

from depesha.api import AccountSettings, Channel, MessageCheck, Receipt, Style, hookimpl, setting

@dataclass(frozen=True, kw_only=True)
class Account(AccountSettings):
    voice: str = setting("", title="Voice")

class Bad(Channel[Account]):
    id, title, style, settings, address_field = "bad", "Bad", Style.TEXT, Account, "email"

    @staticmethod
    def address(text):
        """address"""
        return text

    @staticmethod
    def effective(settings):
        """effective"""
        return settings

    @staticmethod
    @contextmanager
    def connect(settings, context):
        """connect"""
        yield Session()
        """close"""

class Session:
    def send(self, message, /):
        """send"""
        return Receipt()

def check(message, settings):
    """check"""

@hookimpl
def channels():
    """channels"""
    return [Bad]

@hookimpl
def message_checks():
    """message_checks"""
    return [MessageCheck("echo", check)]

@hookimpl
def gateways():
    """gateways"""
    return []

@hookimpl
def template_packs():
    """template_packs"""
    return []
'''
RAISE = "raise LookupError('out of order')"
EXIT = "raise SystemExit(0)"


@pytest.fixture
def office(office):
    (office.folder / "text.txt").write_text("Добрый день!", encoding="utf-8")
    return office


def install(office, place: str, fault: str) -> None:
    """The plugin with the fault in the place of a docstring."""
    assert PLUGIN.count(f'"""{place}"""') == 1
    folder = office.profile / "plugins"
    info = folder / "bad-1.0.dist-info"
    info.mkdir(parents=True)
    source = textwrap.dedent(PLUGIN).replace(f'"""{place}"""', fault)
    (folder / "bad_plugin.py").write_text(source, encoding="utf-8")
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: bad\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[depesha.v1]\nbad = bad_plugin\n")


def send(office, channel: str):
    return office.cli("send", channel, "--body", "text.txt", "--to", "all", "--yes", "--json")


def states(office) -> dict[str, str]:
    return {one["name"]: one["state"] for one in office.cli("plugins", "--json").json}


def test_without_a_fault_it_works(office):
    install(office, "send", "pass")
    office.fill_in("bad.main", {"voice": "x"})
    assert send(office, "bad").json["totals"]["accepted"] == 2
    assert states(office)["bad"] == "active"


@pytest.mark.parametrize("fault", [RAISE, EXIT, "return 5", "return [5]"])
@pytest.mark.parametrize("hook", ["channels", "message_checks", "gateways", "template_packs"])
def test_in_a_hook(office, hook, fault):
    install(office, hook, fault)
    found = states(office)
    assert found.pop("bad") in {"faulty", "rejected"}
    assert set(found.values()) == {"active"}
    (bad,) = (one for one in office.cli("plugins", "--json").json if one["name"] == "bad")
    assert fault.startswith("return") or "bad_plugin.py" in bad["traceback"]
    assert "! Plugin bad" in office.cli("doctor").out
    assert send(office, "echo").code == 0
    ran = send(office, "bad")
    assert ran.code == 2
    assert "apprise, echo, email, max, sms, telegram" in ran.err


@pytest.mark.parametrize("fault", [RAISE, EXIT, "import no_such_module", "def broken(:"])
def test_while_it_is_imported(office, fault):
    install(office, "Fails in one place.", fault)
    assert states(office)["bad"] == "import_failed"
    assert send(office, "echo").code == 0


@pytest.mark.parametrize(
    ("place", "code", "state", "totals", "says"),
    [
        ("effective", 3, "", {}, "“bad” failed: LookupError"),
        ("address", 2, "", {}, "Nobody would get this message"),
        ("connect", 3, "held", {"queued": 2, "skipped": 1}, "LookupError: out of order"),
        ("send", 1, "done", {"unknown": 2, "skipped": 1}, ""),
        ("close", 0, "done", {"accepted": 2, "skipped": 1}, ""),
    ],
)
def test_in_its_channel(office, place, code, state, totals, says):
    install(office, place, RAISE)
    office.fill_in("bad.main", {"voice": "x"})
    ran = send(office, "bad")
    assert ran.code == code, ran.err
    assert says in ran.err
    assert "Traceback" not in ran.err
    if state:
        assert ran.json["state"] == state
        assert {name: n for name, n in ran.json["totals"].items() if n} == totals
    assert send(office, "echo").code == 0


def test_in_a_check_of_other_peoples_messages(office):
    install(office, "check", RAISE)
    assert send(office, "echo").json["totals"]["accepted"] == 2


@pytest.mark.parametrize("place", ["effective", "address", "check"])
def test_a_plugin_that_ends_the_program_is_said_to(office, place):
    install(office, place, EXIT)
    office.fill_in("bad.main", {"voice": "x"})
    ran = send(office, "echo" if place == "check" else "bad")
    assert ran.code == 2
    assert "A plugin ended the command" in ran.err
    assert "--without" in ran.err
    assert office.cli("--without", "bad", "status").code == 0


def test_its_author_sees_the_exception_itself(office, monkeypatch):
    install(office, "channels", RAISE)
    monkeypatch.setenv("DEPESHA_STRICT", "1")
    with pytest.raises(LookupError, match="out of order"):
        office.cli("plugins")
