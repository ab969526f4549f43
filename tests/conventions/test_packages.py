"""One list of packages, however many tools want to be told."""

import subprocess
import sys
from pathlib import Path
from typing import Any

HEAVY = ("tkinter", "httpx", "smtplib", "keyring", "jinja2", "email.message", "sqlite3")


def folders(root: Path) -> dict[str, str]:
    """Package → folder, of every plugin in the tree."""
    found = [*(root / "plugins").glob("*/"), *(root / "templates").glob("*/")]
    return {
        path.name: path.relative_to(root).as_posix()
        for path in found
        if (path / "__init__.py").exists()
    }


def test_every_plugin_is_known_to_every_tool(root: Path, pyproject: dict[str, Any]) -> None:
    expected = set(folders(root))
    tool = pyproject["tool"]
    told = {
        "project.entry-points.depesha.v1": pyproject["project"]["entry-points"][
            "depesha.v1"
        ].values(),
        "tool.mypy.packages": set(tool["mypy"]["packages"]) - {"depesha"},
        "tool.importlinter.root_packages": set(tool["importlinter"]["root_packages"]) - {"depesha"},
        **{
            f"tool.importlinter.contracts: {contract['name']}": contract[key]
            for contract in tool["importlinter"]["contracts"]
            for key in ("source_modules", "forbidden_modules", "modules")
            if any(name.startswith("depesha_") for name in contract.get(key, []))
        },
    }
    for place, names in told.items():
        assert set(names) == expected, f"Make {place} in pyproject.toml name {sorted(expected)}"


def test_the_wheel_holds_what_the_tree_holds(root: Path, pyproject: dict[str, Any]) -> None:
    wheel = pyproject["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
    expected = {"app/depesha", *folders(root).values()}
    assert set(wheel) == expected, f"Make the wheel's packages in pyproject.toml {sorted(expected)}"


def test_importing_a_plugin_is_cheap(root: Path) -> None:
    # One process for each: what one plugin loads must not hide behind another.
    for package in folders(root):
        code = f"import {package}, sys; print(*sorted(set({HEAVY!r}) & set(sys.modules)))"
        loaded = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        ).stdout.strip()
        assert not loaded, (
            f"Importing {package} loads {loaded}: import it inside the functions that use it, so "
            "that the program starts fast and the server stays headless"
        )
