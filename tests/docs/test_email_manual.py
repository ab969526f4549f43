"""The e-mail manual says what the data says, and its commands exist."""

import re
from pathlib import Path

import pytest

from depesha.cli import parser
from depesha_email import oauth, presets
from depesha_email.presets import Preset

MANUAL = Path(__file__).parents[2] / "app" / "depesha" / "docs" / "email.md"
BEGIN, END = "<!-- providers: begin -->\n", "<!-- providers: end -->"
PASSWORDS = {"app": "app password", "mailbox": "mailbox password", "key": "API key"}


def _limits(preset: Preset) -> str:
    figures = {
        "a minute": preset.per_minute, "an hour": preset.per_hour, "a day": preset.per_day,
        "s apart": preset.gap,
    }  # fmt: skip
    return ", ".join(f"{figure:g} {unit}" for unit, figure in figures.items() if figure) or "none"


def _ways(preset: Preset) -> str:
    ways = [PASSWORDS[preset.password]] if preset.password in PASSWORDS else []
    return ", ".join([*ways, f"sign in ({preset.oauth})"] if preset.oauth else ways)


def _table() -> str:
    lines = [
        "| provider | SMTP | IMAP | way in | letters | source |",
        "|---|---|---|---|---|---|",
    ]
    lines += [
        f"| {one.title} | {one.host}:{one.port} {one.security} | {one.imap or '–'} | {_ways(one)} "
        f"| {_limits(one)} | {one.source} |"
        for one in presets.all_presets().values()
    ]
    lines += ["", "| sign in | scopes | source |", "|---|---|---|"]
    lines += [f"| {key} | {one.scope} | {one.source} |" for key, one in oauth.providers().items()]
    return "\n".join(lines) + "\n"


def test_the_table_is_that_of_the_data() -> None:
    text = MANUAL.read_text(encoding="utf-8")
    between = text.partition(BEGIN)[2].partition(END)[0]
    assert between == _table(), f"Put this between the marks of {MANUAL.name}:\n{_table()}"


def _commands() -> list[str]:
    text = MANUAL.read_text(encoding="utf-8")
    return sorted(set(re.findall(r"^(?:.*`)?(depesha [^`\n]+)", text, re.MULTILINE)))


@pytest.mark.parametrize("line", _commands())
def test_the_parser_knows_the_command(line: str) -> None:
    assert parser.build().parse_args(line.split()[1:])


def test_every_setting_that_is_named_exists() -> None:
    from dataclasses import fields

    from depesha_email.account import EmailAccount

    text = MANUAL.read_text(encoding="utf-8")
    known = {field.name for field in fields(EmailAccount)}
    named = set(re.findall(r"email\.main\.(\w+)", text))
    named |= set(re.findall(r"`([a-z]+_[a-z_]+)`", text))
    assert named - {"offline_access"} <= known  # a scope
