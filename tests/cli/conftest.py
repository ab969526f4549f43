"""An office to run commands on."""

from pathlib import Path

import pytest

CONTACTS = """Код;Наименование;Телефон;E-mail;Категория;Баланс
17;Ёлкин Пётр;8 (916) 000-00-17;elkin@example.com;Опт;100,50
18;Сидорова Анна;8 (916) 000-00-18;anna@example.com;Розница;0
19;Без почты;8 (916) 000-00-19;;Опт;-5
20;Двойник;8 (916) 000-00-20;anna@example.com;Розница;1
"""


@pytest.fixture
def office(cli, tmp_path):
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
