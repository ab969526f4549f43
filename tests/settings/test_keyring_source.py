"""Whatever a keyring does, people get a sentence with the cure, and nobody gets the secret."""

import logging
import os
import shutil
import subprocess
import sys
import traceback
from pathlib import Path

import keyring
import pytest
from keyring.errors import InitError, KeyringError, KeyringLocked, PasswordSetError

from depesha.api import Secret
from depesha.domain.errors import InputError, NotConfiguredError
from depesha.settings.keyring_source import KeyringSource, usable_backend

KEY = "post.main.password"
HUNTER = Secret("hunter2")


def test_kept_found_and_forgotten(ring) -> None:
    source = KeyringSource(ring, "id")
    assert not source.get(KEY)
    source.set(KEY, Secret("пароль"))
    assert ring.kept == {(f"depesha/id/{KEY}", "depesha"): "пароль"}
    assert source.get(KEY).reveal() == "пароль"
    source.delete(KEY)
    source.delete(KEY)
    assert ring.kept == {}


def test_a_profile_that_kept_nothing_does_not_ask(ring, monkeypatch) -> None:
    monkeypatch.setattr(ring, "get_password", lambda *_: pytest.fail("asked"))
    assert not KeyringSource(ring, "").get(KEY)


class Failing:
    """A backend that fails and shouts the secret about."""

    def __init__(self, kind: type[Exception]) -> None:
        self._kind = kind

    def get_password(self, service: str, user: str) -> str:
        raise self._kind("get")

    def set_password(self, service: str, user: str, password: str) -> None:
        logging.getLogger("backend").debug("keeping something")
        raise self._kind(f"cannot keep {password}")


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        (KeyringLocked, "The keyring is locked. Unlock it"),
        (InitError, "The keyring is locked. Unlock it"),
        (PasswordSetError, "The keyring failed (PasswordSetError)"),
        (KeyringError, "gnome-keyring"),
        (OSError, "The keyring failed (OSError)"),
        (ValueError, "The keyring failed (ValueError)"),
    ],
)
def test_every_failure_is_a_sentence_with_the_cure(
    kind: type[Exception], sentence: str, caplog
) -> None:
    source = KeyringSource(Failing(kind), "id")
    caplog.set_level(logging.DEBUG)
    for action in (lambda: source.get(KEY), lambda: source.set(KEY, HUNTER)):
        with pytest.raises(NotConfiguredError) as caught:
            action()
        assert sentence in str(caught.value)
        assert "depesha settings set office.secrets=file" in str(caught.value)
        shown = traceback.TracebackException.from_exception(caught.value, capture_locals=True)
        assert "hunter2" not in "".join(shown.format())
        assert caught.value.__context__ is None
    assert "hunter2" not in caplog.text


@pytest.fixture
def windows(ring, monkeypatch):
    """A keyring that takes no more than Windows does in one entry."""
    monkeypatch.setattr(type(ring), "__module__", "keyring.backends.Windows")
    put = ring.set_password

    def set_password(service: str, user: str, password: str) -> None:
        assert len(password.encode("utf-16-le")) <= 2560
        put(service, user, password)

    monkeypatch.setattr(ring, "set_password", set_password)
    return ring


@pytest.mark.parametrize("text", ["x" * 1280, "x" * 1281, "я" * 3000, "🌼" * 2500, "t" * 9000])
def test_what_is_longer_than_an_entry_of_windows_is_kept_in_several(text: str, windows) -> None:
    source = KeyringSource(windows, "id")
    source.set(KEY, Secret(text))
    assert source.get(KEY).reveal() == text
    assert (len(windows.kept) == 1) is (len(text) <= 1280)
    source.delete(KEY)
    assert windows.kept == {}


def test_what_is_too_long_for_windows_is_refused_in_words(windows, ring) -> None:
    with pytest.raises(InputError, match="too long") as caught:
        KeyringSource(windows, "id").set(KEY, Secret("х" * 20_000))
    assert "ххх" not in str(caught.value)
    assert caught.value.__context__ is None
    assert windows.kept == {}


def test_other_keyrings_take_any_length(ring) -> None:
    KeyringSource(ring, "id").set(KEY, Secret("x" * 50_000))
    assert len(ring.kept) == 1


def _of_module(name: str) -> object:
    return type("Backend", (), {"__module__": name})()


def _chain(*modules: str) -> object:
    chain = _of_module("keyring.backends.chainer")
    chain.backends = [_of_module(name) for name in modules]  # type: ignore[attr-defined]
    return chain


@pytest.mark.parametrize(
    ("backend", "used"),
    [
        (_of_module("keyring.backends.SecretService"), "keyring.backends.SecretService"),
        (_of_module("keyring.backends.fail"), None),
        (_of_module("keyring.backends.null"), None),
        (_of_module("keyrings.alt.file"), None),
        (_chain("keyrings.alt.file", "keyring.backends.kwallet"), "keyring.backends.kwallet"),
        (_chain("keyrings.alt.file"), None),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_only_a_real_keyring_is_used(monkeypatch, backend: object, used: str | None) -> None:
    monkeypatch.setattr(keyring, "get_keyring", lambda: backend)
    found = usable_backend()
    assert (type(found).__module__ if found is not None else None) == used


def test_a_keyring_that_cannot_even_be_chosen(monkeypatch) -> None:
    def broken() -> None:
        raise ModuleNotFoundError("named in the environment, not installed")

    monkeypatch.setattr(keyring, "get_keyring", broken)
    assert usable_backend() is None


# --- A real Secret Service -----------------------------------------------------------------------

IN_THE_SESSION = """
import logging, sys
logging.basicConfig(level=logging.DEBUG)
from pathlib import Path
from depesha.api import Secret
from depesha.domain.errors import DepeshaError
from depesha.settings.profile import Profile
from depesha.settings.settings import Settings
sys.path.insert(0, sys.argv[1])
from conftest import Post
settings = Settings(Profile(Path(sys.argv[2])), lambda: {"post": Post}, dict)
value = Secret(sys.stdin.read())
try:
    if value:
        settings.change({"post.main.host": "h"})
        print(settings.set_secret("post.main.password", value))
    found = Settings(settings.profile, lambda: {"post": Post}, dict).account("post", "main")
    print(settings.secret_place(), found.password == value, found)
    settings.set_secret("post.main.password", Secret())
    settings.account("post", "main")
except DepeshaError as error:
    print(type(error).__name__, error)
"""

SESSION = """
printf '%s' "$DAEMON_PASSWORD" |
    gnome-keyring-daemon --unlock --components=secrets --daemonize >/dev/null
exec "$@"
"""


def _in_a_session(tmp_path: Path, secret: str, password: str = "desk") -> str:
    for tool in ("dbus-run-session", "gnome-keyring-daemon"):
        if shutil.which(tool) is None:
            pytest.fail(
                f"{tool} is missing. On Debian: apt-get install -y --no-install-recommends "
                "dbus gnome-keyring"
            )
    runtime = tmp_path / "runtime"
    runtime.mkdir(mode=0o700, exist_ok=True)
    kept_out = {"PYTHON_KEYRING_BACKEND", "DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS"}
    environment = {name: value for name, value in os.environ.items() if name not in kept_out}
    environment |= {
        "HOME": str(tmp_path),
        "XDG_RUNTIME_DIR": str(runtime),
        "DAEMON_PASSWORD": password,
    }
    script = [sys.executable, "-c", IN_THE_SESSION, str(Path(__file__).parent)]
    # The daemon outlives the shell that started it, and is ended with the session's bus.
    done = subprocess.run(
        ["dbus-run-session", "--", "bash", "-c", SESSION, "_", *script, str(tmp_path / "office")],
        input=secret,
        capture_output=True,
        text=True,
        env=environment,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert secret not in done.stdout + done.stderr or not secret
    return done.stdout


@pytest.mark.keyring
def test_a_real_secret_service(tmp_path: Path) -> None:
    lines = _in_a_session(tmp_path, "hunter2 пароль " + "x" * 3000).splitlines()
    assert lines[0] == "keyring"
    assert lines[1].startswith("keyring True PostAccount(")
    assert lines[2:] == [
        "NotConfiguredError The account post.main is not filled in:",
        "  Password: depesha settings secret post.main.password",
    ]
    assert "hunter2" not in (tmp_path / "office" / "settings.toml").read_text()


@pytest.mark.keyring
def test_a_real_secret_service_that_is_locked(tmp_path: Path) -> None:
    _in_a_session(tmp_path, "hunter2")
    told = _in_a_session(tmp_path, "hunter3", password="forgotten")
    assert told.startswith("NotConfiguredError The keyring is locked. Unlock it")
