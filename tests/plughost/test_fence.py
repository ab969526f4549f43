"""The traceback a plugin's author gets: his own frames, no values."""

import importlib
import sys
from pathlib import Path

import pytest

from depesha.plughost.fence import cut_traceback


@pytest.fixture
def author(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.syspath_prepend(tmp_path)
    return tmp_path / "authors_module.py"


def _failure() -> BaseException:
    sys.modules.pop("authors_module", None)
    try:
        importlib.import_module("authors_module")
    except (Exception, SystemExit) as error:  # noqa: BLE001 - any of them is the test's subject
        return error
    raise AssertionError


def test_begins_at_the_authors_frame(author: Path) -> None:
    author.write_text("def f():\n    hidden = 'hunter2'\n    raise KeyError(1)\nf()\n")
    text = cut_traceback(_failure())
    assert "<frozen importlib" not in text
    assert str(Path(importlib.__file__)) not in text
    assert f'"{author}", line 4' in text
    assert f'"{author}", line 3' in text
    assert text.rstrip().endswith("KeyError: 1")
    assert text.count("hunter2") == 0


def test_causes_are_cut_too(author: Path) -> None:
    author.write_text(
        "import importlib\n"
        "try:\n    importlib.import_module('no_such_module_at_all')\n"
        "except ImportError as error:\n    raise RuntimeError('why') from error\n"
    )
    text = cut_traceback(_failure())
    assert "<frozen importlib" not in text
    assert "no_such_module_at_all" in text
    assert "direct cause" in text


def test_a_syntax_error_shows_its_line(author: Path) -> None:
    author.write_text("x = = 1\n")
    text = cut_traceback(_failure())
    assert f'"{author}", line 1' in text
    assert "SyntaxError" in text


def test_system_exit_is_shown_like_any_other(author: Path) -> None:
    author.write_text("raise SystemExit('bye')\n")
    assert "SystemExit: bye" in cut_traceback(_failure())
