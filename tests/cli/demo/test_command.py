"""`depesha demo`, as the README's first command runs it."""

import subprocess
import sys

import pytest


@pytest.mark.slow  # the whole main job: imports, three mailings, every step an own process
def test_the_demo_runs_to_its_end_without_a_question(tmp_path):
    folder = tmp_path / "demo"
    done = subprocess.run(
        [sys.executable, "-m", "depesha", "demo", "--no-window", "--keep", str(folder)],
        capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    for channel in ("email", "sms", "telegram"):
        assert f"$ depesha send {channel}" in done.stdout
        assert len(list((folder / "received" / channel).iterdir())) > 100
    assert done.stdout.count(": Done") == 3
    assert done.stdout.count("Unknown   1") == 3
    assert len(list((folder / "profile" / "reports").glob("*.txt"))) == 3


def test_a_folder_with_something_in_it_is_left_alone(cli, tmp_path):
    (tmp_path / "mine.txt").write_text("precious", encoding="utf-8")
    for place in (tmp_path, tmp_path / "mine.txt"):
        ran = cli("demo", "--keep", place)
        assert ran.code == 2
        assert "no empty folder" in ran.err
