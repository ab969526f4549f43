"""The commands of dev.py."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import environment
import system_packages

ROOT = environment.ROOT
SOURCES = ("app", "plugins", "templates", "packaging", "tests")
SPEEDS = (("fast tests", ["-m", "not slow"]), ("slow tests", ["-m", "slow"]))
OWN_MARKS: tuple[tuple[str, list[str]], ...] = (("tests", []),)
NO_TESTS_COLLECTED = 5


def main(arguments: Sequence[str], usage: str) -> int:
    """Run one command and return its exit code; 2 for wrong usage or a missing system package."""
    name, *rest = arguments or [""]
    command = COMMANDS.get(name)
    if command is None:
        print(usage.strip())
        return 0 if name in {"-h", "--help", "help"} else 2
    try:
        system_packages.ensure(name)
        environment.ensure()
        return command(rest)
    except (system_packages.Missing, environment.SetUpFailed) as error:
        print(f"\n{error}", file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        return 130


def child_environment(inherited: Mapping[str, str]) -> dict[str, str]:
    """The environment without what would bend a run.

    That is the user's own Depesha, foreign modules, and sets whose order never varies.
    """
    bent = ("DEPESHA_", "PYTHONPATH", "PYTHONHOME", "PYTHONHASHSEED")
    return {name: value for name, value in inherited.items() if not name.startswith(bent)}


def run(arguments: Sequence[str]) -> int:
    """Become `depesha ARGS…`."""
    command = [str(environment.tool("depesha")), *arguments]
    if os.name != "nt":  # there exec gives the shell back at once
        os.execv(command[0], command)  # noqa: S606 - no shell is the point
    return subprocess.call(command)


def demo(arguments: Sequence[str]) -> int:
    """Become `depesha demo ARGS…`."""
    return run(["demo", *arguments])


def bench(arguments: Sequence[str]) -> int:
    """Measure; the folder is its own program."""
    return _call([environment.PYTHON, ROOT / "tests" / "benchmarks", *arguments])


def messages(arguments: Sequence[str]) -> int:
    """Bring the catalogues up to date with the code."""
    return _call([environment.PYTHON, ROOT / "packaging" / "messages.py", *arguments])


def pictures(arguments: Sequence[str]) -> int:
    """Take the manual's pictures anew."""
    return _call([environment.PYTHON, ROOT / "packaging" / "pictures.py", *arguments])


def outcomes(arguments: Sequence[str]) -> int:
    """Fill the table of outcomes anew."""
    return _call([environment.PYTHON, ROOT / "packaging" / "outcomes.py", *arguments])


def pins(arguments: Sequence[str]) -> int:
    """Make requirements.txt anew: every platform, hashes, and no index address."""
    environment.quietly("Fetching uv", "-m", "pip", "install", "uv")
    target = "packaging/requirements.txt"
    flags = ["--universal", "--python-version", "3.11", "--generate-hashes"]
    flags += ["--no-emit-index-url", "--no-header", "--no-annotate", "--quiet", *arguments]
    sources = ["pyproject.toml", "packaging/requirements.in"]
    return _call([environment.tool("uv"), "pip", "compile", *sources, *flags, "-o", target])


class Check(NamedTuple):
    """One of the things that `test` runs."""

    title: str
    command: list[str | Path]
    cure: str = ""
    """How to mend, or look closer at, what it finds."""
    runs_tests: bool = False


def checks(arguments: Sequence[str]) -> list[Check]:
    """What `test` runs, in order; the arguments go to pytest."""
    ruff = environment.tool("ruff")
    shown = ruff.relative_to(ROOT)
    found = [
        Check("format", [ruff, "format", "--check", *SOURCES], f"mend it with: {shown} format"),
        Check("lint", [ruff, "check", *SOURCES], f"mend some of it with: {shown} check --fix"),
        Check("types", [environment.tool("mypy")]),
        Check("layers", [environment.tool("lint-imports")]),
    ]
    # The whole suite is shared among the cores; slow tests measure, and want the machine alone.
    shared = ["-n", str(os.cpu_count() or 1), "--dist", "worksteal"]
    cure = "the same order again: --randomly-seed=NUMBER, as said above"
    for title, marks in OWN_MARKS if "-m" in arguments else SPEEDS:
        command: list[str | Path] = [environment.PYTHON, "-m", "pytest", *marks, *arguments]
        if not arguments and title == "fast tests":
            command += shared
        found.append(Check(title, command, cure, runs_tests=True))
    return found


def test(arguments: Sequence[str]) -> int:
    """Run every check and stop at the first that fails."""
    begun = time.monotonic()
    ran_tests = False
    for check in checks(arguments):
        print(f"\n== {check.title}", flush=True)
        code = _call(check.command)
        if check.runs_tests and code == NO_TESTS_COLLECTED:
            continue  # the user's choice of tests has none of this speed
        if code:
            print(f"\nFAILED: {check.title}" + (f" ({check.cure})" if check.cure else ""))
            return code
        ran_tests = ran_tests or check.runs_tests
    if not ran_tests:
        print("\nFAILED: no test fits these arguments")
        return NO_TESTS_COLLECTED
    print(f"\nAll checks passed in {time.monotonic() - begun:.0f} s")
    return 0


def _call(command: Sequence[str | Path]) -> int:
    """Run a command in the repository's root and return its exit code."""
    env = child_environment(os.environ)
    return subprocess.call([str(word) for word in command], cwd=ROOT, env=env)


COMMANDS: dict[str, Callable[[Sequence[str]], int]] = {
    "demo": demo,
    "test": test,
    "run": run,
    "bench": bench,
    "messages": messages,
    "pictures": pictures,
    "outcomes": outcomes,
    "pins": pins,
}
