"""What the commands run, in which order, and what they make of the answers."""

from collections.abc import Sequence
from pathlib import Path

import pytest

import commands
import environment
import system_packages


class Shell:
    """Answers instead of real programs."""

    def __init__(self, answers: dict[str, int]) -> None:
        self.answers = answers
        self.ran: list[str] = []

    def call(self, command: Sequence[str | Path]) -> int:
        line = " ".join(str(word) for word in command).replace(f"{environment.VENV}", ".venv")
        self.ran.append(line)
        return next((code for words, code in self.answers.items() if words in line), 0)


@pytest.fixture
def shell(monkeypatch: pytest.MonkeyPatch) -> Shell:
    shell = Shell({})
    monkeypatch.setattr(commands, "_call", shell.call)
    return shell


def test_every_check_runs_and_the_fast_tests_come_first(
    shell: Shell, capsys: pytest.CaptureFixture[str]
) -> None:
    assert commands.test(["-k", "ledger"]) == 0
    order = ["format --check", "ruff check", "mypy", "lint-imports", "not slow -k", "-m slow -k"]
    assert [next(n for n, line in enumerate(shell.ran) if w in line) for w in order] == [*range(6)]
    assert "All checks passed" in capsys.readouterr().out


def test_the_first_failure_ends_it_with_its_own_exit_code(
    shell: Shell, capsys: pytest.CaptureFixture[str]
) -> None:
    shell.answers = {"mypy": 3}
    assert commands.test([]) == 3
    assert len(shell.ran) == 3
    assert "FAILED: types" in capsys.readouterr().out


def test_a_choice_of_fast_tests_alone_is_no_failure(shell: Shell) -> None:
    shell.answers = {"-m slow": commands.NO_TESTS_COLLECTED}
    assert commands.test(["tests/domain"]) == 0


def test_a_choice_of_no_test_at_all_is_one(
    shell: Shell, capsys: pytest.CaptureFixture[str]
) -> None:
    shell.answers = {"pytest": commands.NO_TESTS_COLLECTED}
    assert commands.test(["-k", "misspelt"]) == commands.NO_TESTS_COLLECTED
    assert "no test fits" in capsys.readouterr().out


def test_the_users_own_marks_replace_ours(shell: Shell) -> None:
    assert commands.test(["-m", "keyring"]) == 0
    assert next(line for line in shell.ran if "pytest" in line).endswith("pytest -m keyring")
    assert len(shell.ran) == 5


def test_a_run_is_not_bent_by_what_the_user_has_set() -> None:
    kept = commands.child_environment(
        {"PATH": "p", "DEPESHA_PROFILE": "mine", "PYTHONPATH": "x", "PYTHONWARNINGS": "error"}
    )
    assert kept == {"PATH": "p", "PYTHONWARNINGS": "error"}


def test_what_only_the_user_can_mend_is_one_sentence_and_exit_code_2(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def missing(_command: str) -> None:
        raise system_packages.Missing("sudo apt-get install something")

    monkeypatch.setattr(system_packages, "ensure", missing)
    assert commands.main(["run"], "") == 2
    assert capsys.readouterr().err.strip() == "sudo apt-get install something"


def test_an_interrupt_is_no_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(system_packages, "ensure", lambda _command: None)
    monkeypatch.setattr(environment, "ensure", interrupted)
    assert commands.main(["run"], "") == 130


def test_the_requirements_name_no_index(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "quietly", lambda *_words: None)
    assert commands.pins(["--upgrade"]) == 0
    (line,) = shell.ran
    for flag in ("--generate-hashes", "--no-emit-index-url", "--universal", "--upgrade"):
        assert flag in line


def test_the_whole_suite_is_shared_among_the_cores_and_a_choice_of_it_is_not(shell: Shell) -> None:
    commands.test([])
    fast, slow = (line for line in shell.ran if "pytest" in line)
    assert " -n " in fast
    assert " -n " not in slow
    commands.test(["tests/domain"])
    assert not any(" -n " in line for line in shell.ran[-2:])
