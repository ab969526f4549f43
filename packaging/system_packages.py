"""What has to come from the operating system, found by trying the thing itself."""

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import environment

# Postfix asks how to deliver mail when it is installed. Nothing is to be delivered: the bench
# uses its sink and its load generator alone.
_ANSWERS = {"postfix": "postfix postfix/main_mailer_type select No configuration"}


class Missing(Exception):
    """Something only the user can install; the message names the one command."""

    exit_code = 2


@dataclass(frozen=True)
class Need:
    """One package, by its name in Debian."""

    package: str
    found: Callable[[], bool]
    commands: tuple[str, ...] = ()
    """The commands of dev.py that need it; empty for all."""


def _program(name: str) -> Callable[[], bool]:
    # Debian keeps servers' programs out of an ordinary user's PATH.
    path = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/sbin"])
    return lambda: shutil.which(name, path=path) is not None


def _library(name: str) -> Callable[[], bool]:
    def found() -> bool:
        try:
            ctypes.CDLL(name)
        except OSError:
            return False
        return True

    return found


def _can_make_environments() -> bool:
    # Debian ships Python without this module; an environment already made does not need it.
    return environment.PYTHON.exists() or importlib.util.find_spec("ensurepip") is not None


def _has_letters() -> bool:
    # Without a single font a window shows boxes for letters.
    return any(Path("/usr/share/fonts").rglob("*.[to]tf"))


NEEDS = (
    Need("python3-venv", _can_make_environments),
    # Debian ships Python without its Tk.
    Need("python3-tk", lambda: importlib.util.find_spec("_tkinter") is not None),
    # A screen for the window's tests, a window manager, and somebody to type and click.
    Need("xvfb", _program("Xvfb"), ("test", "bench", "pictures")),
    Need("openbox", _program("openbox"), ("test", "bench", "pictures")),
    Need("xdotool", _program("xdotool"), ("test", "bench", "pictures")),
    Need("x11-xkb-utils", _program("setxkbmap"), ("test",)),
    Need("x11-utils", _program("xprop"), ("test", "bench", "pictures")),
    Need("xclip", _program("xclip"), ("test",)),
    Need("fonts-dejavu-core", _has_letters, ("test", "bench", "pictures")),
    Need("dbus-daemon", _program("dbus-run-session"), ("test",)),
    Need("gnome-keyring", _program("gnome-keyring-daemon"), ("test",)),
    # A MIME parser of other people in another language, which reads our letters in the tests.
    Need("libgmime-3.0-0", _library("libgmime-3.0.so.0"), ("test",)),
    Need("postfix", _program("smtp-sink"), ("bench",)),
)


def ensure(command: str) -> None:
    """Install what the command lacks, or raise Missing with what to type."""
    if sys.platform != "linux":
        return  # Python comes whole there, and the system's own keyring is always present
    missing = lacking(NEEDS, command)
    if not missing:
        return
    if shutil.which("apt-get") is None:
        raise Missing(
            "Install these with your system's package manager, then start again "
            f"(the names are Debian's): {', '.join(missing)}"
        )
    if os.geteuid() != 0:
        raise Missing(
            f"Some system packages are missing. Run this, then start again:\n\n"
            f"    {by_hand(missing)}"
        )
    _install(missing)


def lacking(needs: Sequence[Need], command: str) -> list[str]:
    """The packages that a command needs and does not find."""
    wanted = [need for need in needs if not need.commands or command in need.commands]
    return [need.package for need in wanted if not need.found()]


def by_hand(packages: Sequence[str]) -> str:
    """The one command that installs packages, for a user who may use sudo."""
    answers = "".join(
        f'echo "{_ANSWERS[package]}" | sudo debconf-set-selections && '
        for package in packages
        if package in _ANSWERS
    )
    return f"{answers}sudo {' '.join(_apt_get_install(packages))}"


def _apt_get_install(packages: Sequence[str]) -> list[str]:
    return ["apt-get", "install", "--yes", "--no-install-recommends", *packages]


def _install(packages: Sequence[str]) -> None:
    print(f"Installing system packages: {', '.join(packages)} …", flush=True)
    answers = "\n".join(_ANSWERS[package] for package in packages if package in _ANSWERS)
    if answers:
        _apt(["debconf-set-selections"], answers)
    _apt(["apt-get", "update"])
    _apt(_apt_get_install(packages))


def _apt(command: list[str], text: str = "") -> None:
    finished = subprocess.run(
        command,
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        input=text.encode(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    if finished.returncode:
        output = finished.stdout.decode(errors="replace").strip()
        raise Missing(
            f"{output}\n\n{' '.join(command)}: failed. Mend what is said above, and start again."
        )
