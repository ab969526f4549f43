"""The contract as authors meet it: imported from `depesha.testing`, run by pytest."""

import subprocess
import sys

from depesha.testing.contract import ChannelContract

AUTHORS_TEST = """
import pytest
from depesha.testing import ChannelContract
from depesha_echo.channel import Echo, EchoAccount

class TestEcho(ChannelContract):
    channel = Echo

    @pytest.fixture
    def account(self, tmp_path):
        return EchoAccount(folder=str(tmp_path))

    def good_address(self):
        return "me@example.org"
"""


def test_every_check_says_what_it_wants():
    checks = [name for name in dir(ChannelContract) if name.startswith("test_")]
    assert len(checks) > 20
    mute = [name for name in checks if not getattr(ChannelContract, name).__doc__]
    assert not mute


def test_an_authors_test_of_ten_lines_runs(tmp_path):
    (tmp_path / "test_mine.py").write_text(AUTHORS_TEST)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:randomly", "-p", "no:cacheprovider"]
    done = subprocess.run(
        [*command, "test_mine.py"],
        cwd=tmp_path,
        capture_output=True,
        check=False,
        text=True,
        timeout=180,
    )
    assert done.returncode == 0, done.stdout
    assert " passed" in done.stdout
    assert "failed" not in done.stdout
