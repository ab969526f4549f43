"""What a stranger who opens the repository relies on."""

import re
from pathlib import Path, PurePosixPath
from typing import Any

import depesha

INDEX = "app/depesha/README.md"

# Put together here, so that this file does not name them either.
HOSTS = [
    ".".join(parts)
    for parts in [
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("deb", "debian", "org"),
        ("proxy", "golang", "org"),
    ]
]
HOME = re.compile(r"(?<![\w.~}])/(?:home|Users|root|work)/[\w.]|[A-Z]:\\Users\\\w")


def test_one_version_everywhere(root: Path, pyproject: dict[str, Any]) -> None:
    changelog = (root / "CHANGELOG.md").read_text(encoding="utf-8")
    newest = re.search(r"^## \[(.+?)\]", changelog, re.MULTILINE)
    assert newest is not None, "Give CHANGELOG.md a heading like: ## [0.1.0] - 2026-12-01"
    versions = {
        "CHANGELOG.md": newest[1],
        "pyproject.toml": pyproject["project"]["version"],
        "depesha.__version__": depesha.__version__,
    }
    assert len(set(versions.values())) == 1, f"Make these the same version: {versions}"


def test_the_licence_is_there(root: Path) -> None:
    text = (root / "LICENSE").read_text(encoding="utf-8")
    title = text.split()[:4]
    assert title == ["Apache", "License", "Version", "2.0,"], "LICENSE must be the Apache-2.0 text"


def test_no_file_names_a_machine_or_a_package_registry(root: Path, files: list[Path]) -> None:
    found = []
    for path in files:
        text = (root / path).read_bytes().decode("utf-8", errors="replace")
        for number, line in enumerate(text.splitlines(), 1):
            if any(host in line for host in HOSTS) or HOME.search(line):
                found.append(f"{path}:{number}: {line.strip()[:100]}")
    assert not found, (
        "These hold only on one machine or one network; name things relatively, or by package:\n"
        + "\n".join(found)
    )


def test_the_rules_are_switched_on(pyproject: dict[str, Any]) -> None:
    tool = pyproject["tool"]
    assert tool["mypy"]["strict"] is True, "mypy stays strict"
    assert "error" in tool["pytest"]["ini_options"]["filterwarnings"], "warnings stay errors"
    assert "--disable-socket" in tool["pytest"]["ini_options"]["addopts"], "the network stays shut"
    assert {"TID", "T20", "BLE", "ANN", "S"} <= set(tool["ruff"]["lint"]["select"]), (
        "ruff keeps guarding layers, print, broad excepts, types and secrets"
    )
    layers = [one for one in tool["importlinter"]["contracts"] if one["type"] == "layers"]
    assert layers, "import-linter keeps the layers"
    assert all(one["exhaustive"] for one in layers), "every new package is given its layer"


def test_the_index_names_every_module(root: Path, modules: list[Path]) -> None:
    text = (root / INDEX).read_text(encoding="utf-8")
    named = re.findall(r"^- `([^`]+)`", text, re.MULTILINE)
    expected = set()
    for path in modules:
        module = PurePosixPath(path.as_posix())
        if module.parts[0] == "app":
            inside = module.relative_to("app/depesha")
            name = f"{inside.parent}/" if inside.stem == "__init__" else str(inside)
            expected.add("./" if name == "./" else name)
    expected.discard("./")
    missing, gone = sorted(expected - set(named)), sorted(set(named) - expected)
    assert not missing, f"Add a line for each to {INDEX}: {missing}"
    assert not gone, f"Take these out of {INDEX}; they are gone: {gone}"
