"""What every test lives in: its own home, English, no real keyring, and no unexpected error; and
what tests of windows share: one screen, for a second one would take DISPLAY away from the first."""

import gc
import io
import json
import logging
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import hypothesis
import pytest

from depesha import bootstrap
from depesha.api.i18n import use_language

# The gate judges a change, so it deals the same examples each time; at a desk they vary, and a
# failure prints how to repeat it. No deadline: the machine may be busy with something else.
hypothesis.settings.register_profile(
    "depesha",
    deadline=None,
    print_blob=True,
    derandomize="CI" in os.environ,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("depesha")


@pytest.fixture(scope="session", autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test, and no program it starts, reads or writes what belongs to the person at the desk."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for name in list(os.environ):
            if name.startswith(("DEPESHA_", "XDG_")):
                patch.delenv(name)
        for name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"):
            patch.setenv(name, str(home))
        patch.setenv("LC_ALL", "C.UTF-8")
        patch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
        yield


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    use_language("en")
    yield
    use_language("en")


class _Errors(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.seen: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.seen.append(f"{record.name}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def _no_error_is_logged(request: pytest.FixtureRequest) -> Iterator[None]:
    errors = _Errors()
    logging.getLogger().addHandler(errors)
    yield
    logging.getLogger().removeHandler(errors)
    if errors.seen and request.node.get_closest_marker("logs_errors") is None:
        pytest.fail(
            "the test passed, but something was logged as an ERROR. If that is what the test is "
            "about, mark it with @pytest.mark.logs_errors:\n" + "\n".join(errors.seen),
            pytrace=False,
        )


@pytest.fixture
def profile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that Depesha takes for all its files, here and in programs a test starts."""
    folder = tmp_path / "profile"
    folder.mkdir()
    monkeypatch.setenv("DEPESHA_PROFILE", str(folder))
    return folder


@dataclass(frozen=True)
class Ran:
    """What a command said and how it ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@pytest.fixture
def cli(
    profile: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., Ran]]:
    """Run `depesha WORDS…` as a user does, on an own profile, but in this process."""

    def run(*words: object, stdin: str = "") -> Ran:
        monkeypatch.setattr(sys, "stdin", io.StringIO(stdin))
        capsys.readouterr()
        try:
            code = bootstrap.run([str(word) for word in words])
        except SystemExit as ended:  # argparse
            code = int(ended.code or 0)
        said = capsys.readouterr()
        return Ran(code, said.out, said.err)

    path, modules = list(sys.path), set(sys.modules)
    yield run
    # What the profile's plugins brought in is gone with the profile.
    sys.path[:] = path
    for name in set(sys.modules) - modules:
        if str(profile) in str(getattr(sys.modules[name], "__file__", "")):
            del sys.modules[name]


# --- A screen, and somebody at the keys -------------------------------------------------------

PATIENCE = 20.0


@pytest.fixture(scope="session")
def screen() -> Iterator[str]:
    """An X server with openbox; DISPLAY points to it."""
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1280x800x24", "-dpi", "96",
         "-nolisten", "tcp", "-noreset"],
        pass_fds=[writing], stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(writing)
    with os.fdopen(reading) as answer:
        display = f":{answer.readline().strip()}"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DISPLAY", display)
        patch.delenv("WAYLAND_DISPLAY", raising=False)
        manager = subprocess.Popen(
            ["openbox", "--sm-disable"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        subprocess.run(["setxkbmap", "-layout", "us,ru"], check=True)
        _wait_for_manager()
        yield display
        for process in (manager, server):
            process.terminate()
            process.wait(10)


def _wait_for_manager() -> None:
    for _ in range(100):
        asked = ["xprop", "-root", "_NET_SUPPORTING_WM_CHECK"]
        if b"window id" in subprocess.run(asked, capture_output=True, check=True).stdout:
            return
        time.sleep(0.05)
    raise AssertionError("openbox did not come up")


class Driver:
    """Uses a window as a person does: looks, waits, types, clicks."""

    def __init__(self, root: Any) -> None:
        self.root = root
        self.errors: list[BaseException] = []

    def until(self, true: Callable[[], object], what: str = "") -> None:
        """Let the window live until something holds; fails after PATIENCE seconds."""
        end = time.monotonic() + PATIENCE
        while not true():
            self.root.update()
            assert time.monotonic() < end, f"in vain waited for: {what or true}"
            time.sleep(0.002)
        self.root.update()

    def live(self, seconds: float = 0.05) -> None:
        """Let the window live a while."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.root.update()
            time.sleep(0.002)

    def xdotool(self, *words: object) -> None:
        """Real input of the X server; the window lives meanwhile."""
        process = subprocess.Popen(["xdotool", *map(str, words)])
        self.until(lambda: process.poll() is not None, f"xdotool {words}")
        assert process.returncode == 0
        self.live()

    def focus(self, widget: Any) -> None:
        """Give the keyboard to a widget."""
        widget.focus_force()
        self.until(lambda: str(widget.focus_get()) == str(widget), f"focus of {widget}")

    def keys(self, *keys: str) -> None:
        """Press keys by X's names: `ctrl+k`, `Return`."""
        self.xdotool("key", *keys)

    def type(self, text: str) -> None:
        """Type a text, also a Russian one."""
        self.xdotool("type", "--delay", "12", text)

    def click(
        self, widget: Any, button: int = 1, dx: int | None = None, dy: int | None = None
    ) -> None:
        """Click into a widget, in its middle unless told where."""
        self.root.update()
        x = widget.winfo_rootx() + (widget.winfo_width() // 2 if dx is None else dx)
        y = widget.winfo_rooty() + (widget.winfo_height() // 2 if dy is None else dy)
        self.xdotool("mousemove", x, y, "click", button)


_windows_were_made = False


@pytest.fixture
def garbage_stays() -> Iterator[None]:
    """As in the program: no other thread than this one may take away what belongs to Tk. A failed
    test's frames, or a thread that is late to end, let go of a window long after its test: so from
    the first window of a process on, garbage is looked for between tests alone."""
    global _windows_were_made  # noqa: PLW0603 - of the process
    _windows_were_made = True
    gc.disable()
    gc.freeze()  # what was there before is not looked through again at each test's end
    yield
    gc.collect()


@pytest.fixture(autouse=True)
def _garbage_is_taken_away_between_tests() -> Iterator[None]:
    yield
    if _windows_were_made:
        gc.collect()


@pytest.fixture
def tk_root(screen: str, garbage_stays: None) -> Iterator[Any]:
    """A bare themed root for a single widget; an exception in a callback fails the test."""
    import tkinter as tk

    from depesha.ui.theme import Theme

    root = tk.Tk()
    root.geometry("900x600+10+10")
    failed: list[BaseException] = []
    root.report_callback_exception = lambda _kind, error, _trace: failed.append(error)  # type: ignore[assignment]
    Theme(root, "light")
    root.update()
    yield root
    root.update_idletasks()
    root.destroy()
    assert not failed, failed


@pytest.fixture
def driver(tk_root: Any) -> Driver:
    """Somebody at the keys of `tk_root`."""
    return Driver(tk_root)


@pytest.fixture
def driver_of() -> type[Driver]:
    """Somebody at the keys of any window."""
    return Driver
