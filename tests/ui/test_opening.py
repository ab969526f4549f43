"""Files are opened by the system's own program."""

import os
import time

import pytest

from depesha.domain.errors import InputError
from depesha.ui.opening import open_file


def test_the_system_gets_the_path(tmp_path, monkeypatch):
    opener = tmp_path / "xdg-open"
    opener.write_text('#!/bin/sh\nprintf %s "$1" > "$0.said"\n', encoding="utf-8")
    opener.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    report = tmp_path / "отчёт 1.txt"
    open_file(report)
    said = tmp_path / "xdg-open.said"
    for _try in range(500):
        if said.exists() and said.read_text(encoding="utf-8"):
            break
        time.sleep(0.01)
    assert said.read_text(encoding="utf-8") == str(report)


def test_where_there_is_none_the_place_is_told(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(InputError, match=r"It is here: .*report\.txt"):
        open_file(tmp_path / "report.txt")
