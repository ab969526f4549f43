"""Help and wrong words."""

import pytest

from depesha import __version__

COMMANDS = (
    "import", "contacts", "settings", "accounts", "preview", "send", "status", "pause", "resume",
    "stop", "retry", "report", "journal", "segments", "poll", "plugins", "doctor", "demo",
)  # fmt: skip


def test_help_names_every_command_and_the_exit_codes(cli):
    ran = cli("--help")
    assert ran.code == 0
    for name in COMMANDS:
        assert f"  {name}" in ran.out
    assert "3 not configured" in ran.out
    assert cli("--version").out == f"Depesha {__version__}\n"


def test_without_a_screen_the_window_says_what_to_do_instead(cli, monkeypatch):
    monkeypatch.delenv("DISPLAY", raising=False)
    ran = cli()
    assert ran.code == 2
    assert "depesha --help" in ran.err


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself_in_both_languages(cli, name):
    english = cli(name, "--help")
    russian = cli("--lang", "ru", name, "--help")
    assert english.code == russian.code == 0
    assert english.out != russian.out


@pytest.mark.parametrize(
    "words", [("fly",), ("send",), ("status", "x"), ("--lang", "fr", "status"), ("segments", "--x")]
)
def test_wrong_words_are_refused(cli, words):
    ran = cli(*words)
    assert ran.code == 2
    assert "usage:" in ran.err


@pytest.mark.parametrize("text", ["x", "-5", "1.5", "", "²", "9" * 30])
def test_what_is_no_number(cli, text):
    for words in (("status", text), ("journal", "--mailing", text), ("contacts", "--limit", text)):
        ran = cli(*words)
        assert ran.code == 2, words
        assert text in ran.err
