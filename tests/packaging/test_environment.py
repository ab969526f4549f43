"""The set-up does what is to be done, no more, and survives being interrupted anywhere."""

import json
from pathlib import Path

import pytest

import environment
from environment import Step


@pytest.fixture
def venv(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An environment elsewhere, whose Python is there."""
    folder = tmp_path / ".venv"
    folder.mkdir()
    monkeypatch.setattr(environment, "VENV", folder)
    monkeypatch.setattr(environment, "STAMP", folder / "stamp.json")
    monkeypatch.setattr(environment, "PYTHON", folder / "python")
    (folder / "python").touch()
    return folder


class Work:
    """Three steps that note what was done."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.keys = {"libraries": "1", "project": "1", "catalogues": "1"}
        self.done: list[str] = []
        self.failing = ""
        monkeypatch.setattr(environment, "steps", self.steps)

    def steps(self) -> list[Step]:
        return [Step(name, key, lambda name=name: self.do(name)) for name, key in self.keys.items()]

    def do(self, name: str) -> None:
        if name == self.failing:
            raise environment.SetUpFailed(name)
        self.done.append(name)

    def ensure(self) -> list[str]:
        self.done = []
        environment.ensure()
        return self.done


@pytest.fixture
def work(venv: Path, monkeypatch: pytest.MonkeyPatch) -> Work:
    return Work(monkeypatch)


def test_the_first_run_does_everything_and_the_second_nothing(work: Work) -> None:
    assert work.ensure() == ["libraries", "project", "catalogues"]
    assert work.ensure() == []


def test_a_change_redoes_its_step_and_what_builds_on_it(work: Work) -> None:
    work.ensure()
    work.keys["project"] = "2"
    assert work.ensure() == ["project", "catalogues"]


def test_a_step_that_failed_is_done_again(work: Work) -> None:
    work.ensure()
    work.keys["libraries"], work.failing = "2", "project"
    with pytest.raises(environment.SetUpFailed):
        work.ensure()
    # Even where the change is taken back meanwhile: what stands there was made of the new one.
    work.failing = ""
    assert work.ensure() == ["project", "catalogues"]


def test_a_vanished_interpreter_means_from_the_start(work: Work) -> None:
    work.ensure()
    environment.PYTHON.unlink()
    assert work.ensure() == ["libraries", "project", "catalogues"]


@pytest.mark.parametrize("content", ["", "{", "[]", "\x00", '"libraries"'])
def test_a_damaged_stamp_means_from_the_start(work: Work, content: str) -> None:
    work.ensure()
    environment.STAMP.write_text(content, encoding="utf-8")
    assert work.ensure() == ["libraries", "project", "catalogues"]


def test_the_stamp_never_claims_a_step_that_is_under_way(work: Work) -> None:
    work.ensure()
    work.keys["libraries"] = "2"
    claimed: list[dict[str, str]] = []
    do = work.do
    work.do = lambda name: (claimed.append(json.loads(environment.STAMP.read_text())), do(name))[1]  # type: ignore[method-assign]
    work.ensure()
    assert [sorted(one) for one in claimed] == [[], ["libraries"], ["libraries", "project"]]


def test_a_key_tells_files_apart(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    one.write_bytes(b"ab")
    two.write_bytes(b"c")
    keys = {environment.key_of([one, two]), environment.key_of([two, one])}
    one.write_bytes(b"a")
    two.write_bytes(b"bc")
    keys |= {environment.key_of([one, two]), environment.key_of([one, two], "3.12")}
    assert len(keys) == 4


def test_output_is_shown_only_on_failure(
    venv: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    import sys

    monkeypatch.setattr(environment, "PYTHON", Path(sys.executable))
    environment.quietly("Talking", "-c", "print('chatter')")
    assert capfd.readouterr().out == "Talking …\n"
    with pytest.raises(environment.SetUpFailed, match=r"(?s)chatter.*Talking: failed"):
        environment.quietly("Talking", "-c", "print('chatter'); raise SystemExit(1)")


def test_the_real_steps_start_with_the_libraries() -> None:
    assert [step.name for step in environment.steps()] == ["libraries", "project", "catalogues"]
