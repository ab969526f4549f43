"""What the operating system has to bring is found by trying it, and named in one command."""

import os
import sys
from pathlib import Path

import pytest

import system_packages
from system_packages import Need

NEEDS = (
    Need("for-all", lambda: False),
    Need("for-tests", lambda: False, ("test",)),
    Need("present", lambda: True),
)


def test_a_command_asks_for_what_it_needs_alone() -> None:
    assert system_packages.lacking(NEEDS, "run") == ["for-all"]
    assert system_packages.lacking(NEEDS, "test") == ["for-all", "for-tests"]


def test_the_command_to_type_asks_nothing() -> None:
    line = system_packages.by_hand(["gnome-keyring", "postfix"])
    answers, install = line.split(" && ")
    assert "No configuration" in answers
    assert install == ("sudo apt-get install --yes --no-install-recommends gnome-keyring postfix")


@pytest.fixture
def lacking(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A Linux on which everything is missing; the folder is the whole PATH."""
    monkeypatch.setattr(system_packages, "NEEDS", NEEDS)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def test_without_apt_the_packages_are_named(lacking: Path) -> None:
    with pytest.raises(system_packages.Missing, match=r"package manager.*for-all, for-tests"):
        system_packages.ensure("test")


@pytest.fixture
def apt(lacking: Path) -> Path:
    """An apt-get that writes down what it is told."""
    for name in ("apt-get", "debconf-set-selections"):
        program = lacking / name
        program.write_text(
            '#!/bin/sh\necho "$0 $* $DEBIAN_FRONTEND" >> "$(/usr/bin/dirname "$0")/log"\n'
        )
        program.chmod(0o755)
    return lacking


@pytest.mark.skipif(os.name == "nt", reason="apt is not there")
def test_root_installs_and_nobody_is_asked(apt: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    system_packages.ensure("test")
    log = (apt / "log").read_text().splitlines()
    assert [line.split("/")[-1] for line in log] == [
        "apt-get update noninteractive",
        "apt-get install --yes --no-install-recommends for-all for-tests noninteractive",
    ]


@pytest.mark.skipif(os.name == "nt", reason="apt is not there")
def test_others_are_told_what_to_type(apt: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(system_packages.Missing, match=r"sudo apt-get install .* for-all"):
        system_packages.ensure("run")
    assert not (apt / "log").exists()


@pytest.mark.skipif(os.name == "nt", reason="apt is not there")
def test_what_apt_says_is_shown_when_it_fails(apt: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    (apt / "apt-get").write_text("#!/bin/sh\necho no such mirror\nexit 100\n")
    with pytest.raises(system_packages.Missing, match="no such mirror"):
        system_packages.ensure("test")


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_elsewhere_nothing_is_asked_for(
    lacking: Path, monkeypatch: pytest.MonkeyPatch, platform: str
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    system_packages.ensure("test")
