"""Tables, JSON, progress."""

import io
from decimal import Decimal

import pytest

from depesha.cli import output
from depesha.domain.masking import Masking


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_columns_are_as_wide_as_they_need(capsys):
    output.table(["A", "Имя"], [[1, "Пётр"], [1000, ""]])
    assert capsys.readouterr().out == "A     Имя\n1     Пётр\n1000\n"


def test_nothing_gives_orders_to_the_terminal(capsys):
    output.say("Иван\x1b[2J\x9b31m\r\tПётр\n")
    output.warn("\x07")
    said = capsys.readouterr()
    assert said.out == "Иван\ufffd[2J\ufffd31m\ufffd\tПётр\n\n"
    assert said.err == "\ufffd\n"


def test_money_is_exact_in_json(capsys):
    output.give({"cost": Decimal("0.10"), "имя": "Ёж"})
    assert '"cost": "0.10"' in (said := capsys.readouterr().out)
    assert "Ёж" in said
    with pytest.raises(TypeError):
        output.give({"x": object()})


def test_progress_rewrites_its_line_on_a_terminal_only():
    terminal = Terminal()
    progress = output.Progress(terminal)
    progress.bar(5, 10, "half")
    progress.show("x")
    progress.end()
    assert terminal.getvalue().startswith("\r[##########..........] 5/10 half\rx ")
    assert terminal.getvalue().endswith("\n")
    file = io.StringIO()
    output.Progress(file).bar(1, 0, "")
    assert file.getvalue() == ""


def test_a_longer_line_leaves_nothing_behind():
    terminal = Terminal()
    progress = output.Progress(terminal)
    progress.show("longer text")
    progress.show("short")
    assert terminal.getvalue().endswith("\rshort      ")


def test_a_screen_is_where_one_is_named(monkeypatch):
    monkeypatch.setattr(output.sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    assert not output.has_screen()
    monkeypatch.setenv("DISPLAY", ":0")
    assert output.has_screen()
    monkeypatch.delenv("DISPLAY")
    monkeypatch.setattr(output.sys, "platform", "win32")
    assert output.has_screen()


def test_what_may_not_be_seen_is_not_said(capsys, monkeypatch):
    monkeypatch.setattr(output, "_masking", Masking(phones=False, emails=False))
    output.table(["Телефон", "Код"], [["+79161234567", 89161234567]])
    output.warn("petrov@example.com")
    output.give({"people": [{"work_phone": "4951234567", "code": "89161234567"}], "n": 1})
    said = capsys.readouterr()
    assert said.out.startswith("Телефон   Код\n****4567  ****4567\n")
    assert '"work_phone": "****4567"' in said.out
    assert '"code": "89161234567"' in said.out
    assert said.err == "pet***@example.com\n"
