"""dev.py meets whatever Python a machine has, so it must at least be understood by old ones."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

DEV = Path(__file__).resolve().parents[2] / "packaging" / "dev.py"


def run(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *words], check=False, capture_output=True, text=True)


@pytest.mark.parametrize("minor", [7, 8, 9, 10])
def test_an_older_python_can_read_it(minor: int) -> None:
    ast.parse(DEV.read_text(encoding="utf-8"), feature_version=(3, minor))


def test_an_older_python_is_told_so_before_anything_else_is_loaded() -> None:
    pretend = (
        "import sys, runpy; sys.version_info = (3, 9, 2); sys.path.insert(0, 'nowhere');"
        f"runpy.run_path({str(DEV)!r}, run_name='__main__')"
    )
    told = run("-c", pretend)
    assert told.returncode == 1
    assert told.stderr.startswith("Depesha needs Python 3.11 or newer; this is Python 3.9.")
    assert len(told.stderr.splitlines()) == 1


@pytest.mark.parametrize(("arguments", "code"), [([], 2), (["--help"], 0), (["tets"], 2)])
def test_wrong_usage_shows_the_commands(arguments: list[str], code: int) -> None:
    shown = run(str(DEV), *arguments)
    assert shown.returncode == code
    assert "packaging/dev.py test" in shown.stdout
