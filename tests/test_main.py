"""`python -m depesha`."""

import subprocess
import sys

from depesha import __version__


def test_the_module_runs(profile):
    done = subprocess.run(
        [sys.executable, "-m", "depesha", "--version"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, f"Depesha {__version__}\n", "")
