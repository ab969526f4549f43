"""An office made once and copied for each test, whose state can be compared."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from depesha import bootstrap
from depesha.cli import sending
from depesha.domain.people import Contact
from depesha.store import contacts
from depesha.store.database import Database

PEOPLE = """Код Depesha;Наименование;Телефон;E-mail;Telegram;Категория;Баланс
17;Ёлкин Пётр;8 (916) 000-00-17;elkin@example.com;1017;Опт;100,50
18;Сидорова Анна;8 (916) 000-00-18;anna@example.com;1018;Розница;0
19;Без адресов;;;;Опт;-5
"""
SECRETS = ("password", "token", "api_id", "api_key")


@pytest.fixture(scope="session")
def office_made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("office")
    people = folder / "people.csv"
    people.write_text(PEOPLE, encoding="cp1251")
    profile = folder / "profile"

    def depesha(*words: str) -> None:
        assert bootstrap.run(["--profile", str(profile), "--lang", "en", *words]) == 0

    depesha("import", "contacts", str(people))
    depesha("settings", "set", "office.secrets=file", "echo.mode=on", "echo.main.folder=echo")
    return profile


@dataclass
class Office:
    """The copy of one test. Relative paths are below `folder`, where the commands run."""

    cli: Callable[..., Any]
    folder: Path
    profile: Path

    def state(self) -> tuple[list[str], dict[str, bytes]]:
        """All that the office knows: the database as SQL, settings and secrets byte by byte."""
        with closing(sqlite3.connect(self.profile / "depesha.db")) as c:
            dump = list(c.iterdump())
        files = sorted(self.profile.glob("*.toml"))
        return dump, {path.name: path.read_bytes() for path in files}

    def put(self, contact: Contact) -> None:
        """Store a contact as it is: what no import would let in may come from elsewhere."""
        database = Database(self.profile / "depesha.db")
        with database.write() as c:
            contacts.insert(c, contact)
        database.close()

    def fill_in(self, account: str, values: dict[str, str]) -> None:
        """Settings and secrets of an account such as `email.main`; its channel is switched on."""
        secrets = {key: values[key] for key in SECRETS if key in values}
        changes = [f"{account}.{k}={v}" for k, v in values.items() if k not in secrets]
        ran = self.cli("settings", "set", f"{account.partition('.')[0]}.mode=on", *changes)
        assert ran.code == 0, ran.err
        for key, value in secrets.items():
            ran = self.cli("settings", "secret", f"{account}.{key}", stdin=f"{value}\n")
            assert ran.code == 0, ran.err


@pytest.fixture
def office(office_made_once, cli, profile, tmp_path, monkeypatch) -> Office:
    shutil.copytree(office_made_once, profile, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    # What must wait longer than that is left to a later run.
    monkeypatch.setattr(sending, "PATIENCE", 0.5)
    return Office(cli, tmp_path, profile)
