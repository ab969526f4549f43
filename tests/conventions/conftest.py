"""The tree that the rules of the house are held against."""

import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository."""
    return ROOT


@pytest.fixture(scope="session")
def files() -> list[Path]:
    """Every file that is or could be committed, relative to the repository."""
    # safe.directory: the checkout may belong to another user than the one who runs the tests.
    git = ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others"]
    listed = subprocess.run(
        [*git, "--exclude-standard"], cwd=ROOT, capture_output=True, check=True, text=True
    )
    found = sorted(Path(name) for name in set(listed.stdout.split("\0")) - {""})
    return [path for path in found if (ROOT / path).is_file()]


@pytest.fixture(scope="session")
def modules(files: list[Path]) -> list[Path]:
    """The Python modules of the product and of its packaging."""
    sources = {"app", "plugins", "templates", "packaging"}
    return [path for path in files if path.suffix == ".py" and path.parts[0] in sources]


@pytest.fixture(scope="session")
def pyproject() -> dict[str, Any]:
    """pyproject.toml."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
