"""How the program starts and ends."""

import logging
import os
import subprocess
import sys

import pytest

from depesha import bootstrap
from depesha.delivery.accounts import REHEARSAL
from depesha.domain.errors import NotConfiguredError
from depesha.settings.settings import Settings


@pytest.mark.parametrize(
    ("environment", "words", "expected"),
    [
        ({"DEPESHA_LANG": "ru"}, ["status", "99"], "Нет рассылки"),
        ({"DEPESHA_LANG": "en"}, ["status", "99"], "There is no mailing 99"),
        ({"DEPESHA_LANG": "en"}, ["--lang", "ru", "status", "99"], "Нет рассылки"),
        ({"DEPESHA_LANG": "en"}, ["--lang=ru", "status", "99"], "Нет рассылки"),
    ],
)
def test_the_language_is_the_users(profile, capsys, monkeypatch, environment, words, expected):
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert bootstrap.run(words) == 2
    assert expected in capsys.readouterr().err


def test_the_settings_language_comes_before_the_systems(profile, capsys):
    (profile / "settings.toml").write_text('[office]\nlanguage = "ru"\n', encoding="utf-8")
    bootstrap.run(["status", "99"])
    assert "Нет рассылки" in capsys.readouterr().err


def test_the_log_ends_with_the_run(profile):
    logger = logging.getLogger("depesha")
    before = list(logger.handlers)
    bootstrap.run(["status", "99"])
    assert logger.handlers == before


def test_a_reader_that_goes_away_is_no_error(profile):
    command = f"{sys.executable} -m depesha settings list | head -1"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)
    assert done.stderr == ""


def test_accounts_come_from_the_settings(profile):
    office = bootstrap.office()
    office.settings.change({"echo.main.connections": "3", "echo.second.per_day": "5"})
    assert office.accounts.names("echo") == ["main", "second"]
    account = office.accounts.open("echo", "main")
    assert (account.id, account.settings.connections) == ("echo.main", 3)
    with pytest.raises(NotConfiguredError):
        office.accounts.open("telegram", "main")
    assert office.accounts.open("telegram", REHEARSAL).name == REHEARSAL
    assert isinstance(office.settings, Settings)


def test_a_mailing_whose_plugin_is_gone_waits_for_a_person(cli, tmp_path):
    people, text = tmp_path / "people.csv", tmp_path / "text.txt"
    people.write_text("Имя;Email\nАнна;anna@example.com\n", encoding="utf-8")
    text.write_text("Привет", encoding="utf-8")
    cli("import", "contacts", people)
    cli("settings", "set", "echo.mode=on", "echo.main.connections=1")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("depesha.delivery.engine.Engine.run", lambda *_args: None)
        cli("send", "echo", "--body", text, "--to", "all", "--yes")
    ran = cli("--without", "echo", "resume", "1")
    assert ran.code == 3
    assert "“echo” is not loaded" in ran.out
    assert cli("resume", "1").code == 0


def test_a_bad_setting_can_be_mended_by_the_program_itself(cli, profile):
    (profile / "settings.toml").write_text(
        '[office]\ntimezone = "Mars"\nlanguage = 7\n', encoding="utf-8"
    )
    assert "! office.timezone" in cli("doctor").out
    ran = cli("settings", "set", "office.timezone=Europe/Moscow", "office.language=ru")
    assert ran.code == 0, ran.err
    assert "office.timezone" not in cli("doctor").out


def test_a_file_that_cannot_be_used_is_named(cli, tmp_path, monkeypatch):
    def full(*_args: object) -> None:
        raise OSError(28, "whatever", str(tmp_path / "there"))

    monkeypatch.setattr("depesha.cli.segments.run", full)
    ran = cli("segments", "--text", "x")
    assert ran.code == 2
    assert ran.err == f"{tmp_path / 'there'} cannot be used: there is no room left on the disk.\n"


def test_a_console_of_few_letters_is_no_reason_to_end(profile):
    done = subprocess.run(
        [sys.executable, "-m", "depesha", "segments", "--text", "\udcff№─"],
        env=os.environ | {"PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"? ? ?" in done.stdout
