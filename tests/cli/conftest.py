"""The command line as a user has it: words in; text, JSON and an exit code out."""

import io
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from depesha import bootstrap


@dataclass(frozen=True)
class Ran:
    """What a command said and how it ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Cli = Callable[..., Ran]


@pytest.fixture
def cli(profile, capsys, monkeypatch) -> Cli:
    """Run `depesha WORDS…` in this process, on an own profile."""

    def run(*words: object, stdin: str = "") -> Ran:
        monkeypatch.setattr(sys, "stdin", io.StringIO(stdin))
        capsys.readouterr()
        try:
            code = bootstrap.run([str(word) for word in words])
        except SystemExit as ended:  # argparse
            code = int(ended.code or 0)
        said = capsys.readouterr()
        return Ran(code, said.out, said.err)

    return run


CONTACTS = """Код Depesha;Наименование;Телефон;E-mail;Категория;Баланс
17;Ёлкин Пётр;8 (916) 000-00-17;elkin@example.com;Опт;100,50
18;Сидорова Анна;8 (916) 000-00-18;anna@example.com;Розница;0
19;Без почты;8 (916) 000-00-19;;Опт;-5
20;Двойник;8 (916) 000-00-20;anna@example.com;Розница;1
"""


@pytest.fixture
def office(cli, tmp_path) -> Cli:
    """An office of four contacts and the echo channel switched on."""
    path = tmp_path / "контакты.csv"
    path.write_text(CONTACTS, encoding="cp1251")
    assert cli("import", "contacts", path).code == 0
    folder = tmp_path / "echo"
    assert cli("settings", "set", "echo.mode=on", f"echo.main.folder={folder}").code == 0
    return cli


@pytest.fixture
def body(tmp_path) -> Path:
    """A text with a macro."""
    path = tmp_path / "text.txt"
    path.write_text("Здравствуйте, {КЛИЕНТ.ИМЯ}! Баланс {БАЛАНС.ФАКТИЧЕСКИЙ}.", encoding="utf-8")
    return path
