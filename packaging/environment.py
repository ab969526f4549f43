"""The development environment: `.venv`, made once, mended when something it was made of changes.

Each step leaves a key behind, a hash of what it was made from. A step whose key is missing or
differs is done again, and its key is removed first: an interrupted step is simply not done.
"""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "depesha-steps.json"
REQUIREMENTS = ROOT / "packaging" / "requirements.txt"

_WINDOWS = os.name == "nt"
PYTHON = VENV / ("Scripts/python.exe" if _WINDOWS else "bin/python")


class SetUpFailed(Exception):
    """A step did not work; the message holds its output and what may help."""

    exit_code = 1


@dataclass(frozen=True)
class Step:
    """One part of the set-up."""

    name: str
    key: str
    """Changes when the step has to be done again."""
    work: Callable[[], None]


def tool(name: str) -> Path:
    """A program of the environment."""
    return PYTHON.with_name(f"{name}.exe" if _WINDOWS else name)


def ensure() -> None:
    """Bring the environment up to date; takes milliseconds where it is already."""
    done = read_stamp(STAMP) if PYTHON.exists() else {}
    for step in pending(steps(), done):
        # Later steps build on this one: they are to be done again too.
        done = {name: key for name, key in done.items() if name in _names_before(step)}
        _write_stamp(done)
        step.work()
        done[step.name] = step.key
        _write_stamp(done)


def steps() -> list[Step]:
    """The whole set-up, in order."""
    catalogues = sorted((ROOT / "app" / "depesha" / "locale").rglob("*.po"))
    return [
        Step("libraries", _libraries_key(), _install_libraries),
        Step("project", key_of([ROOT / "pyproject.toml"]), _install_project),
        Step("catalogues", key_of(catalogues), _compile_catalogues),
    ]


def pending(wanted: Iterable[Step], done: Mapping[str, str]) -> list[Step]:
    """The steps from the first one that is not done as wanted."""
    wanted = list(wanted)
    for number, step in enumerate(wanted):
        if done.get(step.name) != step.key:
            return wanted[number:]
    return []


def key_of(files: Iterable[Path], *words: str) -> str:
    """A hash of files and words."""
    digest = hashlib.sha256()
    for part in [*(word.encode() for word in words), *(path.read_bytes() for path in files)]:
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()


def read_stamp(path: Path) -> dict[str, str]:
    """Step → key of what was finished; nothing where the file is missing or damaged."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def quietly(title: str, *arguments: str) -> None:
    """Say one line, run the environment's Python, and show its output only if it fails."""
    _quietly(title, [str(PYTHON), *arguments])


def _libraries_key() -> str:
    # The place is part of it: programs in .venv name their interpreter by its full path.
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    return key_of([REQUIREMENTS], version, str(VENV))


def _install_libraries() -> None:
    # From nothing: an interrupted installation leaves half a package that pip takes for a whole.
    _quietly("Making .venv", [sys.executable, "-m", "venv", "--clear", str(VENV)])
    options = ["--require-hashes", "--requirement", str(REQUIREMENTS)]
    quietly("Installing the libraries (a minute or two)", "-m", "pip", "install", *options)


def _install_project() -> None:
    options = ["--no-deps", "--no-build-isolation", "--editable", str(ROOT)]
    quietly("Installing Depesha", "-m", "pip", "install", *options)


def _compile_catalogues() -> None:
    quietly("Compiling the translations", str(ROOT / "packaging" / "messages.py"), "compile")


def _quietly(title: str, command: list[str]) -> None:
    print(f"{title} …", flush=True)
    env = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    env |= {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INPUT": "1"}
    finished = subprocess.run(
        command,
        cwd=ROOT,
        env=env,
        check=False,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    if finished.returncode:
        output = finished.stdout.decode(errors="replace").strip()
        raise SetUpFailed(f"{output}\n\n{title}: failed. Mend what is said above, and start again.")


def _names_before(step: Step) -> set[str]:
    names = [other.name for other in steps()]
    return set(names[: names.index(step.name)])


def _write_stamp(done: Mapping[str, str]) -> None:
    if VENV.exists():
        STAMP.write_text(json.dumps(done, indent=1), encoding="utf-8")
