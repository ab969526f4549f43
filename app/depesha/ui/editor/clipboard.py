"""The picture on the clipboard, if there is one."""

import os
import shutil
import subprocess
import tkinter as tk
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO

PATIENCE = 3.0
"""Seconds: programs that own the clipboard can be stuck."""
_KINDS = ("image/png", "image/jpeg", "image/gif", "image/webp")


def offered(widget: tk.Misc) -> str:
    """The kind of picture that the clipboard holds, or empty. Costs no more than a question."""
    if widget.tk.call("tk", "windowingsystem") != "x11":
        return "image/png"  # the system is asked at once
    with suppress(tk.TclError):
        # Our own clipboard holds text alone; a helper that asks us for a picture would wait.
        if widget.tk.call("selection", "own", "-selection", "CLIPBOARD"):
            return ""
    try:
        kinds = _selection(widget, "TARGETS")
    except tk.TclError:
        return ""
    return next((kind for kind in _KINDS if kind in kinds), "")


def reader(widget: tk.Misc, kind: str) -> Callable[[], bytes]:
    """What fetches the picture, on another thread; empty bytes where it cannot be had."""
    if widget.tk.call("tk", "windowingsystem") != "x11":
        return _from_system
    commands = [
        [os.environ.get("WAYLAND_DISPLAY", "") and "wl-paste", "-t", kind],
        ["xclip", "-selection", "clipboard", "-t", kind, "-o"],
    ]
    for command in commands:
        if command[0] and shutil.which(command[0]):
            return lambda command=command: _from_helper(command)  # type: ignore[misc]
    # Without a helper Tk fetches it: here and now, for it belongs to the window's thread.
    data = _from_tk(widget, kind)
    return lambda: data


def _from_helper(command: list[str]) -> bytes:
    with suppress(OSError, subprocess.TimeoutExpired):
        done = subprocess.run(  # noqa: S603 - one of two programs, no words of strangers
            command, capture_output=True, timeout=PATIENCE, check=False
        )
        if done.returncode == 0:
            return done.stdout
    return b""


def _from_tk(widget: tk.Misc, kind: str) -> bytes:
    """Tk gives bytes as numbers in words; what is too large for one property it cannot fetch."""
    try:
        return bytes(int(word, 16) for word in _selection(widget, kind))
    except (tk.TclError, ValueError):
        return b""


def _selection(widget: tk.Misc, kind: str) -> list[str]:
    asked = widget.tk.call("selection", "get", "-selection", "CLIPBOARD", "-type", kind)
    return str(asked).split()


def _from_system() -> bytes:
    from PIL import ImageGrab

    found = ImageGrab.grabclipboard()
    if found is None or isinstance(found, list):  # copied files are no picture
        return b""
    written = BytesIO()
    found.save(written, "PNG")
    return written.getvalue()
