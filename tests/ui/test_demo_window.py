"""Where there is a screen the demo ends in the window, on the same office."""

import subprocess
import sys
import time

import pytest


@pytest.mark.slow
def test_the_demo_opens_the_window_and_ends_with_it(screen, tmp_path) -> None:
    demo = [sys.executable, "-m", "depesha", "--lang", "en", "demo", "--keep", str(tmp_path / "d")]
    with subprocess.Popen(demo, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        end = time.monotonic() + 150
        shown = b""
        while not shown:
            assert process.poll() is None, "the demo ended before its window came"
            assert time.monotonic() < end, "no window came"
            time.sleep(0.3)
            search = ["xdotool", "search", "--onlyvisible", "--class", "Depesha"]
            shown = subprocess.run(search, capture_output=True, check=False).stdout
        time.sleep(1)
        window = shown.split()[-1].decode()
        subprocess.run(["xdotool", "windowactivate", "--sync", window], check=False, timeout=10)
        subprocess.run(["xdotool", "key", "ctrl+q"], check=True)
        assert process.wait(60) == 0
