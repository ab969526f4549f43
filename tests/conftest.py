"""What every test lives in: its own home, English, no real keyring, and no unexpected error."""

import io
import json
import logging
import os
import sys
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
